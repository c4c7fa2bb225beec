"""Brings the store's tables up to date, with Alembic but without a configuration file."""

from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from poai.store.opening import Store, StoreError
from poai.store.sealed import Keys

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x706F6169  # "poai": any number will do that nothing else in the database uses


def migrate(store: Store, secret: str = "") -> str:
    """Brings the tables up to date, all or nothing, and returns their revision.

    `secret` seals what an earlier version kept of people in plain words; where it kept none, it is not needed.

    Several processes may do so at once: one works and the others find it done. Raises StoreError if a newer
    version of the program has already changed the tables, or if a secret is needed and there is none.
    """
    newest = newest_revision()
    with store.read() as connection:
        if _current(connection) == newest:
            return newest  # the usual case, without waiting for whoever is writing
    with store.work() as connection:
        if store.engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config = _config(connection)
        config.attributes["keys"] = lambda where: _keys(where, secret)
        current = _current(connection)
        if current == newest:
            return newest
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if current is not None and current not in known:
            raise StoreError(
                f"a newer version of this program made the store ({current}; this one knows {newest})."
                " Use that version, or restore a backup from before"
            )
        command.upgrade(config, "head")
        return newest


def _keys(connection: Connection, secret: str) -> Keys:
    if not secret:
        raise StoreError(
            "people's records are to be sealed, which needs the secret: start the server, which has it"
        )
    return Keys.make(connection, secret, datetime.now(UTC))


def newest_revision() -> str:
    """The revision of the tables that this version of the program works with."""
    return str(ScriptDirectory.from_config(_config()).as_revision_number("head"))


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    # A percent sign means something to the configuration's own parser.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
