"""Days and times as a volunteer types them: one session of a listing, or one break."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from poai.actions.editing import Fields, Sent, day_fields
from poai.domain.errors import InvalidError
from poai.domain.listing import Listing, Schedule
from poai.domain.listing_now import Break
from poai.domain.occurrences import Occurrence, sessions

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WHICH = ("1", "2", "3", "4", "5", "-1")
WORDS = "words"  # instead of a rule
REPEATS = ("WEEKLY-1", "WEEKLY-2", "MONTHLY-1", WORDS)
SHOWN_DATES = 6
_AHEAD = timedelta(days=366)
_REPEAT = re.compile(r"(WEEKLY|MONTHLY)-([1-9]|[1-4]\d|5[0-2])")
_HALF = re.compile(r"(\d{1,2})(?:[:.]?([0-5]\d))?(am|pm)")
_WHOLE = re.compile(r"(\d{1,2})[:.]([0-5]\d)|(\d{2})([0-5]\d)")
_NOON = frozenset({"noon", "midday", "12noon", "12midday"})
_EARLY = 7  # o'clock: "2:30" is hardly ever in the night, so it is asked


def clock_of(typed: str) -> str:
    """A time of day as "14:30", from "2.30pm", "14:30", "1430" or "noon".

    Raises InvalidError("clock", …): "half" where it can be morning or afternoon, "words" for one that is written out,
    "midnight", or "wrong".
    """
    text = re.sub(r"[\s\u00a0]+", "", typed.casefold()).replace("p.m.", "pm").replace("a.m.", "am")
    text = text.removesuffix("hrs").removesuffix("h")
    if text in _NOON:
        return "12:00"
    if text == "midnight":
        raise InvalidError("clock", "midnight")
    if half := _HALF.fullmatch(text):
        hour, minute = int(half[1]), int(half[2] or 0)
        if hour > 12 and half[3] == "pm" and hour < 24:
            return f"{hour:02}:{minute:02}"  # "14:30pm" says it twice
        if not 1 <= hour <= 12:
            raise InvalidError("clock", "wrong")
        return f"{hour % 12 + (12 if half[3] == 'pm' else 0):02}:{minute:02}"
    if whole := _WHOLE.fullmatch(text):
        hours, minutes = whole[1] or whole[3], whole[2] or whole[4]
        if int(hours) > 23:
            raise InvalidError("clock", "wrong")
        if len(hours) == 1 and int(hours) < _EARLY:
            raise InvalidError("clock", "half")
        return f"{int(hours):02}:{minutes}"
    if re.fullmatch(r"\d{1,2}", text):
        raise InvalidError("clock", "half" if 1 <= int(text) <= 12 else "wrong")
    raise InvalidError("clock", "words" if not re.search(r"\d", text) else "wrong")


def session_of(sent: Sent, before: Schedule | None = None) -> Schedule:
    """The session that a form says; `before` is what it was. Raises WrongError."""
    repeat, rule = sent.raw("repeat"), _REPEAT.fullmatch(sent.raw("repeat"))
    if repeat != WORDS and not rule:
        sent.blame("repeat", "missing")
    words = sent.line("words", needed=repeat == WORDS, longest=300)
    first, last = sent.day("from"), sent.day("to")
    if first and last and last < first:
        sent.blame("to_day", "before")
    term: Literal[True] | None = True if sent.raw("term") else None
    if not rule:
        sent.right()
        return Schedule(description=words, valid_from=first, valid_to=last, term_time=term)
    freq: Literal["WEEKLY", "MONTHLY"] = "WEEKLY" if rule[1] == "WEEKLY" else "MONTHLY"
    byday = _byday(sent, freq, before)
    if int(rule[2]) > 1 and not sent.wrong:
        _check_week(sent, freq, byday, first)
    opens, closes = _span(sent)
    sent.right()
    return Schedule(
        freq=freq,
        interval=int(rule[2]),
        byday=byday,
        opens_at=opens,
        closes_at=closes,
        valid_from=first,
        valid_to=last,
        term_time=term,
        description=words,
    )


def session_fields(schedule: Schedule | None) -> Fields:
    """A session as its form shows it."""
    if schedule is None:
        return {}
    days, which = _parts(schedule.byday or "")
    return {
        "repeat": (f"{schedule.freq}-{schedule.interval}" if schedule.freq else WORDS,),
        "day": tuple(day for day in DAYS if day in days),
        "which": tuple(each for each in WHICH if each in which),
        "opens": (_said(schedule.opens_at),),
        "closes": (_said(schedule.closes_at),),
        "words": (schedule.description or "",),
        "term": ("yes",) if schedule.term_time else (),
        **day_fields("from", schedule.valid_from),
        **day_fields("to", schedule.valid_to),
    }


def break_of(sent: Sent) -> Break:
    """The break that a form says: one day, or from one to another. Raises WrongError."""
    first, last = sent.day("first", needed=True), sent.day("last")
    reason = sent.line("reason")
    if first and last and last < first:
        sent.blame("last_day", "before")
    if first and (last or first) < sent.today:
        sent.blame("first_day" if last is None else "last_day", "past")
    sent.right()
    first = first or sent.today
    return Break(first=first, last=last or first, reason=reason)


def break_fields(found: Break | None) -> Fields:
    """A break as its form shows it."""
    if found is None:
        return {}
    last = found.last if found.last != found.first else None
    return {
        **day_fields("first", found.first),
        **day_fields("last", last),
        "reason": (found.reason or "",),
    }


def with_session(listing: Listing, number: int, schedule: Schedule | None) -> Listing:
    """The listing with its session `number` (from 0; one more than there are is a new one) changed, or without it."""
    kept = list(listing.schedules)
    kept[number : number + 1] = [schedule] if schedule else []
    return replace(listing, schedules=tuple(dict.fromkeys(kept)))


def with_break(listing: Listing, number: int, found: Break | None, today: date) -> Listing:
    """The same for its breaks; those that are over go."""
    kept = list(listing.breaks)
    kept[number : number + 1] = [found] if found else []
    ahead = {each for each in kept if each.last >= today}
    return replace(listing, breaks=tuple(sorted(ahead, key=lambda each: (each.first, each.last))))


def next_dates(listing: Listing, schedules: Iterable[Schedule], today: date) -> tuple[Occurrence, ...]:
    """The next dates of some sessions of a listing within a year, without its breaks and its pause."""
    those = replace(listing, schedules=tuple(schedules))
    return sessions(those, today, today + _AHEAD)[:SHOWN_DATES]


def _byday(sent: Sent, freq: str, before: Schedule | None) -> str:
    days = sent.ticked("day", DAYS)
    which = sent.ticked("which", WHICH) if freq == "MONTHLY" else ()
    if not days:
        sent.blame("day", "missing")
    if freq == "MONTHLY" and not which:
        sent.blame("which", "missing")
    if before and before.byday and _parts(before.byday) == (set(days), set(which)):
        return before.byday  # "the first Monday and the third Friday" is not every mixture of them
    return ",".join(f"{one}{day}" for one in which or ("",) for day in days)


def _check_week(sent: Sent, freq: str, byday: str, first: date | None) -> None:
    if not first:
        sent.blame("from_day", "which-week")
    elif freq == "WEEKLY" and DAYS[first.weekday()] not in byday:
        sent.blame("from_day", "other-day")


def _span(sent: Sent) -> tuple[str | None, str | None]:
    opens, closes = _clock(sent, "opens"), _clock(sent, "closes")
    if closes and not opens:
        sent.blame("opens", "missing")
    if opens and closes and closes <= opens:
        sent.blame("closes", "before")
    return opens, closes


def _clock(sent: Sent, name: str) -> str | None:
    typed = sent.raw(name)
    return sent.taken(name, lambda: clock_of(typed), None) if typed else None


def _said(clock: str | None) -> str:
    """ "14:30" as "2:30pm"."""
    if clock is None:
        return ""
    hour, minutes = int(clock[:2]), clock[3:]
    return f"{(hour - 1) % 12 + 1}:{minutes}{'am' if hour < 12 else 'pm'}"


def _parts(byday: str) -> tuple[set[str], set[str]]:
    codes = byday.split(",") if byday else []
    return {code[-2:] for code in codes}, {code[:-2] for code in codes if code[:-2]}
