"""What the clock has done: letters that chased a group, and the day on which each worker was last told of theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, exists, func, insert, select, update

from poai.domain.account import Role, State
from poai.domain.referral import UNANSWERED
from poai.store.account_tables import account, account_grant
from poai.store.referral_tables import day_letter, referral, reminder, snooze

MOST = 2  # letters that chase a group about one referral, however long it takes
_WRONG_CLOCK = timedelta(days=7)  # a day further ahead than this was not today's


@dataclass(frozen=True, slots=True)
class Reminder:
    """A group was chased on a day, about a referral as it stood in `version`. `kind` is a Kind's value."""

    kind: str
    on: date
    version: int


class Reminders:
    """The letters that chased, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def overdue(self, today: date) -> list[str]:
        """The referrals whose group has not answered in time, nor was chased since it last acted, by id.

        Those that were chased MOST times, or that a worker has put off beyond today, are not among them.
        """
        chased = exists().where(
            reminder.c.referral_id == referral.c.id, reminder.c.version == referral.c.version
        )
        times = select(func.count()).where(reminder.c.referral_id == referral.c.id).scalar_subquery()
        query = (
            select(referral.c.id)
            .where(
                referral.c.status.in_(UNANSWERED),
                referral.c.answer_by < today,
                ~chased,
                times < MOST,
                ~put_off(today),
            )
            .order_by(referral.c.answer_by, referral.c.id)
        )
        return list(self._connection.scalars(query))

    def lock(self, referral_id: str) -> None:
        """Nobody else chases or moves a referral until the unit of work ends."""
        self._connection.execute(select(referral.c.id).where(referral.c.id == referral_id).with_for_update())

    def of(self, referral_id: str) -> list[Reminder]:
        """Those of a referral, the newest last."""
        query = select(reminder.c.kind, reminder.c.on, reminder.c.version)
        rows = self._connection.execute(
            query.where(reminder.c.referral_id == referral_id).order_by(reminder.c.version, reminder.c.on)
        )
        return [Reminder(row.kind, row.on, row.version) for row in rows]

    def add(self, referral_id: str, kind: str, *, on: date, version: int) -> None:
        """One more."""
        values = {"referral_id": referral_id, "kind": kind, "on": on, "version": version}
        self._connection.execute(insert(reminder).values(id=str(uuid4()), **values))


class DayLetters:
    """What workers were told of in their letter of the day, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self, today: date) -> list[str]:
        """The active accounts that can have somebody to work with and were not looked at today, by id."""
        holding = exists().where(
            account_grant.c.account_id == account.c.id,
            account_grant.c.role.in_([Role.LINK_WORKER, Role.TEAM_LEAD]),
        )
        looked = exists().where(day_letter.c.account_id == account.c.id, _done(today))
        query = select(account.c.id).where(account.c.state == State.ACTIVE, holding, ~looked)
        return list(self._connection.scalars(query.order_by(account.c.id)))

    def begin(self, account_id: str, today: date) -> frozenset[str] | None:
        """Of several who ask on one day only the first is answered, with what was told before; the others get None.

        Whoever is answered must `keep` what is told now.
        """
        self._connection.execute(select(account.c.id).where(account.c.id == account_id).with_for_update())
        query = select(day_letter.c.told, _done(today).label("done")).where(
            day_letter.c.account_id == account_id
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            self._connection.execute(insert(day_letter).values(account_id=account_id, on=today, told=""))
            return frozenset()
        return None if row.done else frozenset(row.told.split())

    def before(self, account_id: str) -> frozenset[str]:
        """What a worker was told of."""
        told = self._connection.scalar(select(day_letter.c.told).where(day_letter.c.account_id == account_id))
        return frozenset((told or "").split())

    def keep(self, account_id: str, today: date, told: Iterable[str]) -> None:
        """What a worker knows of from today."""
        mine = day_letter.c.account_id == account_id
        self._connection.execute(update(day_letter).where(mine).values(on=today, told=" ".join(sorted(told))))


def put_off(today: date) -> ColumnElement[bool]:
    """The referrals whose reminders a worker has put off beyond today: what they said last counts."""
    later = snooze.alias()
    newest = ~exists().where(later.c.referral_id == snooze.c.referral_id, later.c.at > snooze.c.at)
    return exists().where(snooze.c.referral_id == referral.c.id, snooze.c.until > today, newest)


def _done(today: date) -> ColumnElement[bool]:
    """The day was looked at; also where the clock has been put back since, which sends nothing twice."""
    return (day_letter.c.on >= today) & (day_letter.c.on < today + _WRONG_CLOCK)
