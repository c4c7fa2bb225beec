"""What is known of whether a group has room: what it last said to anybody, and how many wait. It runs out by itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

KNOWN_FOR = 60  # days after which an answer says nothing of today


class Room(StrEnum):
    """What the newest answer said."""

    FULL = "full"
    WAITING = "waiting"
    ROOM = "room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """`said` on the day `on`; a waiting list until `until`, if that was said; `waiting` people stand on it now."""

    said: Room | None = None
    on: date | None = None
    until: date | None = None
    waiting: int = 0
