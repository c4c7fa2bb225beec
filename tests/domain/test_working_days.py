"""Days on which people can be expected to answer, in England."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.domain.working_days import is_working_day, working_days_after, working_days_between

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
COUNTS = st.integers(0, 60)
ONE = timedelta(days=1)
# As gov.uk/bank-holidays has them, weekends left out: on 26 December 2026 and 25 and 26 December 2027 others stand in.
HOLIDAYS = {
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_bank_holidays_of_a_year_are_those_that_are_published(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    free = [day for day in days if day.weekday() < 5 and not is_working_day(day)]
    assert [f"{day:%m-%d}" for day in free] == HOLIDAYS[year]


def test_over_christmas_nothing_is_due() -> None:
    assert working_days_after(date(2026, 12, 23), 1) == date(2026, 12, 24)
    assert working_days_after(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert working_days_after(date(2027, 12, 24), 1) == date(2027, 12, 29)
    assert working_days_between(date(2026, 12, 24), date(2027, 1, 4)) == 4


@given(DAYS)
def test_no_weekend_is_a_working_day(day: date) -> None:
    assert not (is_working_day(day) and day.weekday() >= 5)


@given(DAYS, COUNTS)
def test_what_is_so_many_working_days_after_has_so_many_between(day: date, count: int) -> None:
    assert working_days_between(day, working_days_after(day, count)) == count


@given(DAYS, st.integers(1, 60))
def test_it_always_falls_on_a_working_day(day: date, count: int) -> None:
    assert is_working_day(working_days_after(day, count))


@given(DAYS, COUNTS, COUNTS)
def test_counting_in_two_goes_is_counting_in_one(day: date, first: int, second: int) -> None:
    assert working_days_after(working_days_after(day, first), second) == working_days_after(
        day, first + second
    )


@given(DAYS, COUNTS)
def test_a_later_day_is_never_due_earlier(day: date, count: int) -> None:
    assert working_days_after(day, count) <= working_days_after(day + ONE, count)


@given(DAYS, st.integers(-400, 400))
def test_what_has_passed_is_never_less_than_nothing_nor_more_than_the_days(day: date, length: int) -> None:
    assert 0 <= working_days_between(day, day + length * ONE) <= max(0, length)
