"""Everything that happened with somebody, from every table, in one history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from poai.actions.found import person_of
from poai.actions.office import Office, Work
from poai.actions.typed_record import Known
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event, Row
from poai.domain.consent import Consent
from poai.domain.contact import Contact
from poai.domain.conversation import Conversation
from poai.domain.goal import Goal, Progress
from poai.domain.measure import Measurement
from poai.domain.message import Message
from poai.domain.note import Note
from poai.domain.person import Earlier, Person
from poai.domain.referral import Moved, Referral
from poai.domain.signpost import Signpost
from poai.store import (
    Accounts,
    Audit,
    Consents,
    Contacts,
    Conversations,
    Goals,
    Measures,
    Messages,
    Notes,
)
from poai.store.concerns import Concern, Concerns
from poai.store.signposts import Signposts
from poai.store.snoozes import Snooze, Snoozes

PAGE = 30
_PERSON = "person"  # who withdrew consent themselves

# What was done that leaves no row but that of the trail.
_TRAILED = (
    Event.PERSON_ADDED,
    Event.PERSON_CHANGED,
    Event.HANDED_OVER,
    Event.GLASS_BROKEN,
    Event.OWN_VIEW_CODE_MADE,
    Event.EXPORTED,
    Event.PERSON_HELD,
    Event.PERSON_RELEASED,
    Event.SUBJECT_ACCESS_GIVEN,
    Event.DOUBLE_PASSED,
)


@dataclass(frozen=True, slots=True)
class Changed:
    """The record itself was changed."""

    before: Known
    after: Known


@dataclass(frozen=True, slots=True)
class Stepped:
    """Progress with a goal."""

    goal: Goal
    progress: Progress


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Consent was withdrawn. `why` is what was said."""

    consent: Consent
    why: str


@dataclass(frozen=True, slots=True)
class OfReferral:
    """A referral was made (with nothing of it), moved, written or spoken about, or not to be reminded of for a while."""

    referral: Referral
    what: Moved | Message | Contact | Snooze | None = None


@dataclass(frozen=True, slots=True)
class Dealt:
    """Somebody dealt with what the person said is not right."""

    concern: Concern


What = (
    Row | Changed | Note | Conversation | Goal | Stepped | Measurement | Consent | Withdrawn | OfReferral
    | Signpost | Concern | Dealt
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened. `by` is an account's id, or "" for the person themselves or a group without an account."""

    at: datetime
    by: str
    what: What


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of somebody's history, the newest first. `names` are what the accounts on it are called, by id."""

    person: Person
    happenings: tuple[Happening, ...]
    names: Mapping[str, str]
    page: int
    pages: int


def timeline(
    office: Office, actor: Actor, person_id: str, *, page: int = 1, now: datetime, address: str = ""
) -> Timeline:
    """One page of what happened with somebody, of referrals as far as the actor may see them. Raises NotFoundError.

    `page` counts from 1; one that there is not is the nearest that there is. `now` is local.
    """
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_READ, person_id)
        found = sorted(_happened(work, actor, person), key=lambda one: one.at)[::-1]
        pages = max(-(-len(found) // PAGE), 1)
        page = min(max(page, 1), pages)
        shown = tuple(found[(page - 1) * PAGE : page * PAGE])
        work.record(Event.PERSON_READ, f"person:{person.id}")
        return Timeline(person, shown, _names(work, shown), page, pages)


def _happened(work: Work, actor: Actor, person: Person) -> Iterator[Happening]:
    connection, keys = work.connection, work.keys()
    yield from _recorded(work, actor, person)
    for note in Notes(connection, keys).of_person(person.id):
        yield Happening(note.at, note.by, note)
    for talk in Conversations(connection, keys).of_person(person.id):
        yield Happening(talk.changed_at if talk.done else talk.made_at, talk.by, talk)
    for goal in Goals(connection, keys).of_person(person.id):
        yield Happening(goal.made_at, goal.by, goal)
        for step in goal.progress:
            yield Happening(step.at, step.by, Stepped(goal, step))
    for measured in Measures(connection, keys).of_person(person.id):
        yield Happening(measured.at, measured.by, measured)
    consents = Consents(connection, keys)
    for consent in consents.of_person(person.id):
        yield Happening(consent.given_at, consent.by, consent)
        if consent.withdrawn_at:
            by = consents.withdrawn_by(consent.id)
            told = Withdrawn(consent, consents.why(consent.id))
            yield Happening(consent.withdrawn_at, "" if by == _PERSON else by, told)
    for signpost in Signposts(connection).of_person(person.id):
        yield Happening(signpost.at, signpost.by, signpost)
    for concern in Concerns(connection, keys).of_person(person.id):
        yield Happening(concern.at, "", concern)
        if concern.seen_at:
            yield Happening(concern.seen_at, concern.seen_by, Dealt(concern))
    for referral in work.referrals(actor).of_person(person.id, Permission.REFERRAL_READ, work.now):
        yield from _of_referral(work, actor, referral)


def _of_referral(work: Work, actor: Actor, one: Referral) -> Iterator[Happening]:
    connection, keys = work.connection, work.keys()
    yield Happening(one.made_at, one.maker, OfReferral(one))
    for moved in work.referrals(actor).history(one.id):
        yield Happening(moved.at, "" if moved.by.startswith("link:") else moved.by, OfReferral(one, moved))
    for message in Messages(connection, keys).of(one.id):
        yield Happening(message.at, message.by, OfReferral(one, message))
    for contact in Contacts(connection, keys).of(one.id):
        yield Happening(contact.at, contact.by, OfReferral(one, contact))
    if snooze := Snoozes(connection, keys).latest(one.id):
        yield Happening(snooze.at, snooze.by, OfReferral(one, snooze))


def _recorded(work: Work, actor: Actor, person: Person) -> Iterator[Happening]:
    """Changes of the record, from the versions; and what only the trail knows."""
    earlier = work.people(actor).earlier(person.id)
    newest: list[Earlier | Person] = [person, *earlier]
    for after, before in pairwise(newest):
        if isinstance(before, Earlier):
            yield Happening(before.at, before.by, Changed(_known(before), _known(after)))
    trail = Audit(work.connection, work.office.key("audit"))
    for row in trail.rows(thing=f"person:{person.id}", events=_TRAILED, limit=10_000):
        # What was changed in the record itself is told from the versions, with what was there before.
        if row.event != Event.PERSON_CHANGED or "worker" in row.detail:
            yield Happening(row.at, row.actor, row)


def _known(one: Earlier | Person) -> Known:
    return Known(one.names, one.details, one.practice)


def _names(work: Work, shown: Iterable[Happening]) -> dict[str, str]:
    asked = {one.by for one in shown} | {
        one.what.detail.get("worker", "") for one in shown if isinstance(one.what, Row)
    }
    accounts = Accounts(work.connection)
    found = {identity: accounts.get(identity) for identity in asked if identity}
    return {identity: account.name for identity, account in found.items() if account}
