"""S57: a store that may not be written to says so, and can be read as before."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from poai.store import Store, UnwritableError


def write(store: Store) -> None:
    """As on a file system that is mounted to be read only, or a server that only follows another."""
    with store.work() as connection:
        only_read = (
            "PRAGMA query_only=ON" if store.engine.dialect.name == "sqlite" else "SET TRANSACTION READ ONLY"
        )
        connection.execute(text(only_read))
        connection.execute(text("INSERT INTO kept VALUES ('after')"))


def test_s57_nothing_is_written_and_everything_can_be_read(store: Store) -> None:
    with store.work() as connection:
        connection.execute(text("CREATE TABLE kept (words TEXT)"))
        connection.execute(text("INSERT INTO kept VALUES ('before')"))
    with pytest.raises(UnwritableError, match="cannot be written"):
        write(store)
    with store.read() as connection:
        assert connection.scalars(text("SELECT words FROM kept")).all() == ["before"]
    with store.work() as connection:
        connection.execute(text("DROP TABLE kept"))


def ask_for_nothing(store: Store) -> None:
    with store.work() as connection:
        connection.execute(text("SELECT * FROM no_such_table"))


def test_other_faults_of_a_database_are_not_taken_for_a_full_disk(store: Store) -> None:
    with pytest.raises(DBAPIError):
        ask_for_nothing(store)
