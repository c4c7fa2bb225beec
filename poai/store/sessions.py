"""Sessions in the store. The cookie holds a token, the store only its hash; whoever reads the store cannot sign in."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select, update

from poai.domain.access import Actor, Strength
from poai.domain.account import State
from poai.domain.session import IDLE, LONGEST, Session
from poai.store.account_tables import account, account_grant, session
from poai.store.accounts import grants_in

_BYTES = 32  # 256 bits: nobody guesses it, so that its plain hash is safe to keep
_LONGEST_DEVICE = 80


@dataclass(frozen=True, slots=True)
class Present:
    """Who asks, and in which session."""

    actor: Actor
    session: Session


class Sessions:
    """The sessions, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start(
        self, account_id: str, strength: Strength, *, device: str, now: datetime
    ) -> tuple[str, Session]:
        """A new session and its token, which is told only here. Sessions that ran out are swept away."""
        gone = (session.c.seen_at < now - IDLE) | (session.c.made_at < now - LONGEST)
        # Whoever else sweeps at this moment has those rows: there is nothing to wait for.
        old = select(session.c.id).where(gone).with_for_update(skip_locked=True)
        self._connection.execute(delete(session).where(session.c.id.in_(old)))
        token = secrets.token_urlsafe(_BYTES)
        made = Session(str(uuid4()), account_id, strength, device[:_LONGEST_DEVICE], now, now)
        self._connection.execute(
            insert(session).values(
                id=made.id,
                token=hashed(token),
                account_id=account_id,
                strength=strength,
                device=made.device,
                made_at=now,
                seen_at=now,
            )
        )
        return token, made

    def find(self, token: str, now: datetime) -> Present | None:
        """Whose session it is, as their account stands at this moment; None if it has ended. One query."""
        rows = self._connection.execute(
            select(session, account.c.name, account_grant.c.role, account_grant.c.scope)
            .join(account, (account.c.id == session.c.account_id) & (account.c.state == State.ACTIVE))
            .outerjoin(account_grant, account_grant.c.account_id == account.c.id)
            .where(session.c.token == hashed(token))
        ).all()
        if not rows:
            return None
        found = _session(rows[0])
        if not found.live(now):
            return None
        actor = Actor(found.account, rows[0].name, grants_in(rows), found.strength, found.id)
        return Present(actor, found)

    def seen(self, identity: str, now: datetime) -> None:
        """Somebody was here just now."""
        self._connection.execute(update(session).where(session.c.id == identity).values(seen_at=now))

    def of(self, account_id: str, now: datetime) -> list[Session]:
        """The sessions of an account that still count, the newest first."""
        query = select(session).where(session.c.account_id == account_id)
        found = [_session(row) for row in self._connection.execute(query.order_by(session.c.made_at.desc()))]
        return [each for each in found if each.live(now)]

    def end(self, identity: str, account_id: str) -> bool:
        """Ends one session of an account; False if there was none."""
        one = (session.c.id == identity) & (session.c.account_id == account_id)
        return bool(self._connection.execute(delete(session).where(one)).rowcount)

    def end_all(self, account_id: str, *, but: str = "") -> int:
        """Ends every session of an account but one; says how many."""
        others = (session.c.account_id == account_id) & (session.c.id != but)
        return self._connection.execute(delete(session).where(others)).rowcount


def hashed(token: str) -> str:
    """What is kept of a token or a one-time link: SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _session(row: Row[Any]) -> Session:
    return Session(row.id, row.account_id, row.strength, row.device, row.made_at, row.seen_at)
