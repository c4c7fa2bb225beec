"""Sessions in somebody's own calendar are on the days on which they are on our pages."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, vDDDLists

from poai.domain.listing import Listing, Schedule
from poai.domain.listing_now import Break, Pause
from poai.domain.occurrences import occurrences, sessions
from poai.interchange.calendars import Sessions, calendar
from tests.interchange.invented import listings

SINCE = date(2026, 11, 1)
CHANGED = datetime(2026, 11, 20, 8, tzinfo=UTC)
LAST = SINCE + timedelta(days=400)
FULL = listings(2)[1]


def events(*schedules: Schedule, listing: Listing = FULL) -> list[Event]:
    given = replace(listing, schedules=schedules)
    one = Sessions(given, SINCE, CHANGED, "https://help.example.org/listings/x", "Found on the Post.")
    text = calendar("What is on", "https://help.example.org/c.ics", "Europe/London", [one], "CC BY")
    return [found for found in Calendar.from_ical(text).walk("VEVENT") if isinstance(found, Event)]


def days(event: Event) -> list[date]:
    """The days on which a calendar shows the event, up to LAST."""
    start = event.decoded("dtstart")
    first = start if isinstance(start, datetime) else datetime.combine(start, time())
    last = datetime.combine(LAST, time(23, 59), first.tzinfo)
    written = event["rrule"].to_ical()
    assert isinstance(written, bytes)
    rule = rrulestr(written.decode(), dtstart=first)
    return [moment.date() for moment in rule.between(first, last, inc=True)]


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule(freq="WEEKLY", byday="MO,WE", opens_at="10:00", closes_at="12:00"),
        Schedule(freq="WEEKLY", byday="SU"),
        Schedule(freq="WEEKLY", interval=2, byday="MO,TH", opens_at="23:30", valid_from=date(2026, 11, 18)),
        Schedule(freq="MONTHLY", byday="-1FR,2MO", opens_at="09:00", valid_to=date(2027, 3, 26)),
        Schedule(freq="WEEKLY", byday="FR", valid_from=date(2027, 1, 1), valid_to=date(2027, 3, 26)),
        Schedule(freq="MONTHLY", byday="5WE", opens_at="10:00"),
    ],
)
def test_a_calendar_shows_a_session_on_the_days_that_we_show_it(schedule: Schedule) -> None:
    (event,) = events(schedule)
    ours = [found.day for found in occurrences(schedule, SINCE, LAST)]
    assert days(event) == ours != []


def test_sessions_are_at_the_same_hour_in_summer_and_winter() -> None:
    (event,) = events(Schedule(freq="WEEKLY", byday="MO", opens_at="10:00", closes_at="12:00"))
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert (event.decoded("dtstart").hour, event.decoded("dtend").hour) == (10, 12)


def test_what_is_only_told_in_words_or_never_happens_is_left_out() -> None:
    words = Schedule(description="Most Mondays.")
    unknown = Schedule(freq="WEEKLY", interval=2, byday="MO")
    assert events(words, unknown) == []


def test_an_event_says_where_it_is_how_to_ask_and_whose_the_facts_are() -> None:
    (event,) = events(Schedule(freq="WEEKLY", byday="MO", description="Bring a cup."))
    assert event["summary"] == FULL.name
    assert event["location"] == "The hall, 1 Quay Street, Exampleton, ZE10 1AA"
    told = str(event["description"])
    assert all(part in told for part in ("Bring a cup.", "01632 960002", "/listings/x", "Found on the Post."))


def test_a_calendar_is_the_same_each_time_and_an_event_keeps_its_name() -> None:
    early = Schedule(freq="WEEKLY", byday="MO", opens_at="10:00")
    first, again = events(early)[0], events(replace(early, opens_at="11:00"))[0]
    assert first.to_ical() == events(early)[0].to_ical()
    assert first["uid"] == again["uid"]


@pytest.mark.parametrize("opens_at", ["10:00", None])
def test_breaks_are_left_out_and_a_pause_is_over_before_anything_begins(opens_at: str | None) -> None:
    weekly = Schedule(freq="WEEKLY", byday="MO", opens_at=opens_at)
    christmas = Break(first=date(2026, 12, 20), last=date(2027, 1, 3))
    listing = replace(FULL, breaks=(christmas,), pause=Pause(until=date(2026, 11, 30)))
    (event,) = events(weekly, listing=listing)
    lines: list[vDDDLists] = event["exdate"]  # type: ignore[assignment]
    off = [each for line in lines for each in line.dts]
    days_off = [each.dt.date() if isinstance(each.dt, datetime) else each.dt for each in off]
    ours = [each.day for each in sessions(replace(listing, schedules=(weekly,)), SINCE, LAST)]
    assert [day for day in days(event) if day not in days_off] == ours
    assert ours[0] == date(2026, 12, 7)
    assert (b"EXDATE;VALUE=DATE" in event.to_ical()) == (opens_at is None)
    assert date(2026, 12, 21) in days_off
