"""One letter a day at most, only when there is something new, only to whom it concerns, and never in the night."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, update

from poai.actions.digest import ASK_AGAIN, TELL_AFTER, days_of
from poai.actions.moving import move
from poai.actions.snoozing import put_off
from poai.actions.tick import tick, would
from poai.domain.letters import Letter
from poai.domain.referral import Name, Referral, Status
from poai.domain.working_days import working_days_after
from poai.store import Keys
from poai.store.concerns import Concerns
from poai.store.person_tables import consent, person
from poai.store.referral_tables import message, referral
from tests.actions.casework import Casework
from tests.actions.cast import Cast

LONDON = ZoneInfo("Europe/London")


# The rules are one; the database is asked in the others.
one_database = pytest.mark.parametrize("empty_store", ["sqlite"], indirect=True)


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def at(work: Casework) -> datetime:
    """The time at the place."""
    return work.cast.now.astimezone(LONDON)


def letters(work: Casework) -> dict[str, str]:
    """To whom the letter of the day went at this tick, and of how many things it tells."""
    tick(work.office, at(work))
    days = [letter for letter in work.cast.letters() if letter.letter == Letter.DAY]
    assert len({letter.to for letter in days}) == len(days)
    assert all(letter.values["link"] == "https://help.example.org/cases" for letter in days)
    return {letter.to.partition("@")[0]: letter.values["count"] for letter in days}


def passes(work: Casework, days: int) -> dict[date, dict[str, str]]:
    """So many days pass; the letters of each day on which there were any."""
    found = {}
    for _ in range(days):
        work.cast.later(days=1)
        if told := letters(work):
            found[at(work).date()] = told
    return found


def follow_up(work: Casework, on: date) -> None:
    with work.cast.store.work() as connection:
        connection.execute(update(person).where(person.c.id == work.ivy.id).values(follow_up_on=on))


def writes(work: Casework, one: Referral, words: str = "m1", party: str = "organisation") -> None:
    with work.cast.store.work() as connection:
        sealed = Keys.load(connection, work.cast.secret).seal("may we ring?", "message.words", words)
        connection.execute(
            insert(message).values(
                id=words, referral_id=one.id, party=party, by=work["olga"].id, words=sealed, at=work.cast.now
            )
        )


@one_database
def test_a_day_on_which_there_is_nothing_to_do_has_no_letter(work: Casework) -> None:
    work.referral(Status.ACCEPTED)
    assert passes(work, 3) == {}


def test_what_is_due_is_told_once_in_one_letter_to_whom_it_concerns(work: Casework) -> None:
    one = work.referral(Status.WAITING)
    follow_up(work, date(2026, 11, 24))
    with work.cast.store.work() as connection:
        connection.execute(update(referral).values(expected=date(2026, 11, 24)))
    writes(work, one)
    assert letters(work) == {"nora": "1"}, "today the message"
    assert letters(work) == {}
    assert passes(work, 3) == {date(2026, 11, 24): {"nora": "3"}}, "nothing new on the days after"
    writes(work, one, "m2")
    assert passes(work, 1) == {date(2026, 11, 27): {"nora": "4"}}, (
        "all that is due, as there is something new"
    )


@one_database
def test_what_comes_at_a_weekend_is_told_on_monday_morning(work: Casework) -> None:
    follow_up(work, date(2026, 11, 28))  # a Saturday
    assert passes(work, 8) == {date(2026, 11, 30): {"nora": "1"}}


@one_database
def test_nobody_is_written_to_before_seven_or_on_a_holiday(work: Casework) -> None:
    follow_up(work, date(2026, 12, 25))
    work.cast.now = datetime(2026, 12, 24, 23, tzinfo=LONDON)
    assert passes(work, 4) == {}  # Christmas Day to Monday 28
    work.cast.now = datetime(2026, 12, 29, 6, 59, 59, tzinfo=LONDON)
    assert letters(work) == {}
    work.cast.later(seconds=1)
    assert letters(work) == {"nora": "1"}


def test_the_worker_hears_of_a_group_that_was_reminded_three_working_days_later(work: Casework) -> None:
    draft = work.referral(Status.DRAFT)
    one = move(work.office, work["nora"], draft.id, Name.SEND, version=0, now=at(work))
    work.cast.later(days=7)  # Monday 30 November, the last day to answer
    assert passes(work, 7) == {date(2026, 12, 4): {"nora": "1"}}
    put_off(work.office, work["nora"], one.id, days=3, why="away", now=at(work))  # from Monday 7
    assert passes(work, 7) == {date(2026, 12, 10): {"nora": "1"}}, "what was put off comes back as new"
    move(work.office, work["olga"], one.id, Name.ACCEPT, version=1, now=at(work))
    assert passes(work, 7) == {}


def test_consent_that_runs_out_is_told_while_something_stands_on_it(work: Casework) -> None:
    work.referral(Status.IN_PROGRESS)
    work.referral(Status.ENDED, listing="something-else")
    until = work.cast.now.date() + ASK_AGAIN + timedelta(days=1)
    with work.cast.store.work() as connection:
        connection.execute(update(consent).values(until=until))
    told = passes(work, 17)
    assert told == {date(2026, 11, 24): {"nora": "1"}, date(2026, 12, 9): {"nora": "1"}}, "soon, and over"


def test_what_somebody_says_is_not_right_is_told_until_it_is_dealt_with(work: Casework) -> None:
    with work.cast.store.work() as connection:
        concerns = Concerns(connection, Keys.load(connection, work.cast.secret))
        said = concerns.add(work.ivy.id, referral="", words="nobody came", now=work.cast.now)
    assert letters(work) == {"nora": "1"}
    follow_up(work, date(2026, 11, 25))
    with work.cast.store.work() as connection:
        assert Concerns(connection, Keys.load(connection, work.cast.secret)).see(
            said.id, person=work.ivy.id, by=work["nora"].id, now=work.cast.now
        )
    assert passes(work, 3) == {date(2026, 11, 25): {"nora": "1"}}


def test_two_teams_hear_of_their_own_people_only(work: Casework) -> None:
    ash = work.person("Ash Southerner", "sami")
    theirs = work.referral(Status.SENT, of=ash, organisation="library", maker="sami")
    writes(work, theirs)
    follow_up(work, date(2026, 11, 20))
    assert letters(work) == {"nora": "1", "sami": "1"}


@one_database
def test_somebody_who_is_handed_over_is_new_to_who_takes_over(work: Casework) -> None:
    follow_up(work, date(2026, 11, 20))
    assert letters(work) == {"nora": "1"}
    with work.cast.store.work() as connection:
        connection.execute(update(person).values(worker_id=work["neil"].id))
    assert passes(work, 2) == {date(2026, 11, 24): {"neil": "1"}}


@one_database
def test_s58_a_clock_that_steps_tells_nothing_twice(work: Casework) -> None:
    follow_up(work, date(2026, 11, 20))
    assert letters(work) == {"nora": "1"}
    for hours in (24, -48, 24, 1, -1, -10, 10):
        work.cast.later(hours=hours)
        assert letters(work) == {}, hours
    assert passes(work, 3) == {}


@one_database
def test_s58_summer_time_and_leap_days_have_one_letter_each(work: Casework) -> None:
    for day in (date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29)):
        follow_up(work, day)
        work.cast.now = datetime(day.year, day.month, day.day, 0, 30, tzinfo=LONDON)
        told: list[str] = []
        for _ in range(20):
            told += letters(work)
            work.cast.later(hours=3)
        assert told == ["nora"], day


@one_database
def test_s45_no_letter_of_the_clock_says_whom_it_is_about(work: Casework) -> None:
    follow_up(work, date(2026, 11, 20))
    draft = work.referral(Status.DRAFT)
    one = move(work.office, work["nora"], draft.id, Name.SEND, version=0, now=at(work))
    work.cast.letters()
    work.cast.later(days=8)
    tick(work.office, at(work))
    told = work.cast.letters()
    assert {letter.letter for letter in told} == {Letter.DAY, Letter.REFERRAL_REMINDER}
    said = " ".join(value for letter in told for value in letter.values.values())
    for known in ("Ivy", "Northerner", "post", work.ivy.id, work.ivy.reference, "Tea", one.listing):
        assert known not in said


def test_what_would_be_done_is_told_and_not_done(work: Casework) -> None:
    follow_up(work, date(2026, 11, 20))
    draft = work.referral(Status.DRAFT)
    move(work.office, work["nora"], draft.id, Name.SEND, version=0, now=at(work))
    work.cast.letters()
    work.cast.later(days=8)
    planned = would(work.office, at(work))
    assert (planned.reminders, planned.letters) == (1, 1)
    assert work.cast.letters() == []
    done = tick(work.office, at(work))
    assert (done.reminders, done.letters) == (1, 1)
    assert not would(work.office, at(work))
    assert not tick(work.office, at(work))


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_a_group_is_the_workers_to_ring_after_three_working_days_and_not_before(today: date) -> None:
    chased = days_of(today).chased
    assert working_days_after(chased, TELL_AFTER) <= today
    assert working_days_after(chased + timedelta(days=1), TELL_AFTER) > today
