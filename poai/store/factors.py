"""Second factors in the store: a sealed secret each, and the hashes of recovery codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from poai.store.account_tables import factor, recovery_code

FactorState = Literal["pending", "confirmed"]


@dataclass(frozen=True, slots=True)
class Factor:
    """A second factor. `secret` is sealed; `last_step` is the newest step of 30 seconds whose code was used."""

    secret: bytes
    last_step: int


class Factors:
    """The second factors, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, account_id: str, state: FactorState = "confirmed") -> Factor | None:
        """The factor that counts, or the one that is being set up."""
        row = self._connection.execute(select(factor).where(_one(account_id, state))).one_or_none()
        return Factor(row.secret, row.last_step) if row else None

    def begin(self, account_id: str, secret: bytes, now: datetime) -> None:
        """A factor to set up, in place of one that was not finished. The one that counts goes on counting."""
        self._connection.execute(delete(factor).where(_one(account_id, "pending")))
        row = {"account_id": account_id, "state": "pending", "secret": secret, "last_step": 0}
        self._connection.execute(insert(factor).values(made_at=now, **row))

    def confirm(self, account_id: str, secret: bytes, step: int) -> None:
        """The factor that was being set up counts from now on, sealed as `secret`, and any other no longer."""
        self._connection.execute(delete(factor).where(_one(account_id, "confirmed")))
        counts = {"state": "confirmed", "secret": secret, "last_step": step}
        self._connection.execute(update(factor).where(_one(account_id, "pending")).values(counts))

    def use(self, account_id: str, step: int) -> bool:
        """Uses the code of a step; False if that or a newer one was used: of several at once only one may."""
        unused = _one(account_id, "confirmed") & (factor.c.last_step < step)
        return bool(self._connection.execute(update(factor).where(unused).values(last_step=step)).rowcount)

    def remove(self, account_id: str) -> None:
        """No factor and no recovery code counts any more."""
        self._connection.execute(delete(factor).where(factor.c.account_id == account_id))
        self.set_codes(account_id, ())

    def set_codes(self, account_id: str, hashes: Iterable[str]) -> None:
        """These recovery codes and no others."""
        self._connection.execute(delete(recovery_code).where(recovery_code.c.account_id == account_id))
        rows = [{"account_id": account_id, "hash": each} for each in hashes]
        if rows:
            self._connection.execute(insert(recovery_code), rows)

    def use_code(self, account_id: str, hashed: str) -> bool:
        """Uses a recovery code, and it no longer counts; False if it did not."""
        one = (recovery_code.c.account_id == account_id) & (recovery_code.c.hash == hashed)
        return bool(self._connection.execute(delete(recovery_code).where(one)).rowcount)

    def codes_left(self, account_id: str) -> int:
        """How many recovery codes have not been used."""
        query = select(func.count()).where(recovery_code.c.account_id == account_id)
        return self._connection.scalar(query) or 0


def _one(account_id: str, state: FactorState) -> ColumnElement[bool]:
    return (factor.c.account_id == account_id) & (factor.c.state == state)
