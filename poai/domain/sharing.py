"""Exactly what a group is shown of somebody: made once, shown to the person before it is sent, and kept as it was."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from poai.domain.consent import ALWAYS, Field
from poai.domain.person import Details, Person
from poai.domain.referral import UNSHARED, Moved, Party, Referral, Status

KNOWN_FOR = timedelta(days=30)  # after a referral has ended, the group still sees whom it was about


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the group is told: `field` is one of `PARTS`, `words` what is told."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Shared:
    """All that the group is told: `told` in order, and `ask`, what they are asked to do, in the worker's words."""

    told: tuple[Told, ...]
    ask: str = ""


# What each field of a consent opens: parts of the record, in the order in which they are shown.
PARTS = {
    Field.NAMES: ("names", "preferred_name", "pronouns"),
    Field.CONTACT: ("phone", "other_phone", "email", "reach", "voicemail", "supporter"),
    Field.ADDRESS: ("address", "postcode"),
    Field.BIRTH_DATE: ("birth_date",),
    Field.LANGUAGE: ("language", "interpreter"),
    Field.ADJUSTMENTS: ("adjustments",),
    Field.MATTERS: ("matters",),
    Field.NEEDS: ("needs",),
    Field.GOALS: ("goals",),
    Field.RISKS: ("risks",),
}


def shared(person: Person, fields: Iterable[Field], *, goals: Iterable[str] = (), ask: str = "") -> Shared:
    """What a group is told of `person` under consent to `fields`, and nothing else. Dates are ISO, needs are keys."""
    allowed = ALWAYS | frozenset(fields)
    told = [
        Told(part, words)
        for field, parts in PARTS.items()
        if field in allowed
        for part in parts
        for words in _words(person, part, goals)
        if words
    ]
    return Shared(tuple(told), ask)


def is_known(one: Referral, now: datetime) -> bool:
    """Whether the group still sees whom a referral of its own is about: no more once it has declined, or long after the end."""
    if one.status is Status.ENDED:
        return now - one.moved_at < KNOWN_FOR
    return one.status not in UNSHARED | {Status.DECLINED}


def moves_for_group(one: Referral, moves: Iterable[Moved], now: datetime) -> tuple[Moved, ...]:
    """The moves of a referral as its group sees them: what others wrote was not written for it, and once it no longer sees
    whom it was about, its own words might still tell."""
    known = is_known(one, now)
    return tuple(
        move
        if known and move.party is Party.ORGANISATION
        else replace(move, answer=replace(move.answer, note=""))
        for move in moves
    )


def _words(person: Person, part: str, goals: Iterable[str]) -> tuple[str, ...]:
    if part == "names":
        return (person.names,)
    if part == "goals":
        return tuple(goals)
    if part == "needs":
        return person.details.needs
    value = getattr(person.details, part)
    return (value.isoformat(),) if part == "birth_date" and value else (value or "",)


_KNOWN = {"names", "goals", *Details.__dataclass_fields__}
if unknown := {part for parts in PARTS.values() for part in parts} - _KNOWN:
    raise TypeError(f"no such parts of a record: {unknown}")
