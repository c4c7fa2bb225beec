"""What the store holds of people is sealed: who reads the file, or a copy of it, learns nothing of anybody.

Each row's secret text is under AES-256-GCM with the table, the column and the row's id, so that one cannot be
passed off as another. The keys themselves are in the store, sealed with the secret: another secret opens
nothing, and new keys can be made without a new secret (`reseal`). The key of fingerprints is one of its own and
stays, since a fingerprint cannot be made anew from itself.
"""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, text, update

from poai.sealing import UnsealError, derive, fingerprint, seal, unseal
from poai.store.opening import Store, StoreError
from poai.store.person_tables import data_key
from poai.store.tables import Sealed, metadata

_NUMBER = 4  # bytes, before what is sealed: the number of the key
_INDEX = 0  # the number of the key of fingerprints, which seals nothing


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys in use: the newest seals, all of them open. `_index` makes fingerprints that can be looked up."""

    newest: int
    _sealing: dict[int, bytes] = field(repr=False)
    _index: bytes = field(repr=False)

    @classmethod
    def load(cls, connection: Connection, secret: str) -> "Keys":
        """The keys in the store. Raises StoreError if another secret made them, or there are none (`make` makes them)."""
        rows = connection.execute(select(data_key)).all()
        master = derive(secret, "data-key")
        try:
            opened = {row.number: unseal(master, row.sealed, _about(row.number)) for row in rows}
        except UnsealError as error:
            raise StoreError(
                "POAI_SECRET is not the one with which people's records were sealed: give that one"
            ) from error
        index = opened.pop(_INDEX, None)
        if index is None or not opened:
            raise StoreError("the store has no keys: it is not as `poai serve` makes it")
        return cls(max(opened), opened, index)

    @classmethod
    def make(cls, connection: Connection, secret: str, now: datetime) -> "Keys":
        """The keys in the store, the first of which are made if there are none."""
        if not connection.execute(select(data_key.c.number).limit(1)).first():
            for number in (_INDEX, 1):
                _add_key(connection, secret, number, now)
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


def reseal(connection: Connection, secret: str, now: datetime) -> int:
    """Makes a new key, seals everything anew with it, removes the keys of before, and says how many texts that were.

    All in the caller's unit of work, for whose length nobody else writes about people. Raises StoreError for another
    secret; UnsealError, and so changes nothing, where a text is not as it was sealed.
    """
    if connection.dialect.name == "postgresql":
        # Waits for everybody who has loaded the keys, and lets nobody load them until these are the new ones.
        connection.execute(text("LOCK TABLE data_key IN ACCESS EXCLUSIVE MODE"))
    old = Keys.load(connection, secret)
    _add_key(connection, secret, old.newest + 1, now)
    new = Keys.load(connection, secret)
    count = sum(
        _reseal(connection, table, column.name, old, new)
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, Sealed)
    )
    connection.execute(delete(data_key).where(data_key.c.number.not_in((_INDEX, new.newest))))
    return count


def ages(connection: Connection) -> dict[int, datetime]:
    """When each key was made that seals or opens, by its number."""
    rows = connection.execute(select(data_key).where(data_key.c.number != _INDEX).order_by(data_key.c.number))
    return {row.number: row.made_at for row in rows}


def _reseal(connection: Connection, table: Table, name: str, old: Keys, new: Keys) -> int:
    about, column = f"{table.name}.{name}", table.c[name]
    rows = connection.execute(select(table.c.id, column)).all()
    again = [
        {"row": row[0], "text": new.seal(old.unseal(bytes(row[1]), about, row[0]), about, row[0])}
        for row in rows
        if row[1]  # what an earlier version of the table left empty is still empty
    ]
    if again:
        one = update(table).where(table.c.id == bindparam("row")).values({name: bindparam("text")})
        connection.execute(one, again)
    return len(again)


def _add_key(connection: Connection, secret: str, number: int, now: datetime) -> None:
    sealed = seal(derive(secret, "data-key"), secrets.token_bytes(32), _about(number))
    connection.execute(insert(data_key).values(number=number, sealed=sealed, made_at=now))


def _about(number: int) -> str:
    return f"data-key {number}"
