"""Legal holds: while one stands, a record is neither erased nor forgotten, whatever its age."""

from datetime import datetime

from poai.actions.erasing import record_of
from poai.actions.office import Office
from poai.actions.once import once as done_once
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission, Thing
from poai.domain.audit import Event
from poai.store.holds import Hold, Holds

_SHORTEST, _LONGEST = 10, 1000  # characters of a reason


def hold_person(
    office: Office,
    actor: Actor,
    person_id: str,
    why: str,
    *,
    now: datetime,
    address: str = "",
    once: str = "",
) -> None:
    """Puts a hold on somebody's record. Raises NotFoundError, InvalidError("why", …), StaleError if one stands."""
    with office.work(now, actor.id, address) as work:
        record_of(work, actor, person_id)
        reason = words_of(why, "why", shortest=_SHORTEST, longest=_LONGEST)

        def do() -> str:
            Holds(work.connection, work.keys()).add(person_id, why=reason, by=actor.id, now=now)
            work.record(Event.PERSON_HELD, f"person:{person_id}")
            return ""

        done_once(work, once, ("hold", person_id, reason), do)


def release_person(
    office: Office,
    actor: Actor,
    person_id: str,
    why: str,
    *,
    now: datetime,
    address: str = "",
    once: str = "",
) -> None:
    """Takes the hold away. Raises NotFoundError, InvalidError("why", …), StaleError if none stands."""
    with office.work(now, actor.id, address) as work:
        record_of(work, actor, person_id)
        reason = words_of(why, "why", shortest=_SHORTEST, longest=_LONGEST)

        def do() -> str:
            Holds(work.connection, work.keys()).release(person_id, why=reason, by=actor.id, now=now)
            work.record(Event.PERSON_RELEASED, f"person:{person_id}")
            return ""

        done_once(work, once, ("release", person_id, reason), do)


def hold_of(office: Office, actor: Actor, person_id: str, *, now: datetime, address: str = "") -> Hold | None:
    """The hold that stands on somebody's record, for the guardian. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        record_of(work, actor, person_id)
        return next(iter(Holds(work.connection, work.keys()).standing(person_id)), None)


def standing_holds(office: Office, actor: Actor, *, now: datetime, address: str = "") -> list[Hold]:
    """Every hold that stands, the oldest first, for the guardian. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.RECORDS_KEEP, Thing())
        found = Holds(work.connection, work.keys()).standing()
        work.record(Event.TRAIL_READ, "holds:", count=str(len(found)))
        return found
