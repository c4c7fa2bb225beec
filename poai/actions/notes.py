"""What a worker writes about somebody as the work goes on: notes, the day to come back to them, closing the record."""

from dataclasses import dataclass
from datetime import date, datetime

from poai.actions.found import person_of, working_with
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, StaleError
from poai.domain.note import WRITTEN, Kind, Note
from poai.domain.person import Person
from poai.domain.referral import OPEN, Referral
from poai.store import Accounts, Notes

_LONGEST = 4000  # characters
_FURTHEST = 366 * 2  # days ahead that somebody can be followed up


def notes_of(work: Work, person: Person) -> list[Note]:
    """Somebody's notes, the newest first, for who was found to be allowed to read the record."""
    return Notes(work.connection, work.keys()).of_person(person.id)


def open_referrals(work: Work, actor: Actor, person: Person) -> list[Referral]:
    """The referrals because of which a record cannot be closed yet."""
    found = work.referrals(actor).of_person(person.id, Permission.REFERRAL_READ, work.now)
    return [one for one in found if one.status in OPEN]


@dataclass(frozen=True, slots=True)
class Worked:
    """Somebody with their notes, the newest first, who wrote them by id, and their open referrals."""

    person: Person
    notes: list[Note]
    writers: dict[str, str]
    open: list[Referral]


def work_with(office: Office, actor: Actor, person_id: str, *, now: datetime, address: str = "") -> Worked:
    """What was done with somebody. The trail has it first that it was looked at. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_READ, person_id)
        work.record(Event.PERSON_READ, f"person:{person.id}")
        written = notes_of(work, person)
        found = [Accounts(work.connection).get(each) for each in {note.by for note in written}]
        writers = {account.id: account.name for account in found if account}
        return Worked(person, written, writers, open_referrals(work, actor, person))


def still_open(office: Office, actor: Actor, person: Person, *, now: datetime) -> list[Referral]:
    """The open referrals of somebody whose record the actor has just been shown."""
    with office.work(now, actor.id, reading=True) as work:
        return open_referrals(work, actor, person)


def write_note(
    office: Office,
    actor: Actor,
    person_id: str,
    *,
    kind: str,
    words: str,
    now: datetime,
    key: str = "",
    address: str = "",
) -> None:
    """Keeps a note. `kind` is "note" or "contact", `key` the form's own.

    Raises NotFoundError; InvalidError("note", "missing", "too-long" or "wrong") or ("kind", "wrong"); RepeatedError.
    """
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, Permission.PERSON_WRITE, person_id)
        if kind not in WRITTEN:
            raise InvalidError("kind", "wrong")
        said = words_of(words, "note", shortest=1, longest=_LONGEST)

        def keep() -> str:
            return _note(work, person, Kind(kind), said)

        once(work, key, ("note", person.id, kind, said), keep)


def follow_up(
    office: Office,
    actor: Actor,
    person_id: str,
    *,
    on: date | None,
    words: str,
    version: int,
    now: datetime,
    key: str = "",
    address: str = "",
) -> None:
    """Sets the day on which to come back to somebody, and what for; with None it was done, and words say how.

    `version` is that of the record as it was shown. Raises NotFoundError; StaleError; RepeatedError;
    InvalidError("on_day", "past" or "far"), ("why", "too-long" …).
    """
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, Permission.PERSON_WRITE, person_id)
        if on and on < now.date():
            raise InvalidError("on_day", "past")
        if on and (on - now.date()).days > _FURTHEST:
            raise InvalidError("on_day", "far")
        said = words_of(words, "why", shortest=1, longest=_LONGEST) if words.strip() else ""

        def keep() -> str:
            work.people(actor).follow_up(person.id, on, version=version)
            work.record(
                Event.PERSON_CHANGED, f"person:{person.id}", follow_up=on.isoformat() if on else "done"
            )
            return _note(work, person, Kind.FOLLOW_UP, said) if said else person.id

        once(work, key, ("follow-up", person.id, str(on), said, str(version)), keep)


def close(
    office: Office,
    actor: Actor,
    person_id: str,
    *,
    reason: str,
    version: int,
    now: datetime,
    key: str = "",
    address: str = "",
) -> None:
    """Closes a record: nobody works with them any more.

    Raises NotFoundError; InvalidError("reason", "missing" …), or ("reason", "open") while a referral is open; StaleError;
    RepeatedError.
    """
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_WRITE, person_id)
        why = words_of(reason, "reason", shortest=1, longest=_LONGEST)

        def keep() -> str:
            if person.closed_at:
                raise StaleError("the record is closed already")
            if open_referrals(work, actor, person):
                raise InvalidError("reason", "open")
            work.people(actor).close(person.id, now, version=version)
            work.record(Event.PERSON_CLOSED, f"person:{person.id}")
            return _note(work, person, Kind.CLOSED, why)

        once(work, key, ("close", person.id, why, str(version)), keep)


def reopen(
    office: Office,
    actor: Actor,
    person_id: str,
    *,
    reason: str,
    version: int,
    now: datetime,
    key: str = "",
    address: str = "",
) -> None:
    """Opens a closed record again. Raises NotFoundError; InvalidError("reason", "missing" …); StaleError; RepeatedError."""
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_WRITE, person_id)
        why = words_of(reason, "reason", shortest=1, longest=_LONGEST)

        def keep() -> str:
            if not person.closed_at:
                raise StaleError("the record is open already")
            work.people(actor).reopen(person.id, version=version)
            work.record(Event.PERSON_REOPENED, f"person:{person.id}")
            return _note(work, person, Kind.REOPENED, why)

        once(work, key, ("reopen", person.id, why, str(version)), keep)


def _note(work: Work, person: Person, kind: Kind, words: str) -> str:
    made = Notes(work.connection, work.keys()).add(person.id, kind, words, by=work.by, now=work.now)
    work.record(Event.NOTE_ADDED, f"person:{person.id}", kind=kind)
    return made.id
