from dataclasses import replace
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

import pytest
from sqlalchemy import Connection

from poai.domain.listing import Listing
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations, Redirects, Store
from tests.exampleton.files import DIRECTORY

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SEED = read_directory(DIRECTORY)
FIRST = SEED.listings[0]
NAMES = ("one", "two", "three")


def listing(slug: str) -> Listing:
    return replace(FIRST, slug=slug, id=str(uuid5(NAMESPACE_URL, slug)))


@pytest.fixture
def listed(store: Store) -> Store:
    with store.work() as connection:
        for group in SEED.organisations:
            Organisations(connection).publish(group, made_by="ann", why="new", now=NOW)
        for slug in NAMES:
            Listings(connection).publish(listing(slug), made_by="ann", why="new", now=NOW)
    return store


def join(connection: Connection, old: str, new: str) -> None:
    """Takes `old` down and has its address lead to `new`."""
    ids = {"old_id": listing(old).id, "new_id": listing(new).id}
    Listings(connection).withdraw(old, made_by="ann", why="the same", now=NOW)
    Redirects(connection).lead(old, new, **ids, made_by="ann", why="the same", now=NOW)


def show(connection: Connection, slug: str) -> None:
    Listings(connection).publish(listing(slug), made_by="ann", why="back", now=NOW)
    Redirects(connection).end(slug)


def test_an_address_leads_to_the_listing_that_stays(listed: Store) -> None:
    with listed.work() as connection:
        join(connection, "one", "two")
        assert Redirects(connection).shown() == {"one": "two"}
        assert Redirects(connection).target("one") == "two"
        assert Redirects(connection).target("two") is None
        assert [(each.slug, each.made_by) for each in Redirects(connection).to(listing("two").id)] == [
            ("one", "ann")
        ]


def test_a_chain_is_one_step_long(listed: Store) -> None:
    with listed.work() as connection:
        join(connection, "one", "two")
        join(connection, "two", "three")
        assert Redirects(connection).shown() == {"one": "three", "two": "three"}


def test_two_that_were_joined_both_ways_do_not_lead_in_a_circle(listed: Store) -> None:
    with listed.work() as connection:
        join(connection, "one", "two")
        Listings(connection).publish(listing("one"), made_by="ann", why="back", now=NOW)
        join(connection, "two", "one")
        assert Redirects(connection).shown() == {"two": "one"}
        assert Redirects(connection).target("one") is None


def test_what_is_shown_again_leads_nowhere(listed: Store) -> None:
    with listed.work() as connection:
        join(connection, "one", "two")
        show(connection, "one")
        assert Redirects(connection).shown() == {}
        assert Redirects(connection).target("one") is None


def test_nothing_leads_to_what_nobody_sees(listed: Store) -> None:
    with listed.work() as connection:
        join(connection, "one", "two")
        Listings(connection).withdraw("two", made_by="ann", why="ended", now=NOW)
        assert Redirects(connection).shown() == {}
        assert Redirects(connection).target("one") == "two"
