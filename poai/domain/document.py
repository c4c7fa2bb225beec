"""Records as documents (plain dictionaries that JSON and TOML can hold) and back.

A document keeps the order of the record's fields and leaves out what is not known: None, empty text
and empty lists. So the same record always gives the same document, and a field that is added later
with an empty default changes no document that is already stored.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from poai.domain.facts import Facts
from poai.domain.listing import (
    Confirmation,
    Contact,
    CostOption,
    Listing,
    Location,
    Organisation,
    Phone,
    Schedule,
    ServiceArea,
    Source,
)
from poai.domain.listing_now import Break, By, Checked, Pause, Room

Document = dict[str, Any]

_DAYS = ("valid_from", "valid_to", "first", "last", "until", "on", "seen")


def to_document(record: Any) -> Document:
    """A dataclass as a dictionary; dates stay dates, tuples become lists, what is not known is left out."""
    document: Document = {}
    for name in _names(record.__class__):
        value = getattr(record, name)
        # Not "if not value": nought pounds and "no wheelchair access" are facts.
        if value is not None and value != "" and value != () and value != {}:
            document[name] = _plain(value)
    return document


def to_json(record: Any) -> str:
    """A dataclass as one line of JSON, always the same for the same record; dates as 2026-05-19."""
    return json.dumps(to_document(record), ensure_ascii=False, separators=(",", ":"), default=date.isoformat)


def listing_from(document: Mapping[str, Any]) -> Listing:
    """The listing that `document` (from JSON) holds; a document that we made ourselves is trusted to fit."""
    given = {name: _READ[name](value) if name in _READ else value for name, value in document.items()}
    return Listing(**given)


def organisation_from(document: Mapping[str, Any]) -> Organisation:
    """The organisation that `document` (from JSON) holds."""
    given = dict(document)
    if "phones" in given:
        given["phones"] = tuple(Phone(**phone) for phone in given["phones"])
    return Organisation(**given)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, float) and value.is_integer():
        return int(value)  # "amount = 3", as a person would write it, whatever number type it was read as
    return to_document(value) if hasattr(value, "__dataclass_fields__") else value


def _dated(document: Mapping[str, Any]) -> Document:
    given = dict(document)
    for name in _DAYS:
        if name in given:
            given[name] = date.fromisoformat(given[name])
    return given


def _checked(document: Mapping[str, Any]) -> Checked:
    by = By(document.get("by", By.GROUP))
    return Checked(facts=Facts(document["facts"]), date=date.fromisoformat(document["date"]), by=by)


def _every(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: tuple(read(value) for value in values)


def _of(kind: Any) -> Callable[[Any], Any]:
    return lambda value: kind(**_dated(value))


# What JSON holds in another form than the record: how to read it.
_READ: dict[str, Callable[[Any], Any]] = {
    "source": _of(Source),
    **dict.fromkeys(("needs", "tags", "attending", "languages"), tuple),
    "cost_options": _every(_of(CostOption)),
    "schedules": _every(_of(Schedule)),
    "locations": _every(_of(Location)),
    "phones": _every(_of(Phone)),
    "contacts": _every(_of(Contact)),
    "service_areas": _every(_of(ServiceArea)),
    "confirmed": lambda value: Confirmation(date=date.fromisoformat(value["date"]), by=value["by"]),
    "breaks": _every(_of(Break)),
    "pause": _of(Pause),
    "room": _of(Room),
    "checked": _every(_checked),
    "unanswered": date.fromisoformat,
}
