"""Times as people type them become sessions with dates, and what cannot be read is asked again."""

from datetime import date
from typing import Any

import pytest

from poai.actions.editing import Sent, WrongError
from poai.actions.editing_times import (
    break_of,
    clock_of,
    next_dates,
    session_fields,
    session_of,
    with_break,
    with_session,
)
from poai.domain.errors import InvalidError
from poai.domain.listing import Schedule
from poai.domain.listing_now import Break
from poai.interchange.directory import read_directory
from tests.domain.cast import listing
from tests.exampleton.files import DIRECTORY, SHIPPED_DIRECTORY

TODAY = date(2026, 11, 23)  # a Monday


def sent(**fields: Any) -> Sent:
    return Sent(
        {name: (value,) if isinstance(value, str) else value for name, value in fields.items()}, TODAY
    )


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(when, part)) for part in ("day", "month", "year")}


def wrong(read: Any, **fields: Any) -> dict[str, str]:
    """What is wrong with a form, by field."""
    with pytest.raises(WrongError) as caught:
        read(sent(**fields))
    return {field: reason for field, (reason, _) in caught.value.wrong.items()}


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("2pm", "14:00"),
        ("2 PM", "14:00"),
        ("2.30 p.m.", "14:30"),
        ("12am", "00:00"),
        ("12:15pm", "12:15"),
        ("9:30", "09:30"),
        ("02:30", "02:30"),
        ("14:00", "14:00"),
        ("14.00", "14:00"),
        ("1400", "14:00"),
        ("1400hrs", "14:00"),
        ("930am", "09:30"),
        ("noon", "12:00"),
        ("14:30pm", "14:30"),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, clock: str) -> None:
    assert clock_of(typed) == clock


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("half past two", "words"),
        ("2", "half"),
        ("2:30", "half"),
        ("midnight", "midnight"),
        ("25:00", "wrong"),
        ("13am", "wrong"),
        ("2:75pm", "wrong"),
        ("2pm-4pm", "wrong"),
        ("0", "wrong"),
    ],
)
def test_a_time_that_can_be_two_things_or_none_is_asked_again(typed: str, reason: str) -> None:
    with pytest.raises(InvalidError) as caught:
        clock_of(typed)
    assert caught.value.reason == reason


def test_the_second_sunday_and_the_last_friday_of_the_month() -> None:
    found = session_of(sent(repeat="MONTHLY-1", day=("SU",), which=("2", "-1"), opens="2pm", closes="4pm"))
    assert (found.byday, found.opens_at, found.closes_at) == ("2SU,-1SU", "14:00", "16:00")
    assert [each.day.day for each in next_dates(listing(), (found,), TODAY)][:3] == [29, 13, 27]


def test_every_second_week_is_counted_from_a_day_on_which_it_happens() -> None:
    weeks = {"repeat": "WEEKLY-2", "day": ("TU",)}
    assert wrong(session_of, **weeks) == {"from_day": "which-week"}
    assert wrong(session_of, **weeks, **day("from", TODAY)) == {"from_day": "other-day"}
    found = session_of(sent(**weeks, **day("from", date(2026, 11, 24))))
    assert [each.day.day for each in next_dates(listing(), (found,), TODAY)][:3] == [24, 8, 22]


def test_words_alone_and_school_terms_give_no_dates() -> None:
    told = session_of(sent(repeat="words", words="Some Tuesdays, ring first"))
    term = session_of(sent(repeat="WEEKLY-1", day=("MO",), term="yes"))
    assert (told.freq, told.description, term.term_time) == (None, "Some Tuesdays, ring first", True)
    assert next_dates(listing(), (told, term), TODAY) == ()


def test_all_that_is_wrong_with_a_session_is_told_at_once() -> None:
    assert wrong(session_of) == {"repeat": "missing"}
    assert wrong(session_of, repeat="words") == {"words": "missing"}
    assert wrong(
        session_of,
        repeat="MONTHLY-1",
        opens="4pm",
        closes="half four",
        **day("from", TODAY),
        **day("to", date(2026, 11, 1)),
    ) == {"day": "missing", "which": "missing", "closes": "words", "to_day": "before"}
    assert wrong(session_of, repeat="WEEKLY-1", day=("MO",), opens="4pm", closes="3pm") == {
        "closes": "before"
    }
    assert wrong(session_of, repeat="WEEKLY-1", day=("MO",), closes="3pm") == {"opens": "missing"}
    assert wrong(
        session_of, repeat="WEEKLY-1", day=("MO",), from_day="31", from_month="2", from_year="2027"
    ) == {"from_day": "wrong"}


def test_every_session_that_is_listed_goes_through_its_form_unchanged() -> None:
    seeds = [read_directory(DIRECTORY), read_directory(SHIPPED_DIRECTORY)]
    every = {each for seed in seeds for one in seed.listings for each in one.schedules}
    every.add(Schedule(freq="MONTHLY", byday="1MO,3FR"))
    every.add(Schedule(freq="WEEKLY", interval=4, byday="MO", valid_from=TODAY))
    every.add(Schedule(freq="WEEKLY", byday="TH", opens_at="12:00", closes_at="23:59", term_time=True))
    regular = {each for each in every if each.interval == 1 or each.valid_from}
    assert len(regular) > 100
    for each in regular:
        assert session_of(Sent(session_fields(each), TODAY), each) == each


def test_a_break_is_a_day_or_from_one_to_another_and_none_that_is_over() -> None:
    first, last = date(2026, 12, 20), date(2027, 1, 3)
    assert break_of(sent(**day("first", first))) == Break(first=first, last=first)
    found = break_of(sent(**day("first", first), **day("last", last), reason="Christmas"))
    assert found == Break(first=first, last=last, reason="Christmas")
    assert wrong(break_of) == {"first_day": "missing"}
    assert wrong(break_of, **day("first", last), **day("last", first)) == {"last_day": "before"}
    assert wrong(break_of, **day("first", date(2026, 11, 1))) == {"first_day": "past"}


def test_what_is_over_goes_when_a_break_comes_and_a_session_is_there_once() -> None:
    old = Break(first=date(2026, 4, 1), last=date(2026, 4, 9))
    new = Break(first=date(2026, 12, 20), last=date(2026, 12, 31))
    assert with_break(listing(breaks=(old,)), 1, new, TODAY).breaks == (new,)
    weekly, other = Schedule(freq="WEEKLY", byday="MO"), Schedule(freq="WEEKLY", byday="TU")
    one = with_session(listing(schedules=(weekly,)), 1, weekly)
    assert one.schedules == (weekly,)
    both = with_session(one, 1, other)
    assert with_session(both, 0, None).schedules == (other,)
