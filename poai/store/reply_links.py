"""Links by which a group without an account answers, in the store: known by their hash, for one referral, once.

A link by itself shows nothing. A code goes to the address to which the link was sent, and whoever gives it may look for
a while, in that browser: `code_until` is first the code's end, and then the browser's.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from poai.store.referral_tables import reply_link as table
from poai.store.sessions import hashed

_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLink:
    """A link. `code` is a keyed hash, and None once it was given or is void."""

    id: str
    referral: str
    email: str
    until: datetime
    code: str | None = field(repr=False)
    code_until: datetime | None
    opened: str | None = field(repr=False)
    used_at: datetime | None

    def awaits_code(self, now: datetime) -> bool:
        """Whether a code was sent that still counts."""
        return self.code is not None and self.code_until is not None and now < self.code_until

    def is_open_to(self, browser: str, now: datetime) -> bool:
        """Whether that is the browser in which the code was given, not long ago."""
        open_now = self.code is None and self.code_until is not None and now < self.code_until
        return open_now and bool(browser) and self.opened == hashed(browser)


class ReplyLinks:
    """The links, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def issue(self, referral_id: str, email: str, *, until: datetime, now: datetime) -> tuple[str, str]:
        """A new link: its id, and its token, which is told only here. Earlier ones to the referral count no longer."""
        earlier = (table.c.referral_id == referral_id) & table.c.used_at.is_(None) & (table.c.until > now)
        self._connection.execute(update(table).where(earlier).values(until=now))
        identity, token = str(uuid4()), secrets.token_urlsafe(_BYTES)
        self._connection.execute(
            insert(table).values(
                id=identity, referral_id=referral_id, hash=hashed(token), email=email, until=until
            )
        )
        return identity, token

    def find(self, token: str) -> ReplyLink | None:
        """The link with that token, whether or not it still counts."""
        row = self._connection.execute(select(table).where(table.c.hash == hashed(token))).one_or_none()
        if row is None:
            return None
        return ReplyLink(
            id=row.id,
            referral=row.referral_id,
            email=row.email,
            until=row.until,
            code=row.code,
            code_until=row.code_until,
            opened=row.opened,
            used_at=row.used_at,
        )

    def set_code(self, identity: str, code: str | None, until: datetime) -> None:
        """The code that counts from now on, as a keyed hash, or none; a browser that was let in is so no longer."""
        self._set(identity, code=code, code_until=until, opened=None)

    def let_in(self, identity: str, *, until: datetime) -> str:
        """What the browser holds in which the code was given, told only here. The code is used up."""
        browser = secrets.token_urlsafe(_BYTES)
        self._set(identity, code=None, code_until=until, opened=hashed(browser))
        return browser

    def end(self, identity: str, now: datetime) -> None:
        """It counts no longer, as if it had run out."""
        self._set(identity, until=now)

    def use(self, identity: str, now: datetime) -> bool:
        """It has been answered with, and counts no more: of several at once only one is told True."""
        mine = (table.c.id == identity) & table.c.used_at.is_(None)
        done = self._connection.execute(update(table).where(mine).values(used_at=now, code=None, opened=None))
        return bool(done.rowcount)

    def _set(self, identity: str, **values: object) -> None:
        self._connection.execute(update(table).where(table.c.id == identity).values(**values))
