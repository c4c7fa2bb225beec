"""Snapshots to ask: of the shipped directory, and of Exampleton where a test changes files."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from poai.actions.find import Answer, find
from poai.actions.publish import prepare
from poai.actions.snapshot import Snapshot
from poai.catalogue import Catalogue
from poai.content import load_content
from poai.domain.ask import Ask
from poai.place import load_place
from poai.progress import progress
from poai.settings import Settings
from poai.store import Store, open_store
from tests.actions.casework import Casework
from tests.actions.cast import Cast
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.store.conftest import (
    empty_store,
    migrated_file,
    postgres_url,
    store,
)

__all__ = [
    "empty_store",
    "migrated_file",
    "postgres_url",
    "store",
]  # what changes the store is tested on both databases

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/London"))  # a Monday

Finder = Callable[..., Answer]


def snapshot_of(settings: Settings) -> Snapshot:
    place, content = load_place(settings.directory), load_content(settings.content)
    return Snapshot.make(place, content, Catalogue.open(settings.catalogue), NOW.date())


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The shipped directory, loaded and built."""
    settings = Settings.read({"POAI_DATA": str(tmp_path_factory.mktemp("data"))})
    prepare(settings, progress)
    return snapshot_of(settings)


@pytest.fixture
def ask(shipped: Snapshot) -> Finder:
    """Asks the shipped directory: `ask(text="lonely", near="CR0")`."""
    return lambda **wishes: find(shipped, Ask(**wishes), NOW)


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    """A copy of Exampleton to change, with nothing loaded yet."""
    shutil.copytree(DIRECTORY, tmp_path / "directory")
    shutil.copytree(CONTENT, tmp_path / "content")
    return Settings.read(
        {
            "POAI_DATA": str(tmp_path / "data"),
            "POAI_DIRECTORY": str(tmp_path / "directory"),
            "POAI_CONTENT": str(tmp_path / "content"),
        }
    )


@pytest.fixture
def cast(store: Store) -> Cast:
    """An office with nobody in it yet, over SQLite and over PostgreSQL."""
    return Cast(store)


@pytest.fixture
def work(store: Store) -> Casework:
    """Casework over SQLite and over PostgreSQL."""
    return Casework(Cast(store))


@pytest.fixture
def light(tmp_path: Path, migrated_file: Path) -> Iterator[Casework]:
    """Casework over SQLite alone, for what no database makes different."""
    shutil.copyfile(migrated_file, tmp_path / "store.db")
    store = open_store(tmp_path / "store.db")
    yield Casework(Cast(store))
    store.close()
