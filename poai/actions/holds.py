"""Legal holds: while one stands, a record is neither erased nor forgotten, whatever its age."""

from datetime import datetime

from poai.actions.erasing import record_of
from poai.actions.office import Office
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission, Thing
from poai.domain.audit import Event
from poai.store.holds import Hold, Holds

_SHORTEST, _LONGEST = 10, 1000  # characters of a reason


def hold_person(
    office: Office, actor: Actor, person_id: str, why: str, *, now: datetime, address: str = ""
) -> None:
    """Puts a hold on somebody's record. Raises NotFoundError, InvalidError("why", …), StaleError if one stands."""
    with office.work(now, actor.id, address) as work:
        record_of(work, actor, person_id)
        why = words_of(why, "why", shortest=_SHORTEST, longest=_LONGEST)
        Holds(work.connection, work.keys()).add(person_id, why=why, by=actor.id, now=now)
        work.record(Event.PERSON_HELD, f"person:{person_id}")


def release_person(
    office: Office, actor: Actor, person_id: str, why: str, *, now: datetime, address: str = ""
) -> None:
    """Takes the hold away. Raises NotFoundError, InvalidError("why", …), StaleError if none stands."""
    with office.work(now, actor.id, address) as work:
        record_of(work, actor, person_id)
        why = words_of(why, "why", shortest=_SHORTEST, longest=_LONGEST)
        Holds(work.connection, work.keys()).release(person_id, why=why, by=actor.id, now=now)
        work.record(Event.PERSON_RELEASED, f"person:{person_id}")


def standing_holds(
    office: Office, actor: Actor, person_id: str = "", *, now: datetime, address: str = ""
) -> list[Hold]:
    """The holds that stand, of one person or of all, the oldest first, for the guardian. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.RECORDS_KEEP, Thing(), f"person:{person_id}" if person_id else "")
        return Holds(work.connection, work.keys()).standing(person_id)
