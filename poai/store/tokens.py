"""One-time links in the store: known by their hash, for one thing, once and for a while."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from poai.store.account_tables import token as table
from poai.store.sessions import hashed

_BYTES = 32


class LinkKind(StrEnum):
    """What a link is for."""

    INVITATION = "invitation"
    RESET = "reset"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Link:
    """What a link stands for: an account, and the address to which it was sent."""

    account: str
    email: str


class Tokens:
    """The links, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def issue(self, kind: LinkKind, account_id: str, email: str, *, until: datetime) -> str:
        """A new link's token, which is told only here; an earlier one of the kind no longer counts."""
        earlier = (table.c.account_id == account_id) & (table.c.kind == str(kind))
        self._connection.execute(delete(table).where(earlier))
        token = secrets.token_urlsafe(_BYTES)
        row = {"kind": str(kind), "account_id": account_id, "email": email, "until": until}
        self._connection.execute(insert(table).values(hash=hashed(token), **row))
        return token

    def find(self, kind: LinkKind, token: str, now: datetime) -> Link | None:
        """What a link stands for, without using it; None if it does not count."""
        query = select(table.c.account_id, table.c.email).where(_counts(kind, token, now))
        row = self._connection.execute(query).one_or_none()
        return Link(row.account_id, row.email) if row else None

    def use(self, kind: LinkKind, token: str, now: datetime) -> Link | None:
        """What a link stands for, and it no longer counts: of several at once only one gets it."""
        used = delete(table).where(_counts(kind, token, now)).returning(table.c.account_id, table.c.email)
        row = self._connection.execute(used).one_or_none()
        return Link(row.account_id, row.email) if row else None

    def void(self, account_id: str) -> None:
        """No link of the account counts any more."""
        self._connection.execute(delete(table).where(table.c.account_id == account_id))


def _counts(kind: LinkKind, token: str, now: datetime) -> ColumnElement[bool]:
    return (table.c.hash == hashed(token)) & (table.c.kind == str(kind)) & (table.c.until > now)
