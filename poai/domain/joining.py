"""Two listings are one: which facts of which stay."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from poai.domain.facts import FIELDS, Facts
from poai.domain.freshness import checked
from poai.domain.listing import Listing
from poai.domain.merging import EDITABLE

TOGETHER: Final = frozenset(
    {
        "phones",
        "contacts",
        "schedules",
        "locations",
        "service_areas",
        "needs",
        "tags",
        "languages",
        "attending",
    }
)
"""The fields of which both listings' values can stay, one after the other."""


class Stays(StrEnum):
    """Whose value of a field stays."""

    KEPT = "kept"  # that of the listing that stays
    OTHER = "other"
    BOTH = "both"


def differing(kept: Listing, other: Listing) -> tuple[str, ...]:
    """The fields of which one has to be chosen, in the order of the record."""
    return tuple(name for name in EDITABLE if getattr(kept, name) != getattr(other, name))


def proposed(kept: Listing, other: Listing) -> dict[str, Stays]:
    """For each field that differs, what is likely right: what is there rather than nothing, else what was confirmed last, else
    that of the listing that stays."""
    return {name: _likely(name, kept, other) for name in differing(kept, other)}


def join(kept: Listing, other: Listing, choice: Mapping[str, Stays]) -> Listing:
    """The one listing that both become, with the id and address of `kept`. A field that is not chosen stays as `kept` has it.

    Raises ValueError for what makes no sense together, such as ages.
    """
    values = {
        name: _value(name, kept, other, choice.get(name, Stays.KEPT)) for name in differing(kept, other)
    }
    taken = {name for name in values if choice.get(name, Stays.KEPT) is not Stays.KEPT}
    joined = replace(kept, **values)
    if (joined.minimum_age or 0) > (120 if joined.maximum_age is None else joined.maximum_age):
        raise ValueError("the youngest age is above the oldest age")
    return _dated(joined, kept, other, taken)


def _likely(name: str, kept: Listing, other: Listing) -> Stays:
    mine, theirs = getattr(kept, name), getattr(other, name)
    if not mine or not theirs:
        return Stays.KEPT if mine else Stays.OTHER
    if name in ("organization", "locality", "status"):
        return Stays.KEPT
    return Stays.OTHER if _said(other, name) > _said(kept, name) else Stays.KEPT


def _said(listing: Listing, name: str) -> date:
    """When a field was last known to be right."""
    said = checked(listing, FIELDS[name]) if name in FIELDS else None
    return said.date if said else listing.source.seen


def _value(name: str, kept: Listing, other: Listing, stays: Stays) -> Any:
    mine, theirs = getattr(kept, name), getattr(other, name)
    if stays is Stays.BOTH and name in TOGETHER:
        return tuple(dict.fromkeys((*mine, *theirs)))
    return theirs if stays is Stays.OTHER else mine


def _dated(joined: Listing, kept: Listing, other: Listing, taken: Collection[str]) -> Listing:
    """What was taken from the other listing is as old as it was there, and nobody has confirmed both as one."""
    if not taken:
        return joined
    foreign = {FIELDS[name] for name in taken if name in FIELDS}
    said = []
    for facts in Facts:
        mine, theirs = checked(kept, facts), checked(other, facts)
        if facts not in foreign:
            found = mine
        elif all(name in taken for name in differing(kept, other) if FIELDS.get(name) is facts):
            found = theirs
        else:
            found = min((mine, theirs), key=lambda each: each.date) if mine and theirs else None
        said += [found] if found else []
    return replace(joined, checked=tuple(said), confirmed=None)
