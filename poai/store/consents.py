"""Consent in the store: given once, never changed; withdrawn, it is still known that it was given."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from poai.domain.consent import Consent, Field, Giver, Way
from poai.domain.errors import StaleError
from poai.store.person_tables import consent
from poai.store.sealed import Keys

_WHO, _WHY = "consent.who", "consent.why"


class Consents:
    """The consents, within one unit of work, of people whom the caller may see."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, given: Consent) -> Consent:
        """Keeps a new one; its `id` is made here."""
        identity = str(uuid4())
        self._connection.execute(
            insert(consent).values(
                id=identity,
                person_id=given.person,
                organisation=given.organisation,
                purpose=given.purpose,
                fields=" ".join(sorted(given.fields)),
                wording=given.wording,
                way=given.way,
                giver=given.giver,
                who=self._keys.seal(given.who, _WHO, identity),
                by=given.by,
                given_at=given.given_at,
                until=given.until,
            )
        )
        found = self.get(identity)
        if found is None:
            raise RuntimeError("a consent that was just kept is gone")
        return found

    def get(self, identity: str) -> Consent | None:
        """One consent."""
        row = self._connection.execute(select(consent).where(consent.c.id == identity)).one_or_none()
        return self._read(row) if row else None

    def held(self, identity: str) -> Consent | None:
        """The same, and nobody can withdraw it until this unit of work has ended."""
        query = select(consent).where(consent.c.id == identity).with_for_update(read=True)
        row = self._connection.execute(query).one_or_none()
        return self._read(row) if row else None

    def hold(self, person_id: str) -> None:
        """Nobody can withdraw any of somebody's consents until this unit of work has ended."""
        query = select(consent.c.id).where(consent.c.person_id == person_id).order_by(consent.c.id)
        self._connection.execute(query.with_for_update(read=True))

    def of_person(self, person_id: str) -> list[Consent]:
        """Every consent of somebody's, the newest first."""
        query = select(consent).where(consent.c.person_id == person_id)
        rows = self._connection.execute(query.order_by(consent.c.given_at.desc(), consent.c.id))
        return [self._read(row) for row in rows]

    def withdraw(self, identity: str, *, by: str, why: str, now: datetime) -> None:
        """It counts no more. `by` is an account's id, or "person". Raises StaleError if it was withdrawn before."""
        standing = (consent.c.id == identity) & consent.c.withdrawn_at.is_(None)
        sealed = self._keys.seal(why, _WHY, identity)
        values = {"withdrawn_at": now, "withdrawn_by": by, "why": sealed}
        if not self._connection.execute(update(consent).where(standing).values(values)).rowcount:
            raise StaleError("this consent was withdrawn before")

    def why(self, identity: str) -> str:
        """What was said when it was withdrawn; "" while it stands."""
        sealed = self._connection.scalar(select(consent.c.why).where(consent.c.id == identity))
        return self._keys.unseal(sealed, _WHY, identity) if sealed else ""

    def withdrawn_by(self, identity: str) -> str:
        """Whoever withdrew it: an account's id, or "person"; "" while it stands."""
        return self._connection.scalar(select(consent.c.withdrawn_by).where(consent.c.id == identity)) or ""

    def _read(self, row: Row[Any]) -> Consent:
        return Consent(
            id=row.id,
            person=row.person_id,
            organisation=row.organisation,
            purpose=row.purpose,
            fields=frozenset(Field(key) for key in row.fields.split()),
            wording=row.wording,
            way=Way(row.way),
            giver=Giver(row.giver),
            who=self._keys.unseal(row.who, _WHO, row.id),
            by=row.by,
            given_at=row.given_at,
            until=row.until,
            withdrawn_at=row.withdrawn_at,
        )
