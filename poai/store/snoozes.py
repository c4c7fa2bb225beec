"""Reminders that a worker has put off, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from poai.store.referral_tables import snooze
from poai.store.sealed import Keys

_WORDS = "snooze.words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """Nobody is reminded of `referral` before the day `until`. `by` is an account's id."""

    id: str
    referral: str
    until: date
    words: str
    by: str
    at: datetime


class Snoozes:
    """What was put off, within one unit of work, of referrals that the caller may see."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, referral: str, *, until: date, words: str, by: str, now: datetime) -> Snooze:
        """Puts off reminders of a referral; what was put off before counts no more."""
        identity = str(uuid4())
        self._connection.execute(
            insert(snooze).values(
                id=identity,
                referral_id=referral,
                until=until,
                words=self._keys.seal(words, _WORDS, identity),
                by=by,
                at=now,
            )
        )
        return Snooze(id=identity, referral=referral, until=until, words=words, by=by, at=now)

    def latest(self, referral: str) -> Snooze | None:
        """What counts for a referral, whether or not its day has come; None if nobody put anything off."""
        query = select(snooze).where(snooze.c.referral_id == referral)
        row = self._connection.execute(query.order_by(snooze.c.at.desc(), snooze.c.id).limit(1)).one_or_none()
        if row is None:
            return None
        return Snooze(
            id=row.id,
            referral=row.referral_id,
            until=row.until,
            words=self._keys.unseal(row.words, _WORDS, row.id),
            by=row.by,
            at=row.at,
        )
