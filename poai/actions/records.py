"""Changes what is recorded of somebody: whoever may, from the version that they saw, and the earlier value is kept."""

from dataclasses import astuple, dataclass, fields
from datetime import datetime

from poai.actions.duplicates import DoubleError, check_doubles, warned
from poai.actions.found import person_of
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.typed_record import Known, Typed, read
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.errors import StaleError
from poai.domain.person import Details, Person


@dataclass(frozen=True, slots=True)
class Record:
    """Somebody as they are, and as they were in the version that the actor saw; and the practices that the team knows."""

    person: Person
    seen: Known
    practices: tuple[str, ...]


def open_record(
    office: Office, actor: Actor, person_id: str, *, now: datetime, version: int = 0, address: str = ""
) -> Record:
    """Somebody's record, to be changed. Raises NotFoundError for who may not change it."""
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_WRITE, person_id)
        people = work.people(actor)
        # The oldest that was replaced since: what changed besides (who works with them, say) is in no version.
        later = [one for one in people.earlier(person_id) if one.version >= version > 0]
        seen = later[-1] if later else person
        work.record(Event.PERSON_READ, f"person:{person_id}")
        return Record(
            person,
            Known(seen.names, seen.details, seen.practice),
            tuple(people.practices(Permission.PERSON_READ, now)),
        )


def change_record(
    office: Office,
    actor: Actor,
    person_id: str,
    typed: Typed,
    *,
    version: int,
    now: datetime,
    address: str = "",
    key: str = "",
    apart: str = "",
) -> None:
    """What is known of somebody from now on, except what its form does not ask for. `now` is local.

    `version` is that which the actor saw, `key` the form's own: sent twice, it changes once. Raises NotFoundError;
    WrongError for what was typed; StaleError if it has changed since; DoubleError for somebody who may be known
    already, until `apart` says that they are not the same; RepeatedError.
    """
    try:
        with office.work(now, actor.id, address) as work:
            person = person_of(work, actor, Permission.PERSON_WRITE, person_id)
            known = read(typed, now.date(), person.details)
            said = (*astuple(typed), person_id, str(version))
            once(work, key, said, lambda: _changed(work, actor, person, known, version, apart))
    except DoubleError as error:
        warned(office, actor, error.doubles, now=now, address=address)
        raise


def changed_fields(before: Known, after: Known) -> tuple[str, ...]:
    """The names of what differs, in the order of the record."""
    details = tuple(
        field.name
        for field in fields(Details)
        if getattr(before.details, field.name) != getattr(after.details, field.name)
    )
    names = ("names",) if before.names != after.names else ()
    return (*names, *details, *(("practice",) if before.practice != after.practice else ()))


def _changed(work: Work, actor: Actor, person: Person, known: Known, version: int, apart: str) -> str:
    if person.version != version:
        raise StaleError("somebody else has changed this person's record")
    different = changed_fields(Known(person.names, person.details, person.practice), known)
    if not different:
        return ""
    passed = check_doubles(work, actor, known.names, known.details, apart=apart, before=person)
    work.people(actor).change(
        person.id,
        names=known.names,
        details=known.details,
        practice=known.practice,
        version=version,
        by=actor.id,
        now=work.now,
    )
    work.record(Event.PERSON_CHANGED, f"person:{person.id}", fields=",".join(different))
    if passed:
        work.record(
            Event.DOUBLE_PASSED, f"person:{person.id}", number="same" if passed.same_number else "other"
        )
    return ""
