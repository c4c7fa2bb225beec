"""A copy of an SQLite store, made while people work, and what is wrong with one."""

import os
from contextlib import closing
from pathlib import Path

from poai.store.opening import Store, StoreError


def copy(store: Store, file: Path) -> None:
    """Writes the store as it is at this moment into a new file, for nobody but us to read; whoever writes goes on.

    Nothing that was erased is in it. Raises StoreError for PostgreSQL, which has tools of its own, and FileExistsError.
    """
    if store.engine.dialect.name != "sqlite":
        raise StoreError("PostgreSQL keeps backups by itself: use pg_dump, and pg_restore")
    file.touch(mode=0o600, exist_ok=False)
    with closing(store.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA query_only=OFF")  # as reading may have left it
        cursor.execute("VACUUM INTO ?", (str(file),))
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def flaws(store: Store) -> list[str]:
    """What SQLite finds wrong with a store, in its words; nothing, for one that is whole."""
    with store.read() as connection:
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [line for line in found if line != "ok"] + [f"{row[0]} leads to nothing" for row in orphans]
