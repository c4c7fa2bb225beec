"""Opens the store: SQLite in a file, or PostgreSQL by URL, set up so that what is acknowledged is kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

# Older libraries can lose committed rows when a write-ahead log is reset while another process writes.
SAFE_SQLITE = (3, 51, 3)
BUSY_SECONDS = 10


class StoreError(Exception):
    """The store cannot be used; the message says why and what to do."""


class UnwritableError(StoreError):
    """Nothing can be kept just now: the disk is full, or may not be written to. What was kept before is as it was."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `name` says which, without a password."""

    engine: Engine = field(repr=False)
    name: str

    @contextmanager
    def work(self, *, dry_run: bool = False) -> Iterator[Connection]:
        """One unit of work: everything in it is kept when the block ends, or nothing if it raises.

        With `dry_run` everything is done, so that it can be seen whether it would work, and nothing is kept.
        Raises UnwritableError where there is no room, or no leave, to keep anything.
        """
        try:
            with self._connect() as connection, connection.begin() as transaction:
                yield connection
                if dry_run:
                    transaction.rollback()
        except DBAPIError as error:
            if _unwritable(error):
                raise UnwritableError(f"the store {self.name} cannot be written to: {error.orig}") from error
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view that does not wait for writers, and in which writing fails."""
        options: dict[str, Any] = {"poai_reading": True}
        if self.engine.dialect.name == "postgresql":
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._connect().execution_options(**options) as connection, connection.begin():
            yield connection

    def settle(self) -> bool:
        """After something was erased: leaves nothing of it in SQLite's journal. Not within a unit of work.

        False if somebody read on for longer than we wait; it is then left to the next time. PostgreSQL is left to its
        own housekeeping (autovacuum).
        """
        if self.engine.dialect.name != "sqlite":
            return True
        with closing(self.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute("PRAGMA query_only=OFF")
            busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()

    def _connect(self) -> Connection:
        try:
            return self.engine.connect()
        except DBAPIError as error:
            raise StoreError(f"the store {self.name} cannot be opened: {error.orig}") from error


def open_store(where: str | Path) -> Store:
    """Opens the store at `where`: a file's path, "sqlite:///path", or "postgresql://user@host/name".

    Raises StoreError for another kind of database, a missing driver, or an SQLite library that loses data.
    """
    url = _url(where)
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url)
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreError(f"PostgreSQL needs the package {error.name}: install poai[postgres]") from error
    return Store(engine, url.render_as_string(hide_password=True))


def check_sqlite(version: tuple[int, ...]) -> None:
    """Raises StoreError for an SQLite library that can lose what it said was kept."""
    if version < SAFE_SQLITE:
        have, need = ".".join(map(str, version)), ".".join(map(str, SAFE_SQLITE))
        raise StoreError(
            f"SQLite {have} can lose committed rows (the WAL-reset bug). Version {need} or newer is needed to write:"
            " install the package pysqlite3, and remove pysqlite3-binary if it is there"
        )


def sqlite_module() -> ModuleType:
    """The SQLite driver to write with: pysqlite3, which brings its own library, or else Python's own."""
    try:
        import pysqlite3.dbapi2 as carried
    except ModuleNotFoundError:
        return sqlite3
    module: ModuleType = carried
    return module


def _unwritable(error: DBAPIError) -> bool:
    """Whether it is the disk that says no: SQLite tells by its message, PostgreSQL by SQLSTATE (class 53, and 25006)."""
    state = str(getattr(error.orig, "sqlstate", None) or "")
    return (
        state.startswith("53")
        or state == "25006"
        or any(words in str(error.orig) for words in ("disk is full", "disk I/O error", "readonly database"))
    )


def _url(where: str | Path) -> URL:
    text = str(where)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).resolve()))
    url = make_url(text)
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in ("sqlite", "postgresql+psycopg"):
        return url
    raise StoreError(f"{url.drivername} is not a kind of store: use a file, sqlite:/// or postgresql://")


def _open_sqlite(url: URL) -> Store:
    module = sqlite_module()
    check_sqlite(module.sqlite_version_info)
    if not url.database or url.database == ":memory:":
        raise StoreError("the store needs a file: in memory, everything would be lost at the end")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    Path(url.database).touch(mode=0o600)  # only for us to read; SQLite gives its other files the same mode
    engine = create_engine(url, module=module, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return Store(engine, url.database)


def _set_up(connection: Any, _record: object) -> None:
    # Transactions are begun by _begin: the driver would otherwise begin them late, and not for every statement.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("poai_reading"):
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
    else:
        # The write lock at once: taken later, it could fail after work was done on what had become old.
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
