"""A form that is sent twice is done once: a double click, a second try when the answer was lost, a page sent again.

The form carries a key of its own. What was answered to it is kept in the same unit of work as what it did.
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from poai.actions.office import Work
from poai.domain.errors import RepeatedError
from poai.sealing import fingerprint
from poai.store.referral_tables import once as table

KEPT = timedelta(days=2)


def once(work: Work, key: str, said: Iterable[str], do: Callable[[], str]) -> tuple[str, bool]:
    """What `do` answers (ids only), and whether it was done just now; sent again, it answers the same and does nothing.

    `key` is the form's own, of whoever works; without one it is done each time. `said` is everything that the form
    says. Raises RepeatedError for the same key with other words.
    """
    if not key:
        return do(), True
    mine = hashlib.sha256(f"{work.by}\n{key}".encode()).hexdigest()
    body = fingerprint(work.office.key("once"), "\0".join(said))
    try:
        with work.connection.begin_nested():
            work.connection.execute(
                insert(table).values(id=str(uuid4()), key=mine, body=body, answer="", at=work.now)
            )
    except IntegrityError:  # somebody was first, and has finished
        row = work.connection.execute(select(table).where(table.c.key == mine)).one()
        if row.body != body:
            raise RepeatedError("the same form was sent before, and said something else") from None
        return row.answer, False
    answer = do()
    work.connection.execute(update(table).where(table.c.key == mine).values(answer=answer))
    return answer, True


def old(connection: Connection, now: datetime) -> int:
    """How many forms nobody will send again."""
    return connection.scalar(select(func.count()).where(table.c.at < now - KEPT)) or 0


def forget(connection: Connection, now: datetime) -> int:
    """Forgets forms that nobody will send again; says how many."""
    return connection.execute(delete(table).where(table.c.at < now - KEPT)).rowcount
