"""The dates on which a schedule happens, and on which a listing does: without its breaks, and not while it pauses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule, weekday

from poai.domain.listing import Listing, Schedule

HORIZON = timedelta(days=62)  # a resident asks "when next?", and two months on is not an answer

_DAYS = {"MO": MO, "TU": TU, "WE": WE, "TH": TH, "FR": FR, "SA": SA, "SU": SU}


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One session: a day, with local clock times where they are known."""

    day: date
    opens_at: str | None
    closes_at: str | None


def next_session(listing: Listing, now: datetime) -> Occurrence | None:
    """The first session that has not ended at `now` (local time), or None within the next two months."""
    coming = sessions(listing, now.date(), now.date() + HORIZON)
    return next((found for found in coming if not _over(found, now)), None)


def sessions(listing: Listing, first: date, last: date) -> tuple[Occurrence, ...]:
    """Every session from `first` to `last`, both included, in order. While it pauses, until its end, there is none."""
    if listing.pause is not None:
        first = max(first, listing.pause.until + timedelta(days=1))
    found = [each for schedule in listing.schedules for each in occurrences(schedule, first, last)]
    open_on = (each for each in found if not any(off.first <= each.day <= off.last for off in listing.breaks))
    return tuple(sorted(open_on, key=lambda each: (each.day, each.opens_at or "")))


@lru_cache(maxsize=50_000)  # the same few thousand schedules are asked about all day long
def occurrences(schedule: Schedule, first: date, last: date) -> tuple[Occurrence, ...]:
    """Every session of `schedule` from `first` to `last`, both included, in order.

    None where no date can be known: of words alone, of "every second week" from no known week, and of school terms,
    whose dates differ from school to school.
    """
    return tuple(_expand(schedule, first, last))


def _expand(schedule: Schedule, first: date, last: date) -> Iterator[Occurrence]:
    if schedule.freq is None or schedule.byday is None or schedule.term_time:
        return
    start = max(first, schedule.valid_from) if schedule.valid_from else first
    end = min(last, schedule.valid_to) if schedule.valid_to else last
    if schedule.interval > 1 and schedule.valid_from is None:
        return  # "every second week" from no known week cannot be dated
    anchor = schedule.valid_from if schedule.interval > 1 and schedule.valid_from else start
    rule = rrule(
        WEEKLY if schedule.freq == "WEEKLY" else MONTHLY,
        interval=schedule.interval,
        byweekday=[_weekday(day) for day in schedule.byday.split(",")],
        dtstart=datetime.combine(anchor, time()),
        until=datetime.combine(end, time()),
    )
    for moment in rule:
        if moment.date() >= start:
            yield Occurrence(moment.date(), schedule.opens_at, schedule.closes_at)


def _weekday(day: str) -> weekday:
    which = day[:-2]
    return _DAYS[day[-2:]](int(which)) if which else _DAYS[day[-2:]]


def _over(occurrence: Occurrence, now: datetime) -> bool:
    if occurrence.day != now.date():
        return False
    ends = occurrence.closes_at or occurrence.opens_at
    return ends is not None and ends <= now.strftime("%H:%M")
