"""Forgets what has been kept long enough: each class at its age, never what a legal hold keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from poai.actions.erasing import forget_person
from poai.actions.office import Office
from poai.domain.access import Actor, Permission, Thing
from poai.domain.audit import SYSTEM, Event
from poai.domain.retention import RecordClass
from poai.store.keeping import count_due, due, forget, is_due

AGE = "kept-long-enough"
"""Why somebody was erased, in the trail."""


@dataclass(frozen=True, slots=True)
class Due:
    """What would be forgotten now: how many of each class, and the ids of the records."""

    counts: Mapping[RecordClass, int]
    records: tuple[str, ...]


def what_is_due(office: Office, actor: Actor, *, now: datetime, address: str = "") -> Due:
    """What would be forgotten now, for the guardian. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.RECORDS_KEEP, Thing())
    return dry_run(office, now=now)


def dry_run(office: Office, *, now: datetime) -> Due:
    """What would be forgotten now; nothing is changed."""
    with office.store.read() as connection:
        counts = {which: count_due(connection, which, office.periods, now) for which in RecordClass}
        return Due(counts, tuple(due(connection, RecordClass.RECORD, office.periods, now)))


def ids_due(office: Office, which: RecordClass, *, now: datetime) -> list[str]:
    """The ids of what would be forgotten now."""
    with office.store.read() as connection:
        return due(connection, which, office.periods, now)


def forget_what_is_due(office: Office, *, now: datetime) -> dict[RecordClass, int]:
    """Forgets it, and says how many of each class. Run again at once it forgets nothing and writes nothing.

    Each record is a unit of work of its own: what is interrupted goes on where it was when it is run again.
    """
    done = {
        RecordClass.RECORD: sum(
            _forgotten(office, one, now) for one in ids_due(office, RecordClass.RECORD, now=now)
        )
    }
    others = [which for which in RecordClass if which is not RecordClass.RECORD]
    with office.work(now, SYSTEM) as work:
        done |= {which: forget(work.connection, which, office.periods, now) for which in others}
        if any(done.values()):
            work.record(
                Event.RETENTION_RUN, "", **{which: str(count) for which, count in done.items() if count}
            )
    if any(done.values()):
        office.store.settle()
    return done


def _forgotten(office: Office, person_id: str, now: datetime) -> bool:
    with office.work(now, SYSTEM) as work:
        # Asked again: somebody may have put a hold on it, or begun to work with the person, a moment ago.
        if not is_due(work.connection, person_id, office.periods, now):
            return False
        forget_person(work, person_id, AGE)
        return True
