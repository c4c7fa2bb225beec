"""New keys for what is kept of people, while the place runs: everything is sealed anew, and the old keys are gone."""

from dataclasses import dataclass
from datetime import datetime

from poai.actions.office import Office
from poai.domain.audit import SYSTEM, Event
from poai.store.sealed import ages, reseal


@dataclass(frozen=True, slots=True)
class Rotated:
    """`number` is the new key's, `count` how many texts it seals."""

    number: int
    count: int


def key_ages(office: Office) -> dict[int, datetime]:
    """When each key was made, by its number; the newest seals."""
    with office.store.read() as connection:
        return ages(connection)


def rotate(office: Office, *, now: datetime) -> Rotated:
    """Makes a new key and seals everything with it, all or nothing; whoever works meanwhile waits.

    Raises UnsealError where a text is not as it was sealed.
    """
    with office.work(now, SYSTEM) as work:
        count = reseal(work.connection, office.secret, now)
        number = max(ages(work.connection))
        work.record(Event.KEYS_CHANGED, "data-key:", number=str(number), count=str(count))
    office.store.settle()
    return Rotated(number, count)
