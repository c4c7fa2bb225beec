"""Groups are reminded rarely: after the day that they were given, on working days, and never once they have acted."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.actions.chasing import Kind, chase, chase_after
from poai.actions.consents import withdraw
from poai.actions.moving import move
from poai.actions.snoozing import put_off
from poai.actions.tick import tick
from poai.domain.audit import SYSTEM, Event
from poai.domain.letters import Letter
from poai.domain.referral import Name, Referral, Status
from poai.domain.working_days import is_working_day, working_days_between
from poai.store.reminders import MOST, Reminder
from tests.actions.casework import Casework, apt
from tests.actions.cast import Cast
from tests.actions.referrers import ADDRESS, referrers

LONDON = ZoneInfo("Europe/London")


# The rules are one; the database is asked in the others.
one_database = pytest.mark.parametrize("empty_store", ["sqlite"], indirect=True)


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def sent(work: Casework, listing: str = "tea-and-company", organisation: str = "friends") -> Referral:
    """A referral that was sent today, to be answered in five working days."""
    one = work.referral(Status.DRAFT, listing=listing, organisation=organisation)
    after = move(work.office, work["nora"], one.id, Name.SEND, version=0, now=at(work))
    work.cast.letters()
    return after


def at(work: Casework) -> datetime:
    """The time at the place."""
    return work.cast.now.astimezone(LONDON)


def passes(work: Casework, days: int) -> dict[date, list[str]]:
    """So many days pass, the clock ticking at six and nine; the letters of each day on which there were any."""
    found = {}
    for _ in range(days):
        work.cast.later(days=1)
        for hour in (6, 9):
            tick(work.office, at(work).replace(hour=hour))
        letters = [letter for letter in work.cast.letters() if letter.letter != Letter.DAY]
        if letters:
            assert {letter.letter for letter in letters} == {Letter.REFERRAL_REMINDER}
            found[at(work).date()] = [letter.to for letter in letters]
    return found


def acts(work: Casework, one: Referral, name: Name) -> Referral:
    """The group does something."""
    answer = apt(name, at(work).date())
    return move(work.office, work["olga"], one.id, name, version=one.version, answer=answer, now=at(work))


@one_database
def test_a_group_that_does_not_answer_is_reminded_once_on_the_working_day_after(work: Casework) -> None:
    one = sent(work)
    assert one.answer_by == date(2026, 11, 30)
    assert passes(work, 14) == {date(2026, 12, 1): ["olga@example.org"]}
    (row,) = work.cast.trail(events=[Event.REFERRAL_CHASED])  # type: ignore[arg-type]
    assert (row.actor, row.thing) == (SYSTEM, f"referral:{one.id}")


@one_database
def test_nobody_is_reminded_on_christmas_or_at_a_weekend(work: Casework) -> None:
    work.cast.later(days=25)  # Friday 18 December
    sent(work)  # to be answered within five working days: 25 and 28 December are none
    work.cast.later(days=5)
    assert list(passes(work, 8)) == [date(2026, 12, 30)]


@one_database
def test_a_group_that_has_answered_is_left_in_peace(work: Casework) -> None:
    for name in (Name.ACCEPT, Name.WAIT, Name.DECLINE):
        acts(work, sent(work, listing=name), name)
    work.cast.letters()
    assert passes(work, 10) == {}


def test_who_looks_and_still_says_nothing_is_reminded_once_more_and_then_no_more(work: Casework) -> None:
    one = sent(work)
    assert len(passes(work, 8)) == 1
    acts(work, one, Name.OPEN)  # on 1 December
    assert list(passes(work, 12)) == [date(2026, 12, 9)], "five working days later"


@one_database
def test_no_group_is_reminded_more_than_twice_about_one_referral(work: Casework) -> None:
    one = sent(work)
    reminded = 0
    for _ in range(3):
        reminded += len(passes(work, 9))
        one = acts(work, one, Name.DECLINE)
        reopened = apt(Name.REOPEN, at(work).date())
        one = move(
            work.office, work["nora"], one.id, Name.REOPEN, version=one.version, answer=reopened, now=at(work)
        )
        work.cast.letters()
    assert reminded == MOST


@one_database
def test_s44_nobody_is_reminded_of_what_they_may_no_longer_see(work: Casework) -> None:
    one = sent(work)
    withdraw(work.office, work["nora"], work.ivy.id, one.consent, why="she said so", now=at(work))
    work.cast.letters()
    assert passes(work, 9) == {}


def test_a_reminder_that_is_put_off_comes_later(work: Casework) -> None:
    one = sent(work)
    work.cast.later(days=7)
    put_off(work.office, work["nora"], one.id, days=5, why="away until Monday", now=at(work))
    assert list(passes(work, 10)) == [date(2026, 12, 7)]


@one_database
def test_a_group_that_no_letter_reaches_is_noted_once(work: Casework) -> None:
    one = sent(work, organisation="nobody-there")
    work.cast.later(days=7)
    assert passes(work, 3) == {}
    assert work.cast.count(Event.REFERRAL_CHASED) == 1
    assert work.now_is(one).status is Status.SENT


def test_a_group_without_an_account_is_sent_a_fresh_link_instead(cast: Cast) -> None:
    work = referrers(cast)
    one = sent(work, listing="quiet-hour", organisation="quiet-group")
    work.cast.later(days=8)
    assert tick(work.office, at(work)).reminders == 1
    (letter,) = [letter for letter in work.cast.letters() if letter.letter != Letter.DAY]
    assert (letter.to, letter.letter) == (ADDRESS, Letter.REFERRAL_ASKED)
    assert one.id not in letter.values["link"]
    assert chase(work.office, one.id, now=at(work)) is None


def test_of_two_who_chase_only_one_does(work: Casework) -> None:
    one = sent(work)
    work.cast.later(days=8)
    assert chase(work.office, one.id, now=at(work)) is Kind.MEMBERS
    assert chase(work.office, one.id, now=at(work)) is None
    assert len(work.cast.letters()) == 1


@one_database
def test_s58_a_clock_that_steps_sends_no_reminder_twice(work: Casework) -> None:
    sent(work)
    work.cast.later(days=7)
    assert len(passes(work, 1)) == 1
    for step in (timedelta(days=1), timedelta(days=-1), timedelta(hours=-9), timedelta(days=-3)):
        work.cast.now += step
        assert passes(work, 1) == {}, step


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(DAYS, st.integers(0, 40), st.lists(st.integers(0, 60), max_size=3))
def test_whatever_has_been_a_group_is_never_chased_in_the_time_that_it_was_given(
    day: date, opened: int, chased: list[int]
) -> None:
    """`opened` and `chased` are days after it was sent."""
    at_noon = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)
    moved = at_noon + timedelta(days=opened)
    answer_by = day + timedelta(days=7)
    one = Referral(
        id="r", reference="", person="", listing="", listing_name="", organisation="", locality="", team="",
        maker="", consent="", status=Status.RECEIVED, version=2, made_at=at_noon, moved_at=moved, sent_at=at_noon,
        answer_by=answer_by,
    )  # fmt: skip
    before = [Reminder("members", day + timedelta(days=number), 1) for number in sorted(chased)]
    after = chase_after(one, before)
    assert (after is None) == (len(before) >= MOST)
    if after:
        assert after >= (moved.date() if before else answer_by)
        if before:
            assert working_days_between(moved.date(), after) == 5
            assert is_working_day(after)
