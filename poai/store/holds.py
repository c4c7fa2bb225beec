"""Legal holds in the store: who put one on whose record, why, and who took it away."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from poai.domain.errors import StaleError
from poai.store.person_tables import hold, person
from poai.store.sealed import Keys

_WHY, _RELEASED_WHY = "person_hold.why", "person_hold.released_why"


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold that stands. `by` is an account's id, `reference` the person's."""

    person: str
    reference: str
    why: str
    made_at: datetime
    by: str


class Holds:
    """The holds, within one unit of work. `person.held` says the same of each person as they do."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, person_id: str, *, why: str, by: str, now: datetime) -> None:
        """From now on the record is kept. Raises StaleError if it is held already."""
        self._mark(person_id, held=True)
        identity = str(uuid4())
        sealed = self._keys.seal(why, _WHY, identity)
        self._connection.execute(
            insert(hold).values(id=identity, person_id=person_id, why=sealed, made_at=now, by=by)
        )

    def release(self, person_id: str, *, why: str, by: str, now: datetime) -> None:
        """The hold stands no longer; that it stood is still known. Raises StaleError if there is none."""
        self._mark(person_id, held=False)
        standing = (hold.c.person_id == person_id) & hold.c.released_at.is_(None)
        for identity in self._connection.scalars(select(hold.c.id).where(standing)).all():
            sealed = self._keys.seal(why, _RELEASED_WHY, identity)
            values = {"released_at": now, "released_by": by, "released_why": sealed}
            self._connection.execute(update(hold).where(hold.c.id == identity).values(values))

    def standing(self, person_id: str = "") -> list[Hold]:
        """The holds that stand, of one person or of all, the oldest first."""
        query = (
            select(hold, person.c.reference)
            .join(person, person.c.id == hold.c.person_id)
            .where(hold.c.released_at.is_(None))
            .order_by(hold.c.made_at, hold.c.id)
        )
        if person_id:
            query = query.where(hold.c.person_id == person_id)
        return [
            Hold(
                row.person_id,
                row.reference,
                self._keys.unseal(row.why, _WHY, row.id),
                row.made_at,
                row.by,
            )
            for row in self._connection.execute(query)
        ]

    def _mark(self, person_id: str, *, held: bool) -> None:
        other = (person.c.id == person_id) & person.c.held.is_(not held)
        if not self._connection.execute(update(person).where(other).values(held=held)).rowcount:
            raise StaleError("the record is held already" if held else "the record is not held")
