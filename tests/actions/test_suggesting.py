"""What people tell us is kept sealed, once, and never lost; each steward hears what is theirs."""

import pytest
from sqlalchemy import text

from poai.actions import suggesting
from poai.actions.suggesting import ABOUT_ONE
from poai.domain.audit import VISITOR, Event
from poai.domain.errors import InvalidError, NotFoundError, ThrottledError
from poai.store import Listings
from tests.actions.cast import Cast
from tests.actions.suggested import Told


@pytest.fixture
def told(cast: Cast) -> Told:
    return Told.open(cast)


def test_what_is_said_of_a_listing_reaches_the_steward_of_its_area_only(told: Told) -> None:
    told.change(told.north, "It is at 3 now")
    north, south = told.steward("nat", "north-end"), told.steward("sue", "south-end")
    (found,) = told.open_to(north)
    assert (found.slug, found.said.words, found.said.about) == (told.north.slug, "It is at 3 now", "closed")
    assert told.open_to(south) == []
    assert len(told.open_to(told.steward("all", ""))) == 1
    (row,) = [row for row in told.cast.trail() if row.event == Event.SUGGESTION_MADE]
    assert (row.actor, row.thing) == (VISITOR, f"suggestion:{found.id}")


def test_the_same_words_about_the_same_are_taken_once_and_everywhere_are_set_apart(told: Told) -> None:
    steward = told.steward("all", "")
    for _ in range(3):
        told.change(told.north, "Visit   us")
    assert len(told.open_to(steward)) == 1
    told.change(told.south, "visit us")
    assert [one.apart for one in told.open_to(steward)] == [False, False]
    told.cast.later(minutes=6)
    with told.cast.store.work() as connection:  # as if those had been about others
        connection.execute(text("UPDATE suggestion SET listing_id = NULL"))
    told.change(told.north, "visit us")
    assert [one.apart for one in told.open_to(steward)] == [False, False, True]


@pytest.mark.parametrize(
    ("words", "trap"),
    [
        ("It has closed", "https://pills.example"),
        ("See http://a.example http://b.example www.c.example", ""),
        ("<a href=x>cheap</a>", ""),
    ],
)
def test_what_looks_like_an_advertisement_is_kept_apart(told: Told, words: str, trap: str) -> None:
    told.change(told.north, words, trap=trap)
    (found,) = told.open_to(told.steward("nat", "north-end"))
    assert (found.apart, found.said.words) == (True, words)


def test_about_one_listing_only_so_much_is_taken_at_a_time(told: Told) -> None:
    for number in range(ABOUT_ONE):
        sent_from(told, number)
    with pytest.raises(ThrottledError):
        sent_from(told, ABOUT_ONE)
    assert len(told.open_to(told.steward("nat", "north-end"))) == ABOUT_ONE


def sent_from(told: Told, number: int) -> None:
    """Somebody else each time, at the same moment."""
    begun = told.cast.now
    sent, now = told.sent(address=f"192.0.2.{number}"), told.cast.now
    told.cast.now = begun
    suggesting.suggest_change(
        told.cast.office, told.north.slug, about="other", words=f"Remark {number}", name="", reach="",
        urgent=False, sent=sent, now=now,
    )  # fmt: skip


def test_what_is_too_long_or_of_a_listing_that_is_gone_is_not_taken(told: Told) -> None:
    with pytest.raises(InvalidError, match="too-long"):
        told.change(told.north, "x" * 2001)
    with told.cast.store.work() as connection:
        Listings(connection).withdraw(told.north.slug, made_by="a test", why="gone", now=told.cast.now)
    with pytest.raises(NotFoundError):
        told.change(told.north)


def test_no_word_of_it_stands_open_in_the_store(told: Told) -> None:
    told.change(told.north, "Zebra crossing")
    with told.cast.store.read() as connection:
        rows = connection.execute(text("SELECT words, name, reach, note, mark FROM suggestion")).all()
    assert rows
    assert b"Zebra" not in b"".join(bytes(row.words) for row in rows)
