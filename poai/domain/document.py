"""Records as documents (plain dictionaries that JSON and TOML can hold) and back.

A document keeps the order of the record's fields and leaves out what is not known: None, empty text
and empty lists. So the same record always gives the same document, and a field that is added later
with an empty default changes no document that is already stored.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

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

Document = dict[str, Any]

_WORDS = ("needs", "tags", "attending", "languages")


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
    given = dict(document)
    source = dict(given["source"])
    source["seen"] = date.fromisoformat(source["seen"])
    given["source"] = Source(**source)
    for name in _WORDS:
        if name in given:
            given[name] = tuple(given[name])
    if "cost_options" in given:
        given["cost_options"] = tuple(CostOption(**_dated(cost)) for cost in given["cost_options"])
    if "schedules" in given:
        given["schedules"] = tuple(Schedule(**_dated(schedule)) for schedule in given["schedules"])
    if "locations" in given:
        given["locations"] = tuple(Location(**location) for location in given["locations"])
    if "phones" in given:
        given["phones"] = tuple(Phone(**phone) for phone in given["phones"])
    if "contacts" in given:
        given["contacts"] = tuple(Contact(**contact) for contact in given["contacts"])
    if "service_areas" in given:
        given["service_areas"] = tuple(ServiceArea(**area) for area in given["service_areas"])
    if "confirmed" in given:
        confirmed = given["confirmed"]
        given["confirmed"] = Confirmation(date=date.fromisoformat(confirmed["date"]), by=confirmed["by"])
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
    for name in ("valid_from", "valid_to"):
        if name in given:
            given[name] = date.fromisoformat(given[name])
    return given
