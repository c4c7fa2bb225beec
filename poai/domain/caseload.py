"""What needs doing today about each person on a caseload, and how pressing it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from poai.domain.referral import UNANSWERED, Status

CONSENT_DAYS = 14  # before consent runs out, while a referral stands on it


class Doing(StrEnum):
    """What needs doing about somebody, the most pressing first."""

    CONCERN = "concern"  # they said that something is not right, and nobody has seen to it
    MESSAGE = "message"  # a group has written, and nobody has read it
    DECLINED = "declined"  # and nothing sent, or told of, since
    UNANSWERED = "unanswered"  # past its day
    WAITED = "waited"  # the day has come on which there was likely to be room
    FOLLOW_UP = "follow-up"
    CONSENT = "consent"  # runs out soon
    NOTHING = "nothing"


class Stage(StrEnum):
    """Where referrals stand, as they are counted on a caseload."""

    NOT_SENT = "not-sent"
    UNANSWERED = "unanswered"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    UNDER_WAY = "under-way"


STATUSES: Mapping[Stage, frozenset[Status]] = {
    Stage.NOT_SENT: frozenset({Status.DRAFT}),
    Stage.UNANSWERED: UNANSWERED,
    Stage.WAITING: frozenset({Status.WAITING}),
    Stage.ACCEPTED: frozenset({Status.ACCEPTED}),
    Stage.UNDER_WAY: frozenset({Status.IN_PROGRESS}),
}

TODAY, WITHOUT = "today", "none"
"""What else a caseload can be narrowed to: people about whom something needs doing; people with no referral under way."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do about somebody. `day` is when it fell, or falls, due; `about` is the listing's name, or ""."""

    doing: Doing
    day: date
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Somebody on a caseload. `due` has the most pressing first and is never empty; `stages` how many referrals stand where."""

    person: str
    reference: str
    names: str
    team: str
    worker: str
    practice: str
    version: int
    due: tuple[Due, ...]
    stages: Mapping[Stage, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Of a whole caseload: people, those of them about whom something needs doing today, those with no referral under way,
    and referrals by where they stand."""

    people: int
    today: int
    without: int
    stages: Mapping[Stage, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """A page of it, the most pressing first. `found` is how many people there are on all its pages."""

    cases: tuple[Case, ...]
    counts: Counts
    found: int
