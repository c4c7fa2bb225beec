"""The kinds of facts of a listing: what is confirmed, asked for and changed together, and what may be shown at once.

What goes out of date, and harms nobody for an hour if it is wrong, a group changes by itself. What says who they are and
whom they are for is read by the steward of the locality first.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Facts(StrEnum):
    """One kind of facts, in the order in which a page shows them."""

    NAME = "name"
    ABOUT = "about"
    TIMES = "times"
    PLACE = "place"
    COST = "cost"
    WHO = "who"
    JOINING = "joining"
    CONTACT = "contact"
    LANGUAGES = "languages"
    NEEDS = "needs"
    ROOM = "room"
    PAUSE = "pause"


FIELDS: Final = {
    "name": Facts.NAME,
    "organization": Facts.NAME,
    "locality": Facts.NAME,
    "status": Facts.NAME,
    "description": Facts.ABOUT,
    "tags": Facts.ABOUT,
    "alert": Facts.ABOUT,
    "url": Facts.ABOUT,
    "schedules": Facts.TIMES,
    "breaks": Facts.TIMES,
    "locations": Facts.PLACE,
    "attending": Facts.PLACE,
    "service_areas": Facts.PLACE,
    "fees_description": Facts.COST,
    "cost_options": Facts.COST,
    "eligibility_description": Facts.WHO,
    "minimum_age": Facts.WHO,
    "maximum_age": Facts.WHO,
    "joining": Facts.JOINING,
    "application_process": Facts.JOINING,
    "email": Facts.CONTACT,
    "phones": Facts.CONTACT,
    "contacts": Facts.CONTACT,
    "languages": Facts.LANGUAGES,
    "needs": Facts.NEEDS,
    "room": Facts.ROOM,
    "pause": Facts.PAUSE,
}
"""Which fields belong to which facts. Those of a listing that are not here are kept by the site itself."""

AT_ONCE: Final = frozenset(
    {
        Facts.TIMES,
        Facts.PLACE,
        Facts.COST,
        Facts.JOINING,
        Facts.CONTACT,
        Facts.LANGUAGES,
        Facts.ROOM,
        Facts.PAUSE,
    }
)
"""What a group's own members publish themselves. All else is proposed to the steward."""

CONFIRMED: Final = frozenset(Facts) - {Facts.ROOM, Facts.PAUSE}
"""What somebody says is "still right"; room and pauses end by themselves."""


def checked_first(fields: Iterable[str]) -> frozenset[str]:
    """Those of `fields` that a steward has to read before they are shown."""
    return frozenset(name for name in fields if FIELDS.get(name) not in AT_ONCE)
