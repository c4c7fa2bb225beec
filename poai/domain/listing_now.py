"""What of a listing changes from week to week, and ends by itself: breaks, a pause, whether there is room, and who
last said of which facts that they are right."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from poai.domain.facts import Facts

STRICT = {"extra": "forbid"}
ROOM_KINDS = ("full", "waiting-list", "places")


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Days on which nothing happens, `first` and `last` included: a holiday, a hall that is let."""

    first: date
    last: date
    reason: str | None = None

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a break ends on the day that it begins, or later")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Nothing happens for now; it begins again the day after `until`. A pause without an end is no pause."""

    until: date
    reason: str | None = None

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What the group says of room, up to and with the day `until`, after which it says nothing.

    `kind` "full": nobody can join; "waiting-list": of about `weeks`, if that is known; "places": there is room, for
    `places` people, if that is known. `on` is the day on which it was said.
    """

    kind: Literal["full", "waiting-list", "places"]
    on: date
    until: date
    weeks: int | None = None
    places: int | None = None

    __pydantic_config__ = STRICT

    def __post_init__(self) -> None:
        if self.kind not in ROOM_KINDS:
            raise ValueError("kind is full, waiting-list or places")
        if self.until < self.on:
            raise ValueError("until must not be before the day on which it was said")
        if self.weeks is not None and (self.kind != "waiting-list" or not 0 < self.weeks <= 104):
            raise ValueError("weeks, 1 to 104, are for a waiting list")
        if self.places is not None and (self.kind != "places" or not 0 < self.places <= 10_000):
            raise ValueError("places, 1 to 10,000, are for where there is room")


class By(StrEnum):
    """In what part somebody said that facts are right."""

    GROUP = "group"
    STEWARD = "steward"
    SOURCE = "source"  # an import, from whom publishes the facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Facts of one kind were right on `date`."""

    facts: Facts
    date: date
    by: By = By.GROUP

    __pydantic_config__ = STRICT


def standing_pause(pause: Pause | None, today: date) -> Pause | None:
    """The pause, if it is not over."""
    return pause if pause is not None and today <= pause.until else None


def standing_room(room: Room | None, today: date) -> Room | None:
    """What the group says of room, if it still counts."""
    return room if room is not None and today <= room.until else None
