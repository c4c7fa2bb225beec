"""What somebody wants to reach, in their own words, and how far they have come."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

LOWEST, HIGHEST = 0, 10  # of importance and of progress


class GoalState(StrEnum):
    """Where a goal stands."""

    OPEN = "open"
    MET = "met"
    PUT_ASIDE = "put-aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far somebody felt that they had come on a day: 0 (not at all) to 10 (all the way). `words` may be ""."""

    id: str
    progress: int
    words: str
    on: date
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal in their words. `statement` is a key of content/statements, `progress` the oldest first."""

    id: str
    person: str
    statement: str
    words: str
    importance: int
    state: GoalState
    made_at: datetime
    version: int
    by: str
    progress: tuple[Progress, ...] = ()

    @property
    def standing(self) -> tuple[Progress, ...]:
        """The progress that counts: of one day what was recorded last, by which a mistake is put right."""
        return tuple({step.on: step for step in self.progress}.values())

    @property
    def first(self) -> Progress | None:
        """Where they began."""
        return next(iter(self.standing), None)

    @property
    def latest(self) -> Progress | None:
        """Where they are."""
        return self.progress[-1] if self.progress else None
