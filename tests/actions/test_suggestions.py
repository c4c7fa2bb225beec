"""A steward reads what is theirs, and says what came of it, once."""

from dataclasses import replace

import pytest

from poai.actions import suggestions
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.suggestion import State
from poai.store import Listings
from tests.actions.cast import Cast
from tests.actions.suggested import Told


@pytest.fixture
def told(cast: Cast) -> Told:
    return Told.open(cast)


def test_it_is_decided_once_and_stays_to_be_read(told: Told) -> None:
    told.change(told.north)
    nat = told.steward("nat", "north-end")
    office, now = told.cast.office, told.cast.now
    (found,) = told.open_to(nat)
    with pytest.raises(InvalidError, match="missing"):
        suggestions.decide(office, nat, found.id, State.REFUSED, note=" ", now=now)
    suggestions.decide(office, nat, found.id, State.DONE, note="", now=now)
    with pytest.raises(StaleError):
        suggestions.decide(office, nat, found.id, State.REFUSED, note="late", now=now)
    listed = suggestions.waiting(office, nat, now=now)
    assert (listed.open, [one.state for one in listed.decided]) == ((), [State.DONE])
    assert suggestions.read(office, nat, found.id, now=now).decider == "Nat"


def test_a_steward_of_elsewhere_finds_nothing_of_it(told: Told) -> None:
    told.change(told.north)
    (found,) = told.open_to(told.steward("nat", "north-end"))
    sue = told.steward("sue", "south-end")
    office, now = told.cast.office, told.cast.now
    assert suggestions.waiting(office, sue, now=now).open == ()
    for do in (
        lambda: suggestions.read(office, sue, found.id, now=now),
        lambda: suggestions.decide(office, sue, found.id, State.DONE, note="", now=now),
        lambda: suggestions.no_advertisement(office, sue, found.id, now=now),
    ):
        with pytest.raises(NotFoundError):
            do()


def test_what_was_set_apart_can_be_put_with_the_others(told: Told) -> None:
    told.change(told.north, trap="x")
    nat = told.steward("nat", "north-end")
    office, now = told.cast.office, told.cast.now
    (found,) = suggestions.waiting(office, nat, now=now).apart
    suggestions.no_advertisement(office, nat, found.id, now=now)
    assert [one.id for one in suggestions.waiting(office, nat, now=now).open] == [found.id]
    assert told.cast.count(Event.SUGGESTION_MEANT) == 1


def test_whether_the_listing_was_changed_since_is_told(told: Told) -> None:
    told.change(told.north)
    nat = told.steward("nat", "north-end")
    (found,) = told.open_to(nat)
    assert suggestions.read(told.cast.office, nat, found.id, now=told.cast.now).changed is None
    later = told.cast.later(days=1)
    with told.cast.store.work() as connection:
        newer = replace(told.north, fees_description="Two pounds")
        Listings(connection).publish(newer, made_by="a test", why="a test", now=later)
    read = suggestions.read(told.cast.office, nat, found.id, now=later)
    assert (read.changed, read.listing) == (later, newer)
