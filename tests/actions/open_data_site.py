"""Open data over invented listings, without a store."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from poai.actions.open_data import OpenData
from poai.actions.snapshot import Snapshot
from poai.catalogue import Catalogue, build
from poai.content import load_content
from poai.domain.listing import Listing
from poai.place import load_place
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.interchange.invented import GROUPS

NOW = datetime(2026, 11, 23, 9, 30, 0, 125000, tzinfo=UTC)
ORIGIN = "https://help.example.org"


def catalogue_of(path: Path, listings: Sequence[Listing]) -> Path:
    """A catalogue of these listings at `path`, all published NOW."""
    build(path, GROUPS, listings, load_content(CONTENT).needs, load_place(DIRECTORY), NOW)
    return path


def open_data_of(path: Path, listings: Sequence[Listing]) -> OpenData:
    """What anybody's program is told of these listings."""
    place, content = load_place(DIRECTORY), load_content(CONTENT)
    opened = Catalogue.open(catalogue_of(path, listings))
    return OpenData(Snapshot.make(place, content, opened, NOW.date()), ORIGIN)
