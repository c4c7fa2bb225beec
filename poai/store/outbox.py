"""The outbox: letters that are to be sent, put there in the same unit of work as what they tell of.

So a letter is never sent about something that did not happen, and never forgotten about something that
did. What a letter says (a one-time link, say) is encrypted until it is sent and gone afterwards.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from poai.domain.letters import Letter, check_letter
from poai.sealing import seal, unseal
from poai.store.audit_tables import outbox

ATTEMPTS = 20  # which the waits below spread over two days
FIRST_WAIT = timedelta(minutes=2)  # longer than a slow server may take, so that nobody else sends meanwhile
LONGEST_WAIT = timedelta(hours=4)
KEPT = timedelta(days=30)
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter to send now. `attempts` counts this one too."""

    id: str
    made_at: datetime
    recipient: str
    letter: str
    language: str
    attempts: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """How a letter stands, for staff: "waiting" (until `due_at`), "sent" or "dead" (given up)."""

    id: str
    made_at: datetime
    recipient: str
    letter: str
    state: str
    attempts: int
    due_at: datetime
    error: str


class Outbox:
    """The outbox, within one unit of work. `key` is sealing.derive(secret, "outbox")."""

    def __init__(self, connection: Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key

    def put(
        self,
        *,
        to: str,
        letter: Letter,
        values: Mapping[str, str] = _NOTHING,
        now: datetime,
        language: str = "en-GB",
        about: str = "",
    ) -> str:
        """Leaves a letter to be sent once the caller's unit of work is kept, and returns its id.

        `about` is what it is about, as "kind:id", by which it can be taken back. `values` are exactly those of poai.domain.letters.NEEDS. Raises ValueError for what could not be sent.
        """
        check_letter(to, letter, values)
        identity = str(uuid4())
        self._connection.execute(
            insert(outbox).values(
                id=identity,
                made_at=now,
                recipient=to,
                letter=str(letter),
                language=language,
                sealed=seal(self._key, json.dumps(dict(values)).encode(), _about(identity, to, letter)),
                state="waiting",
                due_at=now,
                attempts=0,
                error="",
                about=about or None,
            )
        )
        return identity


def is_due(connection: Connection, now: datetime) -> bool:
    """Whether there is a letter to send now."""
    due = select(outbox.c.id).where(outbox.c.state == "waiting", outbox.c.due_at <= now).limit(1)
    return connection.execute(due).first() is not None


def claim(connection: Connection, now: datetime) -> Waiting | None:
    """The letter that has been due for longest, which nobody else gets until it is due again; None if none is.

    Commit before sending. A sender that dies holding a letter has only spent one of its attempts.
    """
    row = connection.execute(
        select(outbox)
        .where(outbox.c.state == "waiting", outbox.c.due_at <= now)
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if row is None:
        return None
    attempts = row.attempts + 1
    _set(connection, row.id, attempts=attempts, due_at=now + wait(attempts))
    return Waiting(row.id, row.made_at, row.recipient, row.letter, row.language, attempts, row.sealed)


def unsealed(letter: Waiting, key: bytes) -> dict[str, str]:
    """What a letter is told. Raises UnsealError if another secret sealed it, or somebody changed the row."""
    about = _about(letter.id, letter.recipient, letter.letter)
    values: dict[str, str] = json.loads(unseal(key, letter.sealed, about))
    return values


def wait(attempts: int) -> timedelta:
    """How long after this many attempts the next one is due: twice as long each time, up to LONGEST_WAIT."""
    return min(FIRST_WAIT * (1 << min(attempts - 1, 20)), LONGEST_WAIT)


def sent(connection: Connection, identity: str, now: datetime) -> None:
    """A letter has been taken: what it said is wiped."""
    _set(connection, identity, state="sent", sent_at=now, sealed=None, error="")


def failed(connection: Connection, letter: Waiting, error: str, *, for_good: bool) -> bool:
    """A letter was not taken: it stays until it is due again, or is given up. Says whether it was given up."""
    dead = for_good or letter.attempts >= ATTEMPTS
    _set(connection, letter.id, error=error, **({"state": "dead"} if dead else {}))
    return dead


def take_back(connection: Connection, about: str) -> int:
    """Letters about that, as "kind:id", which are not sent yet never will be; says how many."""
    unsent = (outbox.c.about == about) & (outbox.c.state != "sent")
    return connection.execute(delete(outbox).where(unsent)).rowcount


def again(connection: Connection, identity: str, now: datetime) -> bool:
    """A letter that was given up is to be tried again from the beginning; False if there is no such letter."""
    dead = (outbox.c.id == identity) & (outbox.c.state == "dead")
    changed = connection.execute(update(outbox).where(dead).values(state="waiting", attempts=0, due_at=now))
    return bool(changed.rowcount)


def standing(connection: Connection, *states: str, limit: int = 100) -> list[Standing]:
    """How letters in these states stand, newest first: standing(connection, "dead") are those given up."""
    rows = connection.execute(
        select(outbox)
        .where(outbox.c.state.in_(states))
        .order_by(outbox.c.made_at.desc(), outbox.c.id)
        .limit(limit)
    )
    return [_standing(row) for row in rows]


def count(connection: Connection, state: str) -> int:
    """How many letters are "waiting", "sent" or "dead"."""
    return connection.scalar(select(func.count()).where(outbox.c.state == state)) or 0


def forget(connection: Connection, now: datetime) -> int:
    """Removes letters that were sent or given up and are older than KEPT; says how many."""
    old = (outbox.c.state != "waiting") & (outbox.c.made_at < now - KEPT)
    return connection.execute(delete(outbox).where(old)).rowcount


def _standing(row: Row[Any]) -> Standing:
    return Standing(
        row.id, row.made_at, row.recipient, row.letter, row.state, row.attempts, row.due_at, row.error
    )


def _set(connection: Connection, identity: str, **values: object) -> None:
    connection.execute(update(outbox).where(outbox.c.id == identity).values(**values))


def _about(identity: str, recipient: str, letter: str) -> str:
    """What a letter's values are sealed together with: nobody can have them sent to another address."""
    return f"letter {identity} {letter} {recipient}"
