"""Everybody finds the listings that they may change, shown or not, and no others."""

from dataclasses import replace
from datetime import UTC, datetime

from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations, Store
from poai.store.own_listings import own_listings
from tests.exampleton.files import DIRECTORY

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def found(store: Store, *grants: Grant) -> dict[str, bool]:
    """Whether each is shown, by slug."""
    with store.read() as connection:
        actor = Actor("mo", "Mo", frozenset(grants), "second-factor", "s")
        return {one.listing.slug: one.shown for one in own_listings(connection, actor)}


def test_a_group_finds_its_own_and_a_steward_those_of_the_area(store: Store) -> None:
    seed = read_directory(DIRECTORY)
    signed = {"made_by": "import", "why": "a test", "now": NOW}
    with store.work() as connection:
        listings = Listings(connection)
        for group in seed.organisations:
            Organisations(connection).publish(group, **signed)  # type: ignore[arg-type]
        for one in seed.listings:
            listings.publish(one, **signed)  # type: ignore[arg-type]
            listings.propose(replace(one, name=f"New {one.name}"), **signed)  # type: ignore[arg-type]
        listings.withdraw("advice-line", **signed)  # type: ignore[arg-type]
    council = found(store, Grant(Role.ORGANISATION_MEMBER, "exampleton-council"))
    assert {**council, "advice-line": False} == council
    assert council["harbour-library"]
    assert "marsh-lunch-club" not in council
    north = found(store, Grant(Role.STEWARD, "north-end"))
    assert north == {"harbour-library": True, "hillside-visitors": True}
    assert len(found(store, Grant(Role.STEWARD))) == len(seed.listings)
    assert found(store, Grant(Role.GUARDIAN)) == {}
