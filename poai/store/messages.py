"""Messages about referrals in the store: sealed, never changed, and seen once by the other side."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select, update

from poai.domain.message import Message
from poai.domain.referral import Party
from poai.store.referral_tables import message
from poai.store.sealed import Keys

_WORDS = "message.words"


class Messages:
    """The messages, within one unit of work, of referrals that the caller may see."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, referral_id: str, *, party: Party, by: str, words: str, now: datetime) -> str:
        """Keeps a message, and returns its id."""
        identity = str(uuid4())
        self._connection.execute(
            insert(message).values(
                id=identity,
                referral_id=referral_id,
                party=party,
                by=by,
                words=self._keys.seal(words, _WORDS, identity),
                at=now,
            )
        )
        return identity

    def of(self, referral_id: str) -> list[Message]:
        """A referral's messages, the first first."""
        query = select(message).where(message.c.referral_id == referral_id)
        return [
            Message(
                id=row.id,
                party=Party(row.party),
                by=row.by,
                words=self._keys.unseal(row.words, _WORDS, row.id),
                at=row.at,
                seen_at=row.seen_at,
            )
            for row in self._connection.execute(query.order_by(message.c.at, message.c.id))
        ]

    def see(self, referral_id: str, reader: Party, now: datetime) -> None:
        """The reader's side has now seen what the other wrote."""
        unseen = (
            (message.c.referral_id == referral_id) & (message.c.party != reader) & message.c.seen_at.is_(None)
        )
        self._connection.execute(update(message).where(unseen).values(seen_at=now))

    def unseen(self, referrals: Iterable[str], reader: Party) -> dict[str, int]:
        """How many messages each referral has that the reader's side has not seen; those with none are left out."""
        new = message.c.referral_id.in_(list(referrals)) & (message.c.party != reader)
        query = select(message.c.referral_id, func.count().label("unseen")).where(
            new, message.c.seen_at.is_(None)
        )
        rows = self._connection.execute(query.group_by(message.c.referral_id))
        return {row.referral_id: row.unseen for row in rows}
