"""Accounts in the store, with what they are given and their hashed password."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from poai.domain.account import Account, Grant, Role, State
from poai.store.account_tables import account, account_grant
from poai.store.opening import StoreError


class EmailTakenError(StoreError):
    """Another account has this address."""


@dataclass(frozen=True, slots=True)
class Credential:
    """What a password is checked against. `password` is its hash, or ""."""

    account: str
    email: str
    state: State
    password: str


class Accounts:
    """The accounts, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *, email: str, name: str, grants: Iterable[Grant], now: datetime) -> Account:
        """A new account, invited. Raises EmailTakenError."""
        made = Account(str(uuid4()), email, name, State.INVITED, frozenset(grants))
        values = {"id": made.id, "email": email, "name": name, "state": made.state, "password": ""}
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(account).values(made_at=now, **values))
        except IntegrityError as error:
            raise EmailTakenError("another account has this address") from error
        self.set_grants(made.id, made.grants)
        return made

    def get(self, identity: str, *, lock: bool = False) -> Account | None:
        """The account with this id. With `lock`, nobody else changes it until the unit of work ends."""
        if lock:
            self._connection.execute(select(account.c.id).where(account.c.id == identity).with_for_update())
        return next(iter(self._where(account.c.id == identity)), None)

    def by_email(self, email: str) -> Account | None:
        """The account with this address, as `same_email` makes it."""
        return next(iter(self._where(account.c.email == email)), None)

    def all(self, condition: ColumnElement[bool] | None = None) -> list[Account]:
        """Every account for which `condition` holds (see poai.store.visible), in order of name."""
        return self._where(condition)

    def holding(self, role: Role) -> list[Account]:
        """The active accounts that have a role, for whatever scope, in order of name."""
        held = select(account_grant.c.account_id).where(account_grant.c.role == str(role))
        return self._where((account.c.state == State.ACTIVE) & account.c.id.in_(held))

    def credential(self, *, email: str = "", identity: str = "") -> Credential | None:
        """What the password of the account with this address, or this id, is checked against."""
        wanted = account.c.id == identity if identity else account.c.email == email
        row = self._connection.execute(select(account).where(wanted)).one_or_none()
        return Credential(row.id, row.email, State(row.state), row.password) if row else None

    def set_state(self, identity: str, state: State) -> None:
        """Where the account stands from now on."""
        self._set(identity, state=state)

    def set_password(self, identity: str, hashed: str) -> None:
        """Replaces the password's hash."""
        self._set(identity, password=hashed)

    def set_name(self, identity: str, name: str) -> None:
        """Renames whoever it is."""
        self._set(identity, name=name)

    def set_email(self, identity: str, email: str) -> None:
        """Replaces the address. Raises EmailTakenError."""
        try:
            with self._connection.begin_nested():
                self._set(identity, email=email)
        except IntegrityError as error:
            raise EmailTakenError("another account has this address") from error

    def set_grants(self, identity: str, grants: Iterable[Grant]) -> None:
        """These grants and no others."""
        self._connection.execute(delete(account_grant).where(account_grant.c.account_id == identity))
        rows = [{"account_id": identity, "role": grant.role, "scope": grant.scope} for grant in grants]
        if rows:
            self._connection.execute(insert(account_grant), rows)

    def _set(self, identity: str, **values: object) -> None:
        self._connection.execute(update(account).where(account.c.id == identity).values(**values))

    def _where(self, condition: ColumnElement[bool] | None) -> list[Account]:
        query = (
            select(account, account_grant.c.role, account_grant.c.scope)
            .outerjoin(account_grant, account_grant.c.account_id == account.c.id)
            .order_by(account.c.name, account.c.id)
        )
        rows: dict[str, list[Row[Any]]] = {}
        for row in self._connection.execute(query if condition is None else query.where(condition)):
            rows.setdefault(row.id, []).append(row)
        return [_account(grants) for grants in rows.values()]


def _account(rows: list[Row[Any]]) -> Account:
    first = rows[0]
    return Account(first.id, first.email, first.name, State(first.state), grants_in(rows))


def grants_in(rows: Iterable[Row[Any]]) -> frozenset[Grant]:
    """The grants in rows that were joined with account_grant; there it is null for an account with none."""
    return frozenset(Grant(Role(row.role), row.scope) for row in rows if row.role is not None)
