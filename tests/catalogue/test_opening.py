from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poai.catalogue import BadCatalogueError, Catalogue, build
from poai.content import load_content
from poai.domain.seed import Seed
from poai.place import load_place
from tests.catalogue.conftest import BUILT_AT, Make
from tests.exampleton.files import CONTENT, DIRECTORY


def test_every_shown_listing_comes_back_as_the_public_may_see_it(path: Path, seed: Seed) -> None:
    catalogue = Catalogue.open(path)
    expected = {
        listing.slug: replace(listing, source=replace(listing.source, notes=None))
        for listing in seed.listings
        if listing.status != "defunct"
    }
    assert dict(catalogue.listings) == expected
    assert {listing.id: listing for listing in expected.values()} == dict(catalogue.by_id)
    assert catalogue.built_at == BUILT_AT


def test_listings_and_organisations_are_in_order_of_name(path: Path) -> None:
    catalogue = Catalogue.open(path)
    assert [listing.name for listing in catalogue.listings.values()] == [
        "Advice line",
        "Harbour Library",
        "Hillside visitors",
        "Marsh lunch club",
        "Marsh repairs",
    ]
    assert list(catalogue.organisations) == ["exampleton-council", "friends-of-exampleton"]


def test_what_was_opened_stays_as_it_is_when_the_file_is_replaced(path: Path, make: Make, seed: Seed) -> None:
    catalogue = Catalogue.open(path)
    make(path, seed.listings[1:])
    assert len(catalogue.listings) == len(Catalogue.open(path).listings) + 1


def test_it_serves_on_when_the_file_is_gone(path: Path) -> None:
    catalogue = Catalogue.open(path)
    path.unlink()
    assert catalogue.listings["advice-line"].name == "Advice line"


def test_opening_changes_nothing_beside_the_file(path: Path) -> None:
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    path.chmod(0o444)
    Catalogue.open(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadCatalogueError, match="build it first"):
        Catalogue.open(tmp_path / "none.db")


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\0" + b"\0" * 200])
def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.db"
    path.write_bytes(content)
    with pytest.raises(BadCatalogueError, match="not a catalogue"):
        Catalogue.open(path)


def test_a_catalogue_cut_short_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadCatalogueError):
        Catalogue.open(path)


def test_a_folder_with_signs_that_mean_something_in_an_address_is_opened(tmp_path: Path, make: Make) -> None:
    assert Catalogue.open(make(tmp_path / "a?b#c %41" / "catalogue.db")).listings


def test_when_each_listing_was_published_last_is_kept(tmp_path: Path, seed: Seed) -> None:
    """Others who keep a copy ask for what has changed since."""
    when = datetime(2026, 11, 20, 8, 15, tzinfo=UTC)
    path = tmp_path / "catalogue.db"
    needs, place = load_content(CONTENT).needs, load_place(DIRECTORY)
    build(path, seed.organisations, seed.listings, needs, place, BUILT_AT, "", {"harbour-library": when})
    opened = Catalogue.open(path)
    assert opened.changed["harbour-library"] == when
    assert {moment for slug, moment in opened.changed.items() if slug != "harbour-library"} == {BUILT_AT}
    assert opened.path == path


def test_redirects_lead_only_to_what_is_shown_and_from_what_is_not(tmp_path: Path, seed: Seed) -> None:
    needs, place = load_content(CONTENT).needs, load_place(DIRECTORY)
    told = {"old": "harbour-library", "lost": "not-listed", "marsh-repairs": "harbour-library"}
    path = tmp_path / "catalogue.db"
    build(path, seed.organisations, seed.listings, needs, place, BUILT_AT, redirects=told)
    assert Catalogue.open(path).redirects == {"old": "harbour-library"}
