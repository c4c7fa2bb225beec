"""Check the trail: that no row was changed, removed, added or moved since it was written."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from poai.domain.audit import Head, Verdict
from poai.sealing import derive
from poai.settings import Settings
from poai.store import migrate, open_store
from poai.store.audit import head, verify


def audit_head(settings: Settings) -> Head:
    """The end of the trail, to keep somewhere else: str() of it is one line. Raises StoreError."""
    with _reading(settings) as connection:
        return head(connection)


def verify_audit(settings: Settings, line: str = "") -> Verdict:
    """Read the whole trail and find the first row that is not as it was written.

    `line` is a head that was kept elsewhere, or "". Raises ValueError if it is no such line, and StoreError.
    """
    kept = Head.read(line) if line else None
    with _reading(settings) as connection:
        return verify(connection, derive(settings.secret, "audit"), kept)


@contextmanager
def _reading(settings: Settings) -> Iterator[Connection]:
    store = open_store(settings.store)
    try:
        migrate(store)
        with store.read() as connection:
            yield connection
    finally:
        store.close()
