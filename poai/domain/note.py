"""What is written down about somebody as the work goes on. A note is appended, and never changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a note is of. A worker writes the first two; the others come with what was done."""

    NOTE = "note"
    CONTACT = "contact"  # they spoke, met or wrote
    FOLLOW_UP = "follow-up"  # when to come back to them, and that it was done
    HAND_OVER = "hand-over"
    CLOSED = "closed"
    REOPENED = "reopened"


WRITTEN = (Kind.NOTE, Kind.CONTACT)
"""Those that a worker chooses between."""


@dataclass(frozen=True, slots=True)
class Note:
    """Words about a person. `by` is an account's id."""

    id: str
    person: str
    kind: Kind
    words: str
    at: datetime
    by: str
