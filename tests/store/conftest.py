"""Every test that asks for `store` runs twice: on SQLite and on PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from poai.store import Store, migrate, open_store
from tests.store.postgres import NoPostgresError, running


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A server for the whole run; skips without one, and fails instead where CI is set."""
    try:
        with running() as url:
            yield url
    except NoPostgresError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with nothing in it, not even tables."""
    if request.param == "sqlite":
        store = open_store(tmp_path / "store.db")
    else:
        store = open_store(request.getfixturevalue("postgres_url"))
        with store.work() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    yield store
    store.close()


@pytest.fixture
def store(empty_store: Store) -> Store:
    """A store with its tables and nothing in them."""
    migrate(empty_store)
    return empty_store
