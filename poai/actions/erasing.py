"""Erasing somebody: everything that leads to them goes from the tables, and on SQLite from the file and its journal.

The trail stays, with an id that leads to nobody.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from poai.actions.office import Office, Work
from poai.actions.once import once as done_once
from poai.domain.access import Actor, Permission, Thing
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.person import same_reference
from poai.store import traces
from poai.store.keeping import Kept, forget_answers, forget_letters, kept, lock
from poai.store.person_tables import person
from poai.store.referral_tables import referral, reply_link


class Why(StrEnum):
    """Why somebody is erased before the time: a key and no words, since it stays in the trail."""

    ASKED = "asked"  # by the person, and nothing obliges us to keep it
    ERROR = "made-in-error"
    TWICE = "recorded-twice"
    NO_BASIS = "no-lawful-basis"


def kept_record(office: Office, actor: Actor, person_id: str, *, now: datetime, address: str = "") -> Kept:
    """A record as far as keeping it goes, for the guardian. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        record = record_of(work, actor, person_id)
        work.record(Event.PERSON_READ, f"person:{person_id}", part="keeping")
        return record


def erase_person(
    office: Office,
    actor: Actor,
    person_id: str,
    *,
    reference: str,
    why: str,
    now: datetime,
    address: str = "",
    once: str = "",
) -> None:
    """Erases somebody for good. `reference` is typed as a confirmation, `why` one of Why.

    Raises NotFoundError; InvalidError("reason", "wrong"), ("reference", "wrong"), ("record", "held") while a legal hold
    stands, and ("record", "open") while a referral is not over.
    """
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.RECORDS_KEEP, Thing(), f"person:{person_id}")
        said = ("erase", person_id, same_reference(reference), why)
        done_once(work, once, said, lambda: _erase(work, actor, person_id, reference, why))
    office.store.settle()


def _erase(work: Work, actor: Actor, person_id: str, reference: str, why: str) -> str:
    lock(work.connection, person_id)  # a hold that is put on it at this moment counts
    record = record_of(work, actor, person_id)
    if why not in set(Why):
        raise InvalidError("reason", "wrong")
    if same_reference(reference) != record.reference:
        raise InvalidError("reference", "wrong")
    if record.held:
        raise InvalidError("record", "held")
    if record.open:
        raise InvalidError("record", "open")
    forget_person(work, person_id, why)
    return ""


def forget_person(work: Work, person_id: str, why: str) -> None:
    """Removes somebody and everything that leads to them. Whether that may be is for the caller to have asked."""
    connection = work.connection
    found = traces.identities(connection, person_id)
    marks = set(found)
    for theirs in (
        select(person.c.reference).where(person.c.id == person_id),
        select(referral.c.reference).where(referral.c.person_id == person_id),
        select(reply_link.c.hash).join(referral).where(referral.c.person_id == person_id),
    ):
        marks.update(connection.scalars(theirs))
    forget_letters(connection, work.office.key("outbox"), set(traces.things(found)), marks)
    forget_answers(connection, found)
    rows = traces.erase(connection, person_id)
    work.record(Event.PERSON_ERASED, f"person:{person_id}", why=why, count=str(rows))


def record_of(work: Work, actor: Actor, person_id: str) -> Kept:
    """The record of that id, for the guardian; refuses as if there were none for anybody else."""
    name = f"person:{person_id}"
    work.need(actor, Permission.RECORDS_KEEP, Thing(), name)
    record = kept(work.connection, identity=person_id)
    if record is None:
        work.refuse(NotFoundError("no such person"), thing=name, permission=Permission.RECORDS_KEEP)
    return record
