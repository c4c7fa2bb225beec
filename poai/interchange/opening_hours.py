"""Reads opening hours as people write them ("Mon-Fri 9am-5pm, Sat 10-12noon") into schedules.

It reads only what it understands to the last word. A wrong time sends somebody to a locked door, so one word that is not
known, or one time that can be taken in two ways, leaves the whole text as it was.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from poai.domain.listing import Schedule
from poai.interchange.html_text import plain_text

LONGEST = 1000  # letters: nobody's hours take more
EARLIEST = 7 * 60  # minutes: "2 - 5" is the afternoon, so earlier times have to say am, or nothing is read

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TOKENS = re.compile(
    r"""(?P<all>daily | every\s?day | (?:7|seven)\sdays(?:\s(?:a|per)\sweek)? | all\sweek)\b
    | (?P<weekdays>weekdays?)\b
    | (?P<weekend>weekends?)\b
    | (?P<day>mon(?:day)? | tue(?:s(?:day)?)? | wed(?:nesday|s)? | thu(?:r(?:s(?:day)?)?)? | fri(?:day)?
        | sat(?:urday)? | sun(?:day)? | mo | tu | we | th | fr | sa | su)(?:['’]?s)?\b
    | (?P<ordinal>first | second | third | fourth | last | 1st | 2nd | 3rd | 4th)\b
    | (?P<month>(?:of\s(?:the\s|each\s|every\s)?|each\s|every\s)month)\b
    | (?P<noon>(?:12(?:[:.]00)?\s*)?(?:noon|midday))\b
    | (?P<time>(?P<hour>\d{1,2}) (?:[:.](?P<minute>\d{2}))? \s* (?P<half>[ap]\.?m\b\.?)? (?![\d:]) (?!\.\d)
        | (?P<military>\d{4})(?!\d))
    | (?P<to>[-–—] | (?:to | until | till? )\b)
    | (?P<closed>closed)\b
    | (?P<noise>(?:open(?:ing)?(?:\s(?:times|hours))? | from | on | every | each | and)\b | [,;:&/.\n\t\s]+)""",
    re.VERBOSE,
)
_LEFT_EMPTY = re.compile(r"/ -\s*(?=[,;\n]|$)")  # the second of two times of a form, with nothing in it
_MANY = {"all": _DAYS, "weekdays": _DAYS[:5], "weekend": _DAYS[5:]}
_WHICH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


class _Token(NamedTuple):
    kind: str
    text: str
    minutes: int = 0  # of a time, since midnight
    half: str = ""  # "a", "p", or "" for a time that does not say
    exact: bool = False  # a time with minutes
    zero: bool = False  # a time that can only be by the 24 hours' clock


class _Doubt(Exception):
    """Something that can be read in two ways, or not at all."""


def schedules(text: str) -> tuple[Schedule, ...]:
    """The schedules that `text` says, in its order; none where any of it is in doubt."""
    try:
        return tuple(_read(list(_tokens(text))))
    except _Doubt:
        return ()


def hours(text: str) -> tuple[Schedule, ...]:
    """The schedules that `text` says, or one that holds it as words; none for no words."""
    found = schedules(text)
    words = plain_text(text)
    return found or ((Schedule(description=words),) if words else ())


def _tokens(text: str) -> Iterator[_Token]:
    if len(text) > LONGEST:
        raise _Doubt
    text = _LEFT_EMPTY.sub("", plain_text(text)).casefold()
    at = 0
    while at < len(text):
        found = _TOKENS.match(text, at)
        if not found or not found[0]:
            raise _Doubt
        at = found.end()
        kind = next(name for name, value in found.groupdict().items() if value is not None)
        if kind == "time":
            yield _time(found)
        elif kind == "noon":
            yield _Token("time", found[0], 12 * 60, "p")
        elif kind != "noise":
            yield _Token(kind, found[0])


def _time(found: re.Match[str]) -> _Token:
    if found["military"]:
        hour, minute, half = int(found["military"][:2]), int(found["military"][2:]), ""
    else:
        hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "")[:1]
    if hour > 23 or minute > 59 or (half and hour == 0) or (half == "a" and hour >= 12):
        raise _Doubt  # "12am" is midnight, and most who write it mean noon
    if half == "p" and hour < 12:
        hour += 12
    exact = bool(found["minute"] or found["military"])
    zero = bool(found["military"]) or found["hour"].startswith("0")
    return _Token("time", found[0], hour * 60 + minute, half, exact, zero)


def _read(tokens: list[_Token]) -> Iterator[Schedule]:
    days_first = bool(tokens) and tokens[0].kind != "time"
    groups: list[tuple[list[str], list[tuple[int, int]]]] = []
    days: list[str] = []
    times: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind == "to" and at and at + 1 < len(tokens) and _joins(tokens[at - 1], tokens[at + 1]):
            raise _Doubt  # between two of a kind it was taken with them
        if tokens[at].kind == "to":
            at += 1
        elif tokens[at].kind == "time":
            span, at = _span(tokens, at)
            if not days_first and days:
                groups.append((days, times))
                days, times = [], []
            times.append(span)
        elif tokens[at].kind == "closed":
            if not days_first or not days or times:
                raise _Doubt
            days, at = [], at + 1
        else:
            if days_first and times:
                groups.append((days, times))
                days, times = [], []
            some, at = _days(tokens, at)
            days += [day for day in some if day not in days]
    if days or times:
        groups.append((days, times))
    if not groups or any(not days or not times for days, times in groups) or _overlap(groups):
        raise _Doubt
    for days, times in groups:
        yield from _schedules(days, times)


def _joins(one: _Token, other: _Token) -> bool:
    return one.kind == other.kind


def _span(tokens: list[_Token], at: int) -> tuple[tuple[int, int], int]:
    """From when to when, of the two times at `at`, and where it goes on."""
    if at + 2 >= len(tokens) or tokens[at + 1].kind != "to" or tokens[at + 2].kind != "time":
        raise _Doubt
    first, last = tokens[at], tokens[at + 2]
    start, end = first.minutes, last.minutes
    if not first.half and last.half == "p" and start + 12 * 60 < end:
        # "1-4pm" is in the afternoon; "9-10pm" may be all day; "10-4pm" can only begin in the morning.
        if start >= EARLIEST:
            raise _Doubt
        start += 12 * 60
    elif (not first.half and start < EARLIEST and not first.zero) or (
        first.half and not last.half and not last.exact
    ):
        raise _Doubt
    if start >= end:
        raise _Doubt
    return (start, end), at + 3


def _days(tokens: list[_Token], at: int) -> tuple[list[str], int]:
    """The days at `at`, as MO or 2WE, and where it goes on."""
    if tokens[at].kind in _MANY:
        return list(_MANY[tokens[at].kind]), at + 1
    which = []
    while at < len(tokens) and tokens[at].kind == "ordinal":
        text = tokens[at].text
        which.append(_WHICH[text] if text in _WHICH else int(text[0]))
        at += 1
    if at >= len(tokens) or tokens[at].kind != "day":
        raise _Doubt
    day = tokens[at].text[:2].upper()
    at += 1
    if which:
        if at >= len(tokens) or tokens[at].kind != "month":
            raise _Doubt
        return [f"{number}{day}" for number in which], at + 1
    if at + 1 < len(tokens) and tokens[at].kind == "to" and tokens[at + 1].kind == "day":
        first, last = _DAYS.index(day), _DAYS.index(tokens[at + 1].text[:2].upper())
        return [_DAYS[(first + step) % 7] for step in range((last - first) % 7 + 1)], at + 2
    return [day], at


def _overlap(groups: list[tuple[list[str], list[tuple[int, int]]]]) -> bool:
    """Whether one day has two times that cannot both be meant."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for days, times in groups:
        for day in days:
            spans.setdefault(day, []).extend(times)
    return any(
        later[0] < earlier[1]
        for found in spans.values()
        for earlier, later in zip(sorted(found), sorted(found)[1:], strict=False)
    )


def _schedules(days: list[str], times: list[tuple[int, int]]) -> Iterator[Schedule]:
    weekly = [day for day in _DAYS if day in days]
    monthly = [day for day in days if day not in _DAYS]
    for start, end in times:
        opens_at, closes_at = _clock(start), _clock(end)
        if weekly:
            yield Schedule(freq="WEEKLY", byday=",".join(weekly), opens_at=opens_at, closes_at=closes_at)
        if monthly:
            yield Schedule(freq="MONTHLY", byday=",".join(monthly), opens_at=opens_at, closes_at=closes_at)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
