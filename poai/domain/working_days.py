"""Days on which people can be expected to answer: not at weekends, and not on England's bank holidays."""

from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether offices in England are usually open."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays()


def working_days_after(day: date, count: int) -> date:
    """The working day that is `count` of them after `day`, which itself never counts; with 0, `day` as it is."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days have passed from `first` (not counted) to `last` (counted); 0 if none or earlier."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(map(is_working_day, days))


@cache
def _bank_holidays() -> HolidayBase:
    return country_holidays("GB", subdiv="ENG")
