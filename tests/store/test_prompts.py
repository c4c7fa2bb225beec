"""Letters about listings: known by their link only, one of them for all that it asks, and over with the next publication."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from poai.domain.listing import Listing
from poai.domain.prompting import NO_LETTERS, Letters
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations, Store
from poai.store.listing_clock import ListingClock, Standing, last_turn
from poai.store.prompts import Kind, Prompts
from tests.exampleton.files import DIRECTORY

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
TO = "tea@example.org"


@pytest.fixture
def two(store: Store) -> tuple[Listing, Listing]:
    """Two listings, published the day before."""
    seed, before = read_directory(DIRECTORY), NOW - timedelta(days=1)
    with store.work() as connection:
        for group in seed.organisations:
            Organisations(connection).publish(group, made_by="import", why="a test", now=before)
        for listing in seed.listings[:2]:
            Listings(connection).publish(listing, made_by="import", why="a test", now=before)
    return seed.listings[0], seed.listings[1]


def test_a_link_leads_to_all_that_its_letter_asked_until_it_runs_out(
    store: Store, two: tuple[Listing, Listing]
) -> None:
    asked = {two[0].id: (Kind.CHECK, 1), two[1].id: (Kind.ROOM, 0)}
    with store.work() as connection:
        prompts = Prompts(connection)
        token, _ = prompts.issue(TO, asked, until=LATER, now=NOW)
        other, _ = prompts.issue("other@example.org", {two[1].id: (Kind.CHECK, 1)}, until=LATER, now=NOW)
        found = prompts.of(token, NOW)
        assert {each.listing_id: (each.kind, each.round) for each in found} == asked
        assert [each.slug for each in prompts.of(other, NOW)] == [two[1].slug]
        assert prompts.of(token, LATER) == prompts.of("", NOW) == []


def test_letters_wait_until_something_is_answered_or_published(
    store: Store, two: tuple[Listing, Listing]
) -> None:
    one, other = two
    with store.work() as connection:
        prompts = Prompts(connection)
        for rounds in (1, 2):
            asked = {one.id: (Kind.CHECK, rounds), other.id: (Kind.CHECK, rounds)}
            prompts.issue(TO, asked, until=LATER, now=NOW + timedelta(days=rounds))
        waiting = Letters(rounds=2, first=NOW.date() + timedelta(days=1), last=NOW.date() + timedelta(days=2))
        assert prompts.unanswered(UTC) == {one.id: waiting, other.id: waiting}
        prompts.answer(one.id, "right", LATER)
        assert prompts.unanswered(UTC) == {other.id: waiting}
        changed = replace(other, description="Tea.")
        Listings(connection).publish(changed, made_by="olga", why="a test", now=NOW + timedelta(days=3))
        assert prompts.unanswered(UTC).get(other.id, NO_LETTERS) is NO_LETTERS


def test_the_clock_turns_with_what_the_public_sees_and_not_with_letters(
    store: Store, two: tuple[Listing, Listing]
) -> None:
    with store.work() as connection:
        clock, asked = ListingClock(connection), Standing(asked_on=NOW.date())
        clock.set(two[0].id, None, asked)
        assert last_turn(connection) == 0
        silent = replace(asked, unanswered=NOW.date())
        clock.set(two[0].id, asked, silent)
        clock.set(two[1].id, None, replace(silent, hidden_on=NOW.date()))
        assert last_turn(connection) == 2
        assert clock.all()[two[0].id] == silent
        assert clock.silent() == {}, "nobody was asked"


def test_only_what_people_published_is_somebodys_word(store: Store, two: tuple[Listing, Listing]) -> None:
    with store.work() as connection:
        listings = Listings(connection)
        for listing, made_by in zip(two, ("feed:warm", "olga"), strict=True):
            listings.publish(replace(listing, description="Tea."), made_by=made_by, why="a test", now=NOW)
        assert ListingClock(connection).written_by_people() == {two[1].id: NOW}
