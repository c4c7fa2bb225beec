"""Backups: a copy made while people work, checked before it counts, and put back only where nothing is."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from poai.domain.audit import Head
from poai.sealing import derive
from poai.settings import Settings
from poai.store import Keys, Store, StoreError, open_store
from poai.store.audit import head, verify
from poai.store.copying import copy, flaws


@dataclass(frozen=True, slots=True)
class Checked:
    """A copy that is whole. `head` is the end of its trail, `size` its bytes."""

    file: Path
    head: Head
    size: int


def back_up(settings: Settings, file: Path) -> Checked:
    """Copies the store to `file`, checks the copy, and writes the end of its trail beside it, as `<file>.head`.

    Raises FileExistsError; StoreError for PostgreSQL, another secret, or a copy that is not whole (it is removed).
    """
    if "://" not in settings.store and not Path(settings.store).exists():
        raise StoreError(f"there is no store at {settings.store}")
    store = open_store(settings.store)
    try:
        copy(store, file)
    finally:
        store.close()
    try:
        checked = _checked(settings, file)
    except StoreError:
        file.unlink()
        raise
    _beside(file).write_text(f"{checked.head}\n", encoding="ascii")
    return checked


def restore(settings: Settings, file: Path) -> Checked:
    """Puts a backup where the settings have the store, if there is none: checked first, and then all of it or nothing.

    Raises StoreError for PostgreSQL, another secret, or a backup that is not whole; FileExistsError where there is a
    store; OSError.
    """
    target = Path(settings.store.removeprefix("sqlite:///"))
    if "://" in str(settings.store).removeprefix("sqlite:///"):
        raise StoreError("PostgreSQL is restored with pg_restore")
    if target.exists():
        raise FileExistsError(f"{target} is there already. Restore into an empty folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.restoring")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    try:
        shutil.copyfile(file, half)
        kept = _beside(file)
        checked = _checked(settings, half, kept.read_text(encoding="ascii") if kept.exists() else "")
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        half.rename(target)
    finally:
        half.unlink(missing_ok=True)
    return Checked(target, checked.head, checked.size)


def _checked(settings: Settings, file: Path, line: str = "") -> Checked:
    """What is known of a copy. `line` is the end of the trail that was kept beside it. Raises StoreError."""
    store = open_store(file)
    try:
        return Checked(
            file, _verified(settings, store, Head.read(line) if line else None), file.stat().st_size
        )
    except DBAPIError as error:
        raise StoreError(f"{file} is not whole: {error.orig}") from error
    finally:
        store.close()


def _verified(settings: Settings, store: Store, kept: Head | None) -> Head:
    """The end of the trail of a store that is whole and opens with our secret."""
    if found := flaws(store):
        raise StoreError(f"{store.name} is not whole: {found[0]}")
    with store.read() as connection:
        Keys.load(connection, settings.secret)
        verdict = verify(connection, derive(settings.secret, "audit"), kept)
        if not verdict.good:
            raise StoreError(f"the trail in {store.name} is not as it was written: {verdict.why}")
        return head(connection)


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.head")
