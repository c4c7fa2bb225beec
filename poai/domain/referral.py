"""A referral: asking a group, with somebody's consent, to take them on; and every move it can make.

`MOVES` is the only place that knows the moves. Buttons, rules, the store, the help page's diagram and the tests
read it. The words are those of FHIR's Task where there is one (`FHIR_TASK`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """Where a referral stands: where its last move took it."""

    DRAFT = "draft"
    SENT = "sent"
    RECEIVED = "received"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in-progress"
    DECLINED = "declined"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    ERROR = "entered-in-error"


class Party(StrEnum):
    """Who makes a move. `MAKER` is the link worker who made the referral; the clock makes none."""

    WORKER = "worker"
    ORGANISATION = "organisation"
    PERSON = "person"
    MAKER = "maker"
    STEWARD = "steward"


class Reason(StrEnum):
    """Why a group declined, or why nothing began. `OTHER` needs words."""

    FULL = "full"
    NOT_ELIGIBLE = "not-eligible"
    OUTSIDE_AREA = "outside-area"
    NOT_REACHED = "not-reached"
    NOT_OURS = "not-ours"
    NOT_WANTED = "not-wanted"
    NOT_ATTENDED = "not-attended"
    MOVED = "moved"
    DIED = "died"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of it, as whoever finishes it says."""

    HELPED = "helped"
    PARTLY = "partly-helped"
    NOT_HELPED = "not-helped"
    LEFT_EARLY = "left-early"


class Name(StrEnum):
    """The moves by name."""

    SEND = "send"
    OPEN = "open"
    ACCEPT = "accept"
    WAIT = "wait"
    DECLINE = "decline"
    START = "start"
    NOT_STARTED = "not-started"
    FINISH = "finish"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the table. `reasons` are those to choose from; `says_why` asks for words; `dated` for the expected day."""

    name: Name
    sources: frozenset[Status]
    to: Status
    by: frozenset[Party]
    reasons: frozenset[Reason] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    says_why: bool = False
    dated: bool = False


OPEN = frozenset({Status.SENT, Status.RECEIVED, Status.WAITING, Status.ACCEPTED, Status.IN_PROGRESS})
"""Sent, and not over: somebody has still to do something."""

UNANSWERED = frozenset({Status.SENT, Status.RECEIVED})
"""The group has yet to say yes, no or when: its clock runs."""

UNSHARED = frozenset({Status.DRAFT, Status.WITHDRAWN, Status.ERROR})
"""The group sees nothing of these: not yet, or no more."""

_ORGANISATION = frozenset({Party.ORGANISATION})
_WORKER = frozenset({Party.WORKER})

MOVES: Mapping[Name, Move] = {
    move.name: move
    for move in (
        Move(Name.SEND, frozenset({Status.DRAFT}), Status.SENT, _WORKER),
        Move(Name.OPEN, frozenset({Status.SENT}), Status.RECEIVED, _ORGANISATION),
        Move(Name.ACCEPT, UNANSWERED | {Status.WAITING}, Status.ACCEPTED, _ORGANISATION),
        Move(Name.WAIT, UNANSWERED, Status.WAITING, _ORGANISATION, dated=True),
        Move(
            Name.DECLINE,
            UNANSWERED | {Status.WAITING},
            Status.DECLINED,
            _ORGANISATION,
            reasons=frozenset(
                {
                    Reason.FULL,
                    Reason.NOT_ELIGIBLE,
                    Reason.OUTSIDE_AREA,
                    Reason.NOT_REACHED,
                    Reason.NOT_OURS,
                    Reason.OTHER,
                }
            ),
        ),
        Move(Name.START, frozenset({Status.ACCEPTED}), Status.IN_PROGRESS, _ORGANISATION),
        Move(
            Name.NOT_STARTED,
            frozenset({Status.ACCEPTED}),
            Status.ENDED,
            _ORGANISATION | _WORKER,
            reasons=frozenset(
                {
                    Reason.NOT_REACHED,
                    Reason.NOT_WANTED,
                    Reason.NOT_ATTENDED,
                    Reason.MOVED,
                    Reason.DIED,
                    Reason.OTHER,
                }
            ),
        ),
        Move(
            Name.FINISH,
            frozenset({Status.IN_PROGRESS}),
            Status.ENDED,
            _ORGANISATION | _WORKER,
            outcomes=frozenset(Outcome),
        ),
        Move(Name.WITHDRAW, OPEN, Status.WITHDRAWN, frozenset({Party.WORKER, Party.PERSON})),
        Move(
            Name.REOPEN,
            frozenset({Status.DECLINED, Status.ENDED, Status.WITHDRAWN}),
            Status.SENT,
            _WORKER,
            says_why=True,
        ),
        Move(
            Name.CORRECT,
            frozenset(Status) - {Status.ERROR},
            Status.ERROR,
            frozenset({Party.MAKER, Party.STEWARD}),
            says_why=True,
        ),
    )
}

# FHIR R4 Task.status for each; https://hl7.org/fhir/R4/valueset-task-status.html
FHIR_TASK: Mapping[Status, str] = {
    Status.DRAFT: "draft",
    Status.SENT: "requested",
    Status.RECEIVED: "received",
    Status.WAITING: "on-hold",
    Status.ACCEPTED: "accepted",
    Status.IN_PROGRESS: "in-progress",
    Status.DECLINED: "rejected",
    Status.ENDED: "completed",
    Status.WITHDRAWN: "cancelled",
    Status.ERROR: "entered-in-error",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What comes with a move. `note` is words; `expected` the day from which there is likely to be room."""

    reason: Reason | None = None
    outcome: Outcome | None = None
    expected: date | None = None
    note: str = ""


