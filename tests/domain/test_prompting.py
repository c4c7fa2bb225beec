"""The rules of asking: what is due at which age, how often, and what becomes of silence."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.domain.facts import CONFIRMED, Facts
from poai.domain.listing import Confirmation
from poai.domain.listing_now import Checked, Pause, Room
from poai.domain.prompting import (
    CHANGING,
    MOST,
    NO_LETTERS,
    WARNED_DAYS,
    Asking,
    Letters,
    Stage,
    asks_again,
    due,
    ended,
    stage,
    to_hide,
    to_warn,
)
from tests.domain.cast import listing

TODAY = date(2026, 11, 23)
ASKING = Asking(hides=True)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "wanted"), [(30, frozenset()), (200, CHANGING), (400, CONFIRMED), (None, CONFIRMED)]
)
def test_facts_that_change_are_due_in_half_the_time(days: int | None, wanted: frozenset[Facts]) -> None:
    said = Confirmation(date=ago(days), by="the group") if days else None
    assert set(due(listing(confirmed=said), None, ASKING, TODAY)) == wanted


def test_what_was_checked_by_itself_is_not_due_with_the_rest() -> None:
    old = Confirmation(date=ago(400), by="the group")
    times = Checked(facts=Facts.TIMES, date=ago(10))
    assert set(due(listing(confirmed=old, checked=(times,)), None, ASKING, TODAY)) == CONFIRMED - {
        Facts.TIMES
    }


def test_the_word_of_whoever_wrote_it_counts_where_nobody_has_checked_it() -> None:
    assert due(listing(), ago(10), ASKING, TODAY) == ()
    assert due(listing(), ago(400), ASKING, TODAY)


@pytest.mark.parametrize(
    "away", [{"pause": Pause(until=TODAY)}, {"status": "defunct"}, {"status": "inactive"}]
)
def test_who_is_away_or_gone_is_not_asked(away: dict[str, Any]) -> None:
    over = Room(kind="full", on=ago(9), until=ago(1))
    assert due(listing(**away), None, ASKING, TODAY) == ()
    if "pause" in away:
        assert ended(listing(room=over, **away), TODAY) is None


def test_room_that_has_ended_is_known_by_its_last_day() -> None:
    room = Room(kind="full", on=ago(9), until=ago(1))
    assert ended(listing(room=room), ago(1)) is None
    assert ended(listing(room=room), TODAY) == ago(1)
    assert ended(listing(), TODAY) is None


def test_letters_are_few_and_far_between() -> None:
    assert asks_again(NO_LETTERS, ASKING, TODAY)
    assert not asks_again(Letters(rounds=1, first=ago(20), last=ago(20)), ASKING, TODAY)
    assert asks_again(Letters(rounds=1, first=ago(21), last=ago(21)), ASKING, TODAY)
    assert not asks_again(Letters(rounds=MOST, first=ago(99), last=ago(50)), ASKING, TODAY)


@given(
    rounds=st.integers(1, MOST),
    first=st.integers(0, 400),
    warned=st.none() | st.integers(0, 400),
    hides=st.booleans(),
)
def test_nothing_is_hidden_but_after_all_letters_a_warning_and_its_days(
    rounds: int, first: int, warned: int | None, *, hides: bool
) -> None:
    letters = Letters(rounds=rounds, first=ago(first), last=ago(first))
    since, asking = None if warned is None else ago(warned), Asking(hides=hides)
    if to_hide(letters, since, asking, TODAY):
        assert hides
        assert rounds == MOST
        assert first >= 89  # three months
        assert warned is not None
        assert warned >= WARNED_DAYS
        assert to_warn(letters, asking, TODAY)
    elif hides and rounds == MOST and first >= 93:
        assert warned is None or warned < WARNED_DAYS


@pytest.mark.parametrize(
    ("first", "warned", "hidden", "wanted"),
    [
        (None, None, None, Stage.DUE),
        (5, None, None, Stage.ASKED),
        (21, None, None, Stage.SINKING),
        (42, None, None, Stage.MARKED),
        (80, 1, None, Stage.WARNED),
        (95, 15, 1, Stage.HIDDEN),
    ],
)
def test_silence_has_stages(first: int | None, warned: int | None, hidden: int | None, wanted: Stage) -> None:
    letters = Letters(rounds=1, first=ago(first), last=ago(first)) if first else NO_LETTERS
    days = [None if each is None else ago(each) for each in (warned, hidden)]
    assert stage((Facts.TIMES,), letters, ASKING, TODAY, warned=days[0], hidden=days[1]) is wanted


def test_what_is_not_due_is_right() -> None:
    assert stage((), NO_LETTERS, ASKING, TODAY, warned=None, hidden=None) is Stage.RIGHT
