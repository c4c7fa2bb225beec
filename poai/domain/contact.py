"""What happened between a group and somebody who was referred to it: they spoke, met, or missed each other."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """How it went."""

    SPOKE = "spoke"
    ATTENDED = "attended"
    MISSED = "missed"  # they were to come, or to be reached, and were not


BEGINS = frozenset({Kind.SPOKE, Kind.ATTENDED})
"""With the first of these a referral is under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One of them, on a day. `by` is the account of whoever recorded it."""

    id: str
    kind: Kind
    on: date
    words: str
    by: str
    at: datetime
