"""A referral as those see it who asked: where it stands, how it came there, and what can be done with it now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from poai.actions.answering import cleaned
from poai.actions.found import referral_of
from poai.actions.messages import Thread, shown
from poai.actions.moving import move, moves_for
from poai.actions.office import Office, Work
from poai.domain.access import Actor, Permission, may
from poai.domain.account import SCOPES, Scope
from poai.domain.audit import Event
from poai.domain.consent import Consent
from poai.domain.contact import Contact
from poai.domain.errors import NotFoundError
from poai.domain.person import Person, same_reference
from poai.domain.referral import Answer, Move, Moved, Name, Party, Referral, Status
from poai.domain.sharing import Shared, is_known
from poai.store import Accounts, Consents, Contacts
from poai.store.snoozes import Snooze, Snoozes

PAGE = 50  # on one page of a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A referral for those who asked. `person` is None for who may see the referral and not, or no longer, the record.

    `names` are those of accounts, by id; `moves` what the reader can do now; `visible` whether the group sees whom it is about.
    `thread` is None for who only reads.
    """

    referral: Referral
    person: Person | None
    shared: Shared
    consent: Consent | None
    history: tuple[Moved, ...]
    names: Mapping[str, str]
    moves: tuple[Move, ...]
    visible: bool
    thread: Thread | None
    contacts: tuple[Contact, ...]
    snooze: Snooze | None


def look(office: Office, actor: Actor, referral_id: str, *, now: datetime, address: str = "") -> Seen:
    """One referral, for a worker. That it was looked at is in the trail. Raises NotFoundError."""
    worker = as_worker(actor)
    with office.work(now, actor.id, address) as work:
        one = referral_of(work, worker, Permission.REFERRAL_READ, referral_id)
        work.record(Event.REFERRAL_READ, f"referral:{one.id}")
        referrals = work.referrals(worker)
        thing = referrals.thing(one.id, now)
        if thing is None:
            raise NotFoundError("no such referral")
        history = tuple(referrals.history(one.id))
        contacts = tuple(Contacts(work.connection, work.keys()).of(one.id))
        return Seen(
            referral=one,
            person=work.people(worker).get(one.person, now),
            shared=referrals.shared(one.id),
            consent=Consents(work.connection, work.keys()).get(one.consent),
            history=history,
            names=_names(
                work, {one.maker, *(moved.by for moved in history), *(each.by for each in contacts)}
            ),
            moves=moves_for(worker, thing, one),
            visible=thing.shared and is_known(one, now),
            thread=shown(work, one, Party.WORKER)
            if may(worker, Permission.REFERRAL_WORK, thing) and one.status is not Status.DRAFT
            else None,
            contacts=contacts,
            snooze=Snoozes(work.connection, work.keys()).latest(one.id),
        )


@dataclass(frozen=True, slots=True)
class Own:
    """One page of somebody's own referrals. `counts` by status, `names` by the person's id."""

    referrals: list[Referral]
    names: Mapping[str, str]
    counts: Mapping[Status, int]


def own(
    office: Office,
    actor: Actor,
    statuses: frozenset[Status],
    *,
    page: int,
    now: datetime,
    address: str = "",
) -> Own:
    """The actor's own referrals, made by them or of their people, the last moved first. `page` counts from 1."""
    worker = as_worker(actor)
    with office.work(now, actor.id, address) as work:
        work.need(worker, Permission.REFERRAL_WORK, None)
        referrals = work.referrals(worker)
        found = referrals.own(statuses, now, limit=PAGE, offset=(page - 1) * PAGE)
        people = work.people(worker).names({one.person for one in found}, Permission.PERSON_READ, now)
        work.record(Event.REFERRALS_LISTED, f"account:{actor.id}", count=str(len(found)))
        return Own(found, people, referrals.count_own(now))


def find_to_correct(
    office: Office, actor: Actor, reference: str, *, now: datetime, address: str = ""
) -> Referral:
    """The referral with a reference, for the steward of its listing. Raises NotFoundError."""
    steward = as_steward(actor)
    with office.work(now, actor.id, address) as work:
        work.need(steward, Permission.REFERRAL_CORRECT, None, "referral:")
        known = same_reference(reference)
        found = work.referrals(steward).by_reference(known, Permission.REFERRAL_CORRECT, now)
        if found is None or found.status is Status.DRAFT:
            work.refuse(
                NotFoundError("no such referral"), thing="referral:", permission=Permission.REFERRAL_CORRECT
            )
        work.record(Event.REFERRAL_READ, f"referral:{found.id}")
        return found


def correct_as_steward(
    office: Office,
    actor: Actor,
    referral_id: str,
    *,
    why: str,
    version: int,
    now: datetime,
    address: str = "",
) -> Referral:
    """Says that a referral was made in error. Raises as `moving.move`; InvalidError("note", "too-long" or "wrong")."""
    answer = cleaned(Answer(note=why))
    steward = as_steward(actor)
    return move(
        office, steward, referral_id, Name.CORRECT, version=version, now=now, answer=answer, address=address
    )


def as_worker(actor: Actor) -> Actor:
    """The actor on the side of those who ask, whatever else they are."""
    return _only(actor, Scope.TEAM)


def as_steward(actor: Actor) -> Actor:
    """The actor as steward of the directory, whatever else they are."""
    return _only(actor, Scope.LOCALITY)


def _only(actor: Actor, scope: Scope) -> Actor:
    return replace(actor, grants=frozenset(grant for grant in actor.grants if SCOPES[grant.role] is scope))


def _names(work: Work, ids: set[str]) -> dict[str, str]:
    accounts = Accounts(work.connection)
    found = {identity: accounts.get(identity) for identity in ids if identity and ":" not in identity}
    return {identity: account.name for identity, account in found.items() if account}
