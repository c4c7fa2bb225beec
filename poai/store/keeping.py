"""What has been kept long enough, and what leads to somebody outside the tables that are theirs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, exists, func, not_, select

from poai.domain.referral import OPEN
from poai.domain.retention import Periods, RecordClass
from poai.sealing import UnsealError
from poai.store.account_tables import session, throttle, token
from poai.store.audit_tables import outbox
from poai.store.listing_tables import prompt, suggestion
from poai.store.outbox import Waiting, unsealed
from poai.store.person_tables import conversation, person
from poai.store.referral_tables import once, referral, reply_link
from poai.store.sessions import hashed


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as far as keeping it goes: nothing of what is in it. `open` is how many referrals are not over."""

    id: str
    reference: str
    made_at: datetime
    closed_at: datetime | None
    held: bool
    open: int


_OPEN = exists().where(referral.c.person_id == person.c.id, referral.c.status.in_(OPEN))
_HELD = select(person.c.id).where(person.c.held)


def kept(connection: Connection, *, identity: str = "", reference: str = "") -> Kept | None:
    """The record of that id or reference."""
    one = person.c.id == identity if identity else person.c.reference == reference
    count = select(func.count()).where(referral.c.person_id == person.c.id, referral.c.status.in_(OPEN))
    columns = (person.c.id, person.c.reference, person.c.made_at, person.c.closed_at, person.c.held)
    row = connection.execute(select(*columns, count.scalar_subquery()).where(one)).one_or_none()
    return Kept(*row) if row else None


def lock(connection: Connection, person_id: str) -> None:
    """Nobody else changes somebody or their referrals, or adds anything about them, until the caller is done."""
    for mine in (
        select(person.c.id).where(person.c.id == person_id),
        select(referral.c.id).where(referral.c.person_id == person_id).order_by(referral.c.id),
    ):
        connection.execute(mine.with_for_update()).all()


def due(connection: Connection, which: RecordClass, periods: Periods, now: datetime) -> list[str]:
    """The ids of what has been kept long enough and may go, the oldest id first."""
    table, condition = _due(which, periods[which].before(now))
    (key,) = table.primary_key
    return list(connection.scalars(select(key).where(condition).order_by(key)))


def is_due(connection: Connection, person_id: str, periods: Periods, now: datetime) -> bool:
    """Whether somebody's record has been kept long enough and may go; nobody else changes it until the caller is done."""
    _, condition = _due(RecordClass.RECORD, periods[RecordClass.RECORD].before(now))
    mine = select(person.c.id).where(condition, person.c.id == person_id).with_for_update()
    return connection.scalar(mine) is not None


def count_due(connection: Connection, which: RecordClass, periods: Periods, now: datetime) -> int:
    """How many those are."""
    table, condition = _due(which, periods[which].before(now))
    return connection.scalar(select(func.count()).select_from(table).where(condition)) or 0


def forget(connection: Connection, which: RecordClass, periods: Periods, now: datetime) -> int:
    """Removes what has been kept long enough, of any class but RECORD; says how many."""
    table, condition = _due(which, periods[which].before(now))
    if table is suggestion:  # and the letters that asked a group about it
        about = select(suggestion.c.id).where(condition)
        connection.execute(delete(prompt).where(prompt.c.suggestion_id.in_(about)))
    return connection.execute(delete(table).where(condition)).rowcount


def forget_answers(connection: Connection, identities: Collection[str]) -> int:
    """Removes what was answered to forms if it leads to one of these ids; says how many."""
    rows = connection.execute(select(once.c.id, once.c.answer)).all()
    theirs = [row.id for row in rows if any(one in row.answer for one in identities)]
    return connection.execute(delete(once).where(once.c.id.in_(theirs))).rowcount


def forget_letters(
    connection: Connection, key: bytes, things: Collection[str], marks: Collection[str]
) -> int:
    """Removes letters about these things, and those that would tell one of `marks`; says how many.

    `things` are named as "kind:id"; `marks` are ids, references, and hashes of what stands in a link.
    """
    rows = connection.execute(select(outbox)).all()
    theirs = [
        row.id
        for row in rows
        if row.about in things
        or any(
            mark in value or mark == hashed(value.rpartition("/")[2])
            for value in (_values(row, key) if row.sealed else {}).values()
            for mark in marks
        )
    ]
    return connection.execute(delete(outbox).where(outbox.c.id.in_(theirs))).rowcount


def _values(row: Row[Any], key: bytes) -> dict[str, str]:
    """What a letter would say; nothing, if it was sealed with another secret and can say nothing to anybody."""
    letter = Waiting(row.id, row.made_at, row.recipient, row.letter, row.language, row.attempts, row.sealed)
    try:
        return unsealed(letter, key)
    except UnsealError:
        return {}


def _due(which: RecordClass, before: datetime) -> tuple[Table, ColumnElement[bool]]:
    match which:
        case RecordClass.RECORD:
            return person, (person.c.closed_at < before) & not_(person.c.held) & not_(_OPEN)
        case RecordClass.CONVERSATION:
            old = (conversation.c.state == "draft") & (conversation.c.changed_at < before)
            return conversation, old & conversation.c.person_id.not_in(_HELD)
        case RecordClass.REPLY_LINK:
            held = select(referral.c.id).where(referral.c.person_id.in_(_HELD))
            return reply_link, (reply_link.c.until < before) & reply_link.c.referral_id.not_in(held)
        case RecordClass.SUGGESTION:
            return suggestion, suggestion.c.made_at < before
        case RecordClass.LETTER:
            return outbox, (outbox.c.state != "waiting") & (outbox.c.made_at < before)
        case RecordClass.FORM:
            return once, once.c.at < before
        case RecordClass.SESSION:
            return session, session.c.seen_at < before
        case RecordClass.LINK:
            return token, token.c.until < before
        case RecordClass.FAILURE:
            return throttle, throttle.c.at < before