NOTHING = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A move that was made: appended, and never changed. `number` counts from 1 in each referral.

    `by` is an account's id, a reply link's id as "link:id", or "" where the person did it themselves.
    """

    number: int
    at: datetime
    by: str
    party: Party
    move: Name
    source: Status
    to: Status
    answer: Answer = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """One referral as it stands. `status` is where the last move took it, `version` counts the moves.

    `reference` can be said on the telephone. `listing` and `organisation` are slugs, `listing_name` is what it was
    called then. `team` is the person's at the time, `maker` the account that made it. `answer_by` is the day by
    which the group has to answer, while it has to; `expected` the day that a waiting list was said to last to.
    """

    id: str
    reference: str
    person: str
    listing: str
    listing_name: str
    organisation: str
    locality: str
    team: str
    maker: str
    consent: str
    status: Status
    version: int
    made_at: datetime
    moved_at: datetime
    sent_at: datetime | None = None
    answer_by: date | None = None
    expected: date | None = None


class Refusal(StrEnum):
    """Why a move cannot be made, for words on the page."""

    NOT_FROM_HERE = "not-from-here"
    NOT_THEIRS = "not-theirs"
    REASON = "reason"
    OUTCOME = "outcome"
    EXPECTED = "expected"
    NOTE = "note"


def moves_from(status: Status, *parties: Party) -> tuple[Move, ...]:
    """The moves that one of `parties` can make from `status`, in the order of the table."""
    return tuple(move for move in MOVES.values() if status in move.sources and move.by.intersection(parties))


def why_not(
    name: Name, status: Status, party: Party, answer: Answer = NOTHING, *, today: date
) -> Refusal | None:
    """What stands against a move from `status` by `party` with `answer`; None if nothing does.

    A day that is expected must be `today` or later. What a move does not ask for must not come with it.
    """
    move = MOVES[name]
    if status not in move.sources:
        return Refusal.NOT_FROM_HERE
    if party not in move.by:
        return Refusal.NOT_THEIRS
    if answer.reason not in (move.reasons or {None}):
        return Refusal.REASON
    if answer.outcome not in (move.outcomes or {None}):
        return Refusal.OUTCOME
    if (answer.expected is not None) != move.dated or (answer.expected and answer.expected < today):
        return Refusal.EXPECTED
    if (move.says_why or answer.reason is Reason.OTHER) and not answer.note.strip():
        return Refusal.NOTE
    return None
