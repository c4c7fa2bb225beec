"""Sessions as iCalendar (RFC 5545), for the calendars of phones and computers.

Rules are handed on as rules, so that a calendar goes on for as long as the sessions do. Sessions that are only told in words
are left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vDuration

from poai.domain.listing import Listing, Location, Schedule
from poai.domain.occurrences import occurrences

MEDIA_TYPE = "text/calendar"
AGAIN = timedelta(days=1)  # how often a calendar that follows this one should look
_FIRST, _LAST = date(2020, 1, 1), date(2038, 1, 1)  # of the changes of the clock that are written out
_SEARCH = timedelta(days=366)  # within which a rule has a first session, or none; and breaks are told


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of one listing: `since` is the day from which on its times are known to hold, `page` its address."""

    listing: Listing
    since: date
    changed: datetime
    page: str
    credit: str


def calendar(name: str, address: str, timezone: str, sessions: Iterable[Sessions], credits_: str) -> bytes:
    """A calendar called `name`, which can be followed at `address`. `timezone` is an IANA name."""
    made = Calendar()
    made.add("prodid", "-//poai//Open data//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("description", credits_)
    made.add("url", address)
    made.add("source", address)
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(AGAIN))
    zone = ZoneInfo(timezone)
    events = [event for one in sessions for event in _events(one, zone)]
    if any(isinstance(event.DTSTART, datetime) for event in events):
        made.add_component(_timezone(timezone))
    for event in events:
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def _events(one: Sessions, zone: ZoneInfo) -> Iterable[Event]:
    for number, schedule in enumerate(one.listing.schedules, 1):
        event = _event(one, schedule, number, zone)
        if event is not None:
            yield event


def _event(one: Sessions, schedule: Schedule, number: int, zone: ZoneInfo) -> Event | None:
    since = schedule.valid_from or one.since
    if one.listing.pause is not None:
        since = max(since, one.listing.pause.until + timedelta(days=1))
    first = next(iter(occurrences(schedule, since, since + _SEARCH)), None)
    if first is None or schedule.freq is None or schedule.byday is None:
        return None
    listing, event = one.listing, Event()
    event.add("uid", f"{uuid5(UUID(listing.id), f'schedule/{number}')}@poai")
    event.add("dtstamp", one.changed.astimezone(UTC))
    event.add("last-modified", one.changed.astimezone(UTC))
    event.add("summary", listing.name)
    if schedule.opens_at:
        event.add("dtstart", _at(first.day, schedule.opens_at, zone))
        if schedule.closes_at:
            event.add("dtend", _at(first.day, schedule.closes_at, zone))
    else:
        event.add("dtstart", first.day)
    rule: dict[str, object] = {"freq": schedule.freq, "interval": schedule.interval}
    if schedule.valid_to:
        # To the end of the day; in UTC where sessions have a time, as RFC 5545 asks.
        ends = datetime.combine(schedule.valid_to, time(23, 59, 59), zone).astimezone(UTC)
        rule["until"] = ends if schedule.opens_at else schedule.valid_to
    event.add("rrule", {**rule, "byday": schedule.byday.split(",")})
    for off in _days_off(one.listing, schedule, first.day):
        event.add("exdate", _at(off, schedule.opens_at, zone) if schedule.opens_at else off)
    if listing.locations:
        event.add("location", _where(listing.locations[0]))
        place = listing.locations[0]
        if place.latitude is not None and place.longitude is not None:
            event.add("geo", (place.latitude, place.longitude))
    told = [schedule.description, listing.description, _reached(listing), one.page, one.credit]
    event.add("description", "\n\n".join(part for part in told if part))
    event.add("url", one.page)
    return event


def _days_off(listing: Listing, schedule: Schedule, first: date) -> Iterable[date]:
    """The days that the rule names and on which there is a break, from `first` on."""
    for off in listing.breaks:
        for found in occurrences(schedule, max(off.first, first), min(off.last, first + _SEARCH)):
            yield found.day


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone)


def _where(place: Location) -> str:
    return ", ".join(part for part in (place.name, place.address_1, place.city, place.postal_code) if part)


def _reached(listing: Listing) -> str:
    return ", ".join(phone.number for phone in listing.phones)


@cache
def _timezone(name: str) -> Timezone:
    return Timezone.from_tzid(name, first_date=_FIRST, last_date=_LAST)
