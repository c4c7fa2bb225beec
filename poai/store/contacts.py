"""What happened between groups and people who were referred to them, in the store: sealed, and never changed."""

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from poai.domain.contact import Contact, Kind
from poai.store.referral_tables import contact
from poai.store.sealed import Keys

_WORDS = "contact.words"


class Contacts:
    """The contacts, within one unit of work, of referrals that the caller may see."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, referral_id: str, *, kind: Kind, on: date, words: str, by: str, now: datetime) -> str:
        """Keeps one, and returns its id."""
        identity = str(uuid4())
        self._connection.execute(
            insert(contact).values(
                id=identity,
                referral_id=referral_id,
                kind=kind,
                on=on,
                words=self._keys.seal(words, _WORDS, identity),
                by=by,
                at=now,
            )
        )
        return identity

    def of(self, referral_id: str) -> list[Contact]:
        """A referral's, by day, the first first."""
        query = select(contact).where(contact.c.referral_id == referral_id)
        return [
            Contact(
                id=row.id,
                kind=Kind(row.kind),
                on=row.on,
                words=self._keys.unseal(row.words, _WORDS, row.id),
                by=row.by,
                at=row.at,
            )
            for row in self._connection.execute(query.order_by(contact.c.on, contact.c.at, contact.c.id))
        ]
