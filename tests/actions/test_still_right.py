"""By the link of a letter a group says that all is right, how much room there is, or that it is away; nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from poai.actions import still_right
from poai.actions.prompting import ask_groups
from poai.domain.audit import Event
from poai.domain.errors import LinkError, StaleError, ThrottledError
from poai.domain.facts import CONFIRMED
from poai.domain.listing import Confirmation, Listing
from poai.domain.listing_now import By, Pause, Room
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations
from tests.actions.cast import Cast
from tests.exampleton.files import DIRECTORY

LONDON = ZoneInfo("Europe/London")
TEA = "tea@example.org"


@pytest.fixture
def listed(cast: Cast) -> Listing:
    """A listing that its group confirmed a year ago, and one of another group that nobody asked about."""
    seed = read_directory(DIRECTORY)
    a_year_ago = cast.now - timedelta(days=365)
    north = next(each for each in seed.listings if each.locality == "north-end")
    south = next(each for each in seed.listings if each.organization != north.organization)
    said = Confirmation(date=a_year_ago.date(), by="the group")
    asked = replace(north, email=TEA, confirmed=said)
    with cast.store.work() as connection:
        for group in seed.organisations:
            Organisations(connection).publish(group, made_by="import", why="a test", now=a_year_ago)
        for each in (asked, south):
            Listings(connection).publish(each, made_by="import", why="a test", now=a_year_ago)
    return asked


@pytest.fixture
def token(cast: Cast, listed: Listing) -> str:
    """The link in the letter to its group."""
    ask_groups(cast.office, cast.now.astimezone(LONDON))
    (letter,) = cast.letters()
    cast.later(hours=1)
    return letter.token


def now_is(cast: Cast, slug: str) -> Listing:
    with cast.store.read() as connection:
        found = Listings(connection).get(slug)
    assert found
    return found


def publish(cast: Cast, listing: Listing) -> None:
    with cast.store.work() as connection:
        Listings(connection).publish(listing, made_by="import", why="a test", now=cast.now)


def test_one_press_confirms_all_of_it_as_often_as_one_likes(cast: Cast, listed: Listing, token: str) -> None:
    (seen,) = still_right.look(cast.office, token, now=cast.now)
    assert (seen.listing, seen.organisation.slug) == (listed, listed.organization)
    for _ in range(2):
        still_right.right(cast.office, token, listed.slug, base=seen.base, now=cast.now)
    after = now_is(cast, listed.slug)
    assert after.confirmed == Confirmation(date=cast.now.date(), by="the group")
    assert {each.facts for each in after.checked if each.by is By.GROUP} == CONFIRMED
    (*_, row) = (each for each in cast.trail() if each.event == Event.LISTING_CONFIRMED)
    assert row.actor.startswith("link:")
    assert token not in str(cast.trail())


def test_what_was_changed_since_it_was_shown_is_not_confirmed(
    cast: Cast, listed: Listing, token: str
) -> None:
    (seen,) = still_right.look(cast.office, token, now=cast.now)
    publish(cast, replace(listed, description="Quite another thing."))
    with pytest.raises(StaleError):
        still_right.right(cast.office, token, listed.slug, base=seen.base, now=cast.now)
    assert now_is(cast, listed.slug).confirmed == listed.confirmed


def test_room_and_a_break_are_published_and_taken_back(cast: Cast, listed: Listing, token: str) -> None:
    today = cast.now.date()
    room, pause = Room(kind="full", on=today, until=today), Pause(until=today)
    still_right.say_room(cast.office, token, listed.slug, room, now=cast.now)
    still_right.say_pause(cast.office, token, listed.slug, pause, now=cast.now)
    assert (now_is(cast, listed.slug).room, now_is(cast, listed.slug).pause) == (room, pause)
    still_right.say_room(cast.office, token, listed.slug, None, now=cast.now)
    still_right.say_pause(cast.office, token, listed.slug, None, now=cast.now)
    assert (now_is(cast, listed.slug).room, now_is(cast, listed.slug).pause) == (None, None)
    assert cast.count(Event.LISTING_CHANGED) == 4


Turn = Callable[[Cast, Listing], object]


@pytest.mark.parametrize(
    "turn",
    [
        pytest.param(lambda cast, _: cast.later(days=31), id="it ran out"),
        pytest.param(
            lambda cast, listed: publish(cast, replace(listed, email="new@example.org")), id="another address"
        ),
    ],
)
def test_a_link_that_counts_no_longer_shows_and_changes_nothing(
    cast: Cast, listed: Listing, token: str, turn: Turn
) -> None:
    turn(cast, listed)
    with pytest.raises(LinkError):
        still_right.look(cast.office, token, now=cast.now)
    with pytest.raises(LinkError):
        still_right.right(cast.office, token, listed.slug, base=1, now=cast.now)
    assert now_is(cast, listed.slug).confirmed == listed.confirmed


def test_a_link_is_for_what_its_letter_asked_about_only(cast: Cast, listed: Listing, token: str) -> None:
    other = next(
        each for each in read_directory(DIRECTORY).listings if each.organization != listed.organization
    )
    with pytest.raises(LinkError):
        still_right.say_pause(cast.office, token, other.slug, Pause(until=cast.now.date()), now=cast.now)
    with pytest.raises(LinkError):
        still_right.look(cast.office, f"{token}x", now=cast.now)


def test_whoever_says_that_something_has_changed_is_not_asked_again_at_once(
    cast: Cast, listed: Listing, token: str
) -> None:
    still_right.something_changed(cast.office, token, listed.slug, now=cast.now)
    for days in (7, 15):
        done = ask_groups(cast.office, cast.later(days=days).astimezone(LONDON))
        assert done.letters == (days == 15)


def test_a_link_in_the_wrong_hands_cannot_be_used_without_end(
    cast: Cast, listed: Listing, token: str
) -> None:
    for _ in range(still_right.ANSWERS):
        still_right.something_changed(cast.office, token, listed.slug, now=cast.now)
    with pytest.raises(ThrottledError):
        still_right.something_changed(cast.office, token, listed.slug, now=cast.now)
