"""Codes by which people see how their own referrals stand: what the store keeps of one is a keyed hash."""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, select, update

from poai.domain.referral import Referral, Status
from poai.store.person_tables import person
from poai.store.referral_tables import referral
from poai.store.referrals import Referrals


@dataclass(frozen=True, slots=True)
class Door:
    """What leads to somebody's own view: `code` is the hash of theirs, or "" where none was made."""

    person: str
    code: str = field(repr=False)
    team: str
    worker: str


class OwnViews:
    """What people may see of their own, within one unit of work. That they are who they say is for the caller to know."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set_code(self, person_id: str, hashed: str) -> None:
        """From now on this code counts, and no other."""
        self._connection.execute(update(person).where(person.c.id == person_id).values(code=hashed))

    def by_reference(self, reference: str) -> Door | None:
        """Whose reference it is."""
        return self._door(person.c.reference == reference)

    def by_id(self, person_id: str) -> Door | None:
        """Somebody's, by their id."""
        return self._door(person.c.id == person_id)

    def referrals(self, person_id: str, of_nobody: Referrals) -> list[Referral]:
        """Somebody's referrals, the newest first; one that was made in error may be another person's, and is left out."""
        query = select(referral.c.id).where(
            referral.c.person_id == person_id, referral.c.status != Status.ERROR
        )
        identities = self._connection.scalars(query.order_by(referral.c.made_at.desc(), referral.c.id)).all()
        return [one for identity in identities if (one := of_nobody.any(identity))]

    def _door(self, which: ColumnElement[bool]) -> Door | None:
        query = select(person.c.id, person.c.code, person.c.team_id, person.c.worker_id).where(which)
        row = self._connection.execute(query).one_or_none()
        return Door(row.id, row.code or "", row.team_id, row.worker_id or "") if row else None
