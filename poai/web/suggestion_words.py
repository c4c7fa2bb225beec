"""What people tell us in words: its kind, where it stands, what was said, and what a listing says of the same."""

from datetime import date
from typing import Any

from poai.domain.listing import Listing
from poai.domain.suggestion import Kind, State, Suggestion, Wrong
from poai.web.suggesting import wrong
from poai.web.words import Words


def kind(words: Words, which: Kind) -> str:
    """What somebody says, as a heading."""
    return {
        Kind.CHANGE: words.gettext("A change"),
        Kind.CLAIM: words.gettext("“This is our group”"),
        Kind.NEW: words.gettext("A group that is missing"),
    }[which]


def state(words: Words, which: State) -> str:
    """Where it stands."""
    return {
        State.OPEN: words.gettext("Waits"),
        State.DONE: words.gettext("Dealt with"),
        State.REFUSED: words.gettext("Refused"),
    }[which]


def said(words: Words, one: Suggestion) -> list[dict[str, Any]]:
    """What was said, row by row, each as lines of text."""
    told = one.said
    rows = [
        (words.gettext("What is wrong"), wrong(words, told.about) if told.about else ""),
        (words.gettext("Name of the group"), told.group),
        (words.gettext("What they say"), told.words),
        (words.gettext("Where"), told.where),
        (words.gettext("How to reach the group"), told.contact),
        (words.gettext("Who says it"), one.name),
        (words.gettext("What they do in the group"), told.role),
        (words.gettext("Email") if one.kind is Kind.CLAIM else words.gettext("How to reach them"), one.reach),
    ]
    return [{"key": key, "lines": _lines(value)} for key, value in rows if value]


def facts(words: Words, listing: Listing, today: date) -> list[tuple[Wrong, str, list[str]]]:
    """What a listing says, row by row: which of what can be wrong it is, what it is called, and lines of text."""
    places = [
        ", ".join(filter(None, (place.name, place.address_1, place.city, place.postal_code)))
        for place in listing.locations
    ]
    ways = [*(phone.number for phone in listing.phones), listing.email or "", listing.url or ""]
    return [
        (
            Wrong.TIMES,
            words.gettext("When"),
            _lines(*(words.schedule(each, today) for each in listing.schedules)),
        ),
        (Wrong.PLACE, words.gettext("Where"), _lines(*places)),
        (Wrong.PHONE, words.gettext("Get in touch"), _lines(*ways)),
        (Wrong.OTHER, words.gettext("What it is"), _lines(listing.description)),
        (Wrong.OTHER, words.gettext("Cost"), _lines(words.cost(listing))),
        (Wrong.OTHER, words.gettext("Who it is for"), _lines(listing.eligibility_description or "")),
        (Wrong.OTHER, words.gettext("How to join"), _lines(listing.application_process or "")),
    ]


def _lines(*texts: str) -> list[str]:
    """Each line of text, without the empty ones."""
    return [line for text in texts for line in text.splitlines() if line.strip()]
