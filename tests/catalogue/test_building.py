import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from poai.catalogue import Catalogue
from poai.domain.seed import Seed
from tests.catalogue.conftest import BUILT_AT, Make


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_what_has_ended_is_left_out_and_what_rests_is_kept(path: Path) -> None:
    assert rows(path, "SELECT slug FROM listing ORDER BY slug") == [
        ("advice-line",),
        ("harbour-library",),
        ("hillside-visitors",),
        ("marsh-lunch-club",),
        ("marsh-repairs",),
    ]


def test_an_inactive_listing_is_left_out(tmp_path: Path, make: Make, seed: Seed) -> None:
    listings = tuple(replace(listing, status="inactive") for listing in seed.listings)
    assert rows(make(tmp_path / "c.db", listings), "SELECT count(*) FROM listing") == [(0,)]


def test_an_organisation_of_which_nothing_is_shown_is_left_out(path: Path) -> None:
    assert rows(path, "SELECT slug FROM organisation ORDER BY slug") == [
        ("exampleton-council",),
        ("friends-of-exampleton",),
    ]


def test_the_editors_notes_are_nowhere_in_the_file(path: Path, seed: Seed) -> None:
    noted = [listing.source.notes for listing in seed.listings if listing.source.notes]
    assert noted
    for words in noted:
        assert words.encode() not in path.read_bytes()
    assert b"notes" not in path.read_bytes()


def test_there_is_a_session_for_each_schedule_and_day(path: Path) -> None:
    columns = "day, week_of_month, every, frequency, opens_at, closes_at, description"
    query = f"SELECT {columns} FROM session WHERE listing = 'harbour-library' ORDER BY rowid"
    assert rows(path, query) == [
        ("Monday", None, 1, "week", "09:30", "17:00", None),
        ("Wednesday", None, 1, "week", "09:30", "17:00", None),
        ("Friday", -1, 1, "month", "10:00", None, "Computer help."),
    ]


def test_columns_hold_plain_values(path: Path) -> None:
    query = "SELECT cost, free, wheelchair, postcode, languages FROM listing WHERE slug = "
    assert rows(path, query + "'marsh-lunch-club'") == [("£3.50, Meal", 0, 0, "ZE10 2BB", "en, bn")]
    assert rows(path, query + "'harbour-library'") == [("free", 1, 1, "ZE10 1AA", None)]
    assert rows(path, query + "'hillside-visitors'") == [(None, None, None, None, None)]


def test_listings_are_joined_to_needs_and_localities(path: Path) -> None:
    query = (
        "SELECT listing.name, locality.name, need.label FROM listing"
        " JOIN locality ON locality.key = listing.locality"
        " JOIN listing_need ON listing_need.listing = listing.slug"
        " JOIN need ON need.key = listing_need.need WHERE need.key = 'food' ORDER BY 1"
    )
    assert rows(path, query) == [
        ("Advice line", "All of Exampleton", "Food"),
        ("Marsh lunch club", "South End", "Food"),
    ]


def test_a_need_that_is_no_longer_known_does_not_stop_the_build(
    tmp_path: Path, make: Make, seed: Seed
) -> None:
    listings = tuple(replace(listing, needs=(*listing.needs, "gone")) for listing in seed.listings)
    assert rows(
        make(tmp_path / "c.db", listings), "SELECT count(*) FROM listing_need WHERE need = 'gone'"
    ) == [(0,)]


def test_the_file_says_where_it_comes_from(path: Path) -> None:
    meta: dict[str, str] = dict(rows(path, "SELECT name, value FROM meta"))
    assert meta["place"] == "Exampleton"
    assert meta["built_at"] == "2026-11-23T09:30:00+00:00"
    assert meta["attributions"] == "Nobody's data. None needed: https://example.org/licence"


def test_a_listing_without_its_organisation_is_never_published(
    tmp_path: Path, make: Make, seed: Seed
) -> None:
    path = make(tmp_path / "c.db")
    before = path.read_bytes()
    listings = tuple(replace(listing, organization="nobody") for listing in seed.listings)
    with pytest.raises(ValueError, match="refers to a missing organisation"):
        make(path, listings)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_version_follows_what_is_published_and_not_the_time(
    tmp_path: Path, make: Make, seed: Seed
) -> None:
    versions = [
        Catalogue.open(make(tmp_path / "c.db", listings, built_at)).version
        for listings, built_at in (
            (seed.listings, BUILT_AT),
            (seed.listings, BUILT_AT + timedelta(days=1)),
            (seed.listings[1:], BUILT_AT),
        )
    ]
    assert versions[0] == versions[1] != versions[2]


def test_a_catalogue_of_nothing_can_be_built_and_opened(tmp_path: Path, make: Make) -> None:
    assert len(Catalogue.open(make(tmp_path / "new" / "c.db", ())).listings) == 0
