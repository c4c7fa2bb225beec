"""Every test that asks for `store` runs twice: on SQLite and on PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from poai.store import Store, migrate, open_store
from tests.store.postgres import NoPostgresError, cleared, emptied, running


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


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables and nothing in them: copying it takes less than making them."""
    path = tmp_path_factory.mktemp("migrated") / "store.db"
    store = open_store(path)
    migrate(store)
    store.settle()
    store.close()
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with nothing in it, not even tables, unless the test asks for `store`."""
    migrated = "store" in request.fixturenames
    if request.param == "sqlite":
        if migrated:
            shutil.copyfile(request.getfixturevalue("migrated_file"), tmp_path / "store.db")
        store = open_store(tmp_path / "store.db")
        yield store
        store.close()
        return
    store = open_store(request.getfixturevalue("postgres_url"))
    (cleared if migrated else emptied)(store)
    yield store
    store.close()


@pytest.fixture
def store(empty_store: Store) -> Store:
    """A store with its tables and nothing in them."""
    return empty_store
