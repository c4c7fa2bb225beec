"""The dates on which a schedule happens, and on which a listing does."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.domain.listing import Schedule
from poai.domain.listing_now import Break, Pause
from poai.domain.occurrences import next_session, occurrences, sessions
from tests.domain.cast import listing

MONDAY = date(2026, 11, 23)
LONDON = ZoneInfo("Europe/London")


def days(schedule: Schedule, first: date = MONDAY, weeks: int = 6) -> list[str]:
    return [found.day.isoformat() for found in occurrences(schedule, first, first + timedelta(weeks=weeks))]


def test_weekly_on_two_days() -> None:
    schedule = Schedule(freq="WEEKLY", byday="MO,TH", opens_at="10:00")
    assert days(schedule, weeks=1) == ["2026-11-23", "2026-11-26", "2026-11-30"]


def test_second_wednesday_and_last_friday() -> None:
    schedule = Schedule(freq="MONTHLY", byday="2WE,-1FR")
    assert days(schedule) == ["2026-11-27", "2026-12-09", "2026-12-25"]


def test_every_second_week_counts_from_a_known_week() -> None:
    schedule = Schedule(freq="WEEKLY", interval=2, byday="TU", valid_from=date(2026, 11, 3))
    assert days(schedule) == ["2026-12-01", "2026-12-15", "2026-12-29"]


def test_every_second_week_from_no_known_week_is_not_guessed() -> None:
    assert days(Schedule(freq="WEEKLY", interval=2, byday="TU")) == []


def test_words_alone_give_no_dates() -> None:
    assert days(Schedule(description="Some Tuesdays; ring first")) == []


def test_school_terms_differ_so_their_dates_are_not_guessed() -> None:
    assert days(Schedule(freq="WEEKLY", byday="TU", term_time=True)) == []


def test_it_starts_and_stops_on_its_days() -> None:
    schedule = Schedule(freq="WEEKLY", byday="MO", valid_from=date(2026, 11, 30), valid_to=date(2026, 12, 7))
    assert days(schedule) == ["2026-11-30", "2026-12-07"]


@pytest.mark.parametrize(
    ("clock", "day"), [("13:59", "2026-11-23"), ("14:30", "2026-11-23"), ("15:00", "2026-11-30")]
)
def test_a_session_is_next_until_it_has_ended(clock: str, day: str) -> None:
    schedule = Schedule(freq="WEEKLY", byday="MO", opens_at="14:00", closes_at="15:00")
    found = next_session(
        listing(schedules=(schedule,)), datetime.fromisoformat(f"2026-11-23T{clock}").replace(tzinfo=LONDON)
    )
    assert found is not None
    assert found.day.isoformat() == day


def test_the_earliest_of_several_is_next() -> None:
    late = Schedule(freq="WEEKLY", byday="MO", opens_at="18:00")
    early = Schedule(freq="WEEKLY", byday="MO", opens_at="09:00")
    found = next_session(listing(schedules=(late, early)), datetime(2026, 11, 22, 8, tzinfo=LONDON))
    assert found is not None
    assert found.opens_at == "09:00"


def test_nothing_for_two_months_is_nothing() -> None:
    schedule = Schedule(freq="WEEKLY", byday="MO", valid_from=date(2027, 6, 1))
    assert next_session(listing(schedules=(schedule,)), datetime(2026, 11, 23, 8, tzinfo=LONDON)) is None


def test_there_is_no_session_in_a_break_or_before_the_end_of_a_pause() -> None:
    weekly, first = Schedule(freq="WEEKLY", byday="MO", opens_at="14:00"), MONDAY + timedelta(days=7)
    listed = listing(
        schedules=(weekly, Schedule(freq="WEEKLY", byday="TU", opens_at="09:00")),
        breaks=(Break(first=first, last=first),),
    )
    found = [each.day.day for each in sessions(listed, MONDAY, MONDAY + timedelta(days=14))]
    assert found == [23, 24, 1, 7]
    paused = listing(schedules=(weekly,), pause=Pause(until=first))
    upcoming = next_session(paused, datetime(2026, 11, 23, 8, tzinfo=LONDON))
    assert upcoming is not None
    assert upcoming.day == MONDAY + timedelta(days=14)


@given(
    st.sampled_from(["MO", "TU,WE", "SA,SU"]),
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    st.integers(0, 90),
)
def test_every_date_is_in_range_and_on_its_day(byday: str, first: date, length: int) -> None:
    names = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    last = first + timedelta(days=length)
    found = [item.day for item in occurrences(Schedule(freq="WEEKLY", byday=byday), first, last)]
    wanted = [first + timedelta(days=n) for n in range(length + 1)]
    assert found == [day for day in wanted if names[day.weekday()] in byday]
