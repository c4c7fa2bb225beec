"""Pairs of listings that somebody looked at and found to be two."""

from datetime import datetime

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from poai.store.listing_tables import not_same


class NotSame:
    """The pairs, within one unit of work. In which order two listings are named makes no difference."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def say(self, one: str, other: str, *, made_by: str, now: datetime) -> bool:
        """Two listings, by their ids, are two; False if that was said before."""
        first, second = sorted((one, other))
        row = {"one": first, "other": second, "made_at": now, "made_by": made_by}
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(not_same).values(row))
        except IntegrityError:
            return False
        return True

    def every(self) -> frozenset[tuple[str, str]]:
        """The pairs, as ids in order."""
        rows = self._connection.execute(select(not_same.c.one, not_same.c.other))
        return frozenset((row.one, row.other) for row in rows)
