"""Single values as facts: addresses of the web, e-mail, numbers, days, clock times, languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

from poai.domain.listing import Location, Phone
from poai.interchange.dialects_shape import rows_of, text_of
from poai.interchange.html_text import plain_text

Note = Callable[[str, str], None]
MOST = 100  # of one kind of part
_EMAIL = re.compile(r"[^\s@<>\"',;]+@[^\s@<>\"',;]+\.[^\s@<>\"',;.]+")
_NUMBER = re.compile(r"\+?\d[\d ()./-]{5,24}\d")
_CLOCK = re.compile(
    r"(\d{1,2})(?::(\d\d))?(?::\d\d(?:\.\d+)?)?\s*([ap]m)?(?:Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Words:
    """Reads words. Those from elsewhere may hold HTML; `literal` ones, of a directory of our kind or typed into a table, are
    meant as they stand."""

    literal: bool

    def text(self, value: Any) -> str:
        """Words with their paragraphs; "" for none."""
        return text_of(value).replace("\r\n", "\n") if self.literal else plain_text(text_of(value))

    def line(self, value: Any, longest: int = 200) -> str:
        """Words on one line; "" for none."""
        return " ".join(self.text(value).split())[:longest]


def web_of(value: Any, name: str, note: Note) -> str | None:
    """A web address; None for none, and for the example that forms are filled with."""
    text = text_of(value)
    if not text or text.casefold() in ("n/a", "none"):
        return None
    text = text if "://" in text else f"http://{text}"
    try:
        host = (urlsplit(text).hostname or "").casefold()
    except ValueError:
        host = ""
    if host in ("example.com", "www.example.com"):
        return None
    if not re.fullmatch(r"https?://[^\s<>\"']+", text) or "." not in host or len(text) > 2000:
        note(name, f"{text[:80]!r} is not a web address")
        return None
    return text


def email_of(value: Any, name: str, note: Note) -> str | None:
    """An e-mail address; None for none."""
    text = text_of(value).removeprefix("mailto:")
    if not text:
        return None
    if not _EMAIL.fullmatch(text) or len(text) > 254:
        note(name, f"{text[:80]!r} is not an email address")
        return None
    return text


def phones_of(value: Any, words_of: Words) -> tuple[Phone, ...]:
    """Numbers, with the words that stood beside them."""
    found = []
    for each in rows_of(value)[:MOST]:
        text, words = (
            words_of.line(each.get("number")),
            words_of.line(each.get("description")) or None,
        )
        if not text:
            continue
        number = _NUMBER.search(text)
        if number and words is None and re.search("[a-z]{3}", text, re.IGNORECASE):
            found.append(
                Phone(number=number[0], description=text.replace(number[0], "").strip(" :,;-") or None)
            )
        else:
            found.append(Phone(number=text[:100], description=words))
    return tuple(dict.fromkeys(found))


def day_of(value: Any) -> date | None:
    """A day, of a date or of a moment; None for none."""
    try:
        return date.fromisoformat(text_of(value)[:10])
    except ValueError:
        return None


def clock_of(value: Any) -> str | None:
    """A clock time as 09:30; None for none."""
    found = _CLOCK.fullmatch(text_of(value))
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


@cache
def languages() -> dict[str, str]:
    """Codes by the English names of languages."""
    names = {name.casefold(): code for code, name in Locale("en").languages.items() if len(code) <= 3}
    return names | {"creole": "ht", "mandarin": "zh", "farsi": "fa"}


def without_address(place: Location) -> Location:
    """The place by its name alone."""
    return replace(place, address_1=None, postal_code=None, latitude=None, longitude=None)
