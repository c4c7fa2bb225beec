"""Teams in the store."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from poai.domain.team import Team, TeamKind
from poai.store.account_tables import team
from poai.store.opening import StoreError


class TeamNameTakenError(StoreError):
    """Another team has this name."""


class Teams:
    """The teams, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *, name: str, kind: TeamKind, base: str, now: datetime) -> Team:
        """A new team. Raises TeamNameTakenError."""
        made = Team(str(uuid4()), name, kind, base)
        row = {"id": made.id, "name": name, "kind": kind, "base": base, "made_at": now}
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(team).values(row))
        except IntegrityError as error:
            raise TeamNameTakenError("another team has this name") from error
        return made

    def get(self, identity: str) -> Team | None:
        """The team with this id."""
        return next(iter(self.all(team.c.id == identity)), None)

    def all(self, condition: ColumnElement[bool] | None = None) -> list[Team]:
        """Every team for which `condition` holds (see poai.store.visible), in order of name."""
        query = select(team).order_by(team.c.name)
        rows = self._connection.execute(query if condition is None else query.where(condition))
        return [_team(row) for row in rows]

    def rename(self, identity: str, name: str) -> None:
        """Another name for the team. Raises TeamNameTakenError."""
        try:
            with self._connection.begin_nested():
                self._connection.execute(update(team).where(team.c.id == identity).values(name=name))
        except IntegrityError as error:
            raise TeamNameTakenError("another team has this name") from error


def _team(row: Row[Any]) -> Team:
    return Team(row.id, row.name, TeamKind(row.kind), row.base)
