"""What people say is not right, on their own page, until somebody has dealt with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from poai.store.referral_tables import concern
from poai.store.sealed import Keys

_WORDS = "concern.words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """In the person's words; `referral` is the one that it is about, or "". `seen_by` is an account's id."""

    id: str
    person: str
    referral: str
    words: str
    at: datetime
    seen_at: datetime | None = None
    seen_by: str = ""


class Concerns:
    """The concerns, within one unit of work, of people whom the caller may see."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, person: str, *, referral: str, words: str, now: datetime) -> Concern:
        """A new one."""
        identity = str(uuid4())
        self._connection.execute(
            insert(concern).values(
                id=identity,
                person_id=person,
                referral_id=referral or None,
                words=self._keys.seal(words, _WORDS, identity),
                at=now,
            )
        )
        return Concern(id=identity, person=person, referral=referral, words=words, at=now)

    def of_person(self, person: str) -> list[Concern]:
        """Somebody's, the newest first."""
        query = select(concern).where(concern.c.person_id == person)
        return [
            Concern(
                id=row.id,
                person=row.person_id,
                referral=row.referral_id or "",
                words=self._keys.unseal(row.words, _WORDS, row.id),
                at=row.at,
                seen_at=row.seen_at,
                seen_by=row.seen_by or "",
            )
            for row in self._connection.execute(query.order_by(concern.c.at.desc(), concern.c.id))
        ]

    def see(self, identity: str, *, person: str, by: str, now: datetime) -> bool:
        """It was dealt with; False if it was before, or there is none such of that person's."""
        waiting = (concern.c.id == identity) & (concern.c.person_id == person) & concern.c.seen_at.is_(None)
        done = update(concern).where(waiting).values(seen_at=now, seen_by=by)
        return bool(self._connection.execute(done).rowcount)
