"""Failures in the store, counted so that nobody can go on guessing: across restarts and processes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, text

from poai.domain.errors import ThrottledError
from poai.store.account_tables import throttle

WINDOW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many failures about `subject` (a keyed hash) in WINDOW."""

    subject: str
    most: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was let through and counts as failed until it is taken back. `failures` came before it."""

    ids: tuple[str, ...]
    first: str
    failures: int


class Throttles:
    """The failures, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def attempt(self, limits: Sequence[Limit], now: datetime) -> Attempt:
        """Counts an attempt as failed before it is made, so that many at once cannot slip through together.

        Raises ThrottledError, and counts nothing, if one of the limits is reached: an outsider who goes on
        makes the wait no longer.
        """
        self._lock(*(limit.subject for limit in limits))
        # Whoever else sweeps at this moment has those rows: there is nothing to wait for.
        old = select(throttle.c.id).where(throttle.c.at <= now - WINDOW).with_for_update(skip_locked=True)
        self._connection.execute(delete(throttle).where(throttle.c.id.in_(old)))
        failures = [self.check(limit, now) for limit in limits]
        rows = [{"id": str(uuid4()), "subject": limit.subject, "at": now} for limit in limits]
        self._connection.execute(insert(throttle), rows)
        return Attempt(tuple(str(row["id"]) for row in rows), limits[0].subject, failures[0])

    def check(self, limit: Limit, now: datetime) -> int:
        """How many failures count now, which is fewer than the limit. Counts nothing; raises ThrottledError."""
        about = (throttle.c.subject == limit.subject) & (throttle.c.at > now - WINDOW)
        query = select(throttle.c.at).where(about).order_by(throttle.c.at)
        times = self._connection.scalars(query).all()
        if len(times) >= limit.most:
            free = times[len(times) - limit.most] + WINDOW
            raise ThrottledError(max(1, math.ceil((free - now).total_seconds())))
        return len(times)

    def take_back(self, attempt: Attempt) -> None:
        """It succeeded: it is no failure, and the failures about its first subject are forgiven."""
        self._lock(attempt.first)
        mine = throttle.c.id.in_(attempt.ids) | (throttle.c.subject == attempt.first)
        self._connection.execute(delete(throttle).where(mine))

    def _lock(self, *subjects: str) -> None:
        """Two must not count the same failures at once. SQLite's unit of work has the only lock there is already."""
        if self._connection.dialect.name == "postgresql":
            for subject in sorted(subjects):
                self._connection.execute(
                    text("SELECT pg_advisory_xact_lock(hashtextextended(:subject, 0))"), {"subject": subject}
                )
