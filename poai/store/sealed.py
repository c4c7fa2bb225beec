"""What the store holds of people is sealed: who reads the file, or a copy of it, learns nothing of anybody.

Each row's secret text is under AES-256-GCM with the table, the column and the row's id, so that one cannot be
passed off as another. The keys themselves are in the store, sealed with the secret: another secret opens
nothing, and new keys can be made without a new secret.
"""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from poai.sealing import UnsealError, derive, fingerprint, seal, unseal
from poai.store.opening import Store, StoreError
from poai.store.person_tables import data_key

_NUMBER = 4  # bytes, before what is sealed: the number of the key


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys in use: the newest seals, all of them open. `index` makes fingerprints that can be looked up."""

    newest: int
    _sealing: dict[int, bytes] = field(repr=False)
    _index: bytes = field(repr=False)

    @classmethod
    def load(cls, connection: Connection, secret: str) -> "Keys":
        """The keys in the store. Raises StoreError if another secret made them, or there are none (`make` makes them)."""
        rows = connection.execute(select(data_key).order_by(data_key.c.number)).all()
        if not rows:
            raise StoreError("the store has no keys: it is not as `poai serve` makes it")
        master = derive(secret, "data-key")
        try:
            opened = {row.number: unseal(master, row.sealed, _about(row.number)) for row in rows}
        except UnsealError as error:
            raise StoreError(
                "POAI_SECRET is not the one with which people's records were sealed: give that one"
            ) from error
        newest = max(opened)
        return cls(newest, opened, derive(opened[min(opened)].hex(), "index"))

    @classmethod
    def make(cls, connection: Connection, secret: str, now: datetime) -> "Keys":
        """The keys in the store, the first of which is made if there is none."""
        if not connection.execute(select(data_key.c.number).limit(1)).first():
            add_key(connection, secret, 1, now)
        return cls.load(connection, secret)

    def seal(self, text: str, column: str, identity: str) -> bytes:
        """Seals what belongs in a column ("note.words") of the row with that id."""
        number = self.newest.to_bytes(_NUMBER, "big")
        return number + seal(self._sealing[self.newest], text.encode(), f"{column} {identity}")

    def unseal(self, sealed: bytes, column: str, identity: str) -> str:
        """What `seal` was given. Raises UnsealError if it is of another row, or was changed."""
        key = self._sealing.get(int.from_bytes(sealed[:_NUMBER], "big"))
        if key is None:
            raise UnsealError(f"what was sealed about {column} {identity} is of a key that is gone")
        return unseal(key, sealed[_NUMBER:], f"{column} {identity}").decode()

    def blind(self, kind: str, text: str) -> str:
        """A keyed hash (64 hexadecimal digits) by which the same text of a kind ("nhs", say) can be found again."""
        return fingerprint(self._index, f"{kind}:{text}")


def make_keys(store: Store, secret: str) -> None:
    """Makes the first key if there is none. Raises StoreError for another secret than that of the keys."""
    with store.read() as connection:
        if connection.execute(select(data_key.c.number).limit(1)).first():
            Keys.load(connection, secret)
            return
    with store.work() as connection:
        Keys.make(connection, secret, datetime.now(UTC))


def add_key(connection: Connection, secret: str, number: int, now: datetime) -> None:
    """One more key, which seals from now on."""
    sealed = seal(derive(secret, "data-key"), secrets.token_bytes(32), _about(number))
    connection.execute(insert(data_key).values(number=number, sealed=sealed, made_at=now))


def _about(number: int) -> str:
    return f"data-key {number}"
