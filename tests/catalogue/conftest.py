"""Exampleton's catalogue."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poai.catalogue import build
from poai.content import load_content
from poai.domain.listing import Listing
from poai.domain.seed import Seed
from poai.interchange.directory import read_directory
from poai.place import load_place
from tests.exampleton.files import CONTENT, DIRECTORY

BUILT_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

Make = Callable[..., Path]


@pytest.fixture(scope="session")
def seed() -> Seed:
    return read_directory(DIRECTORY)


@pytest.fixture(scope="session")
def make(seed: Seed) -> Make:
    """Builds a catalogue of Exampleton, or of other listings, at a path."""
    needs, place = load_content(CONTENT).needs, load_place(DIRECTORY)

    def made(
        path: Path, listings: tuple[Listing, ...] = seed.listings, built_at: datetime = BUILT_AT
    ) -> Path:
        build(path, seed.organisations, listings, needs, place, built_at)
        return path

    return made


@pytest.fixture
def path(tmp_path: Path, make: Make) -> Path:
    """A catalogue of Exampleton."""
    return make(tmp_path / "catalogue.db")
