"""Whether a group has room, as far as its answers to referrals tell: a sign, where it has not said so itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

KNOWN_FOR = 60  # days after which an answer says nothing of today


class Said(StrEnum):
    """What the newest answer said."""

    FULL = "full"
    WAITING = "waiting"
    ROOM = "room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """`said` on the day `on`; a waiting list until `until`, if that was said; `waiting` people stand on it now."""

    said: Said | None = None
    on: date | None = None
    until: date | None = None
    waiting: int = 0
