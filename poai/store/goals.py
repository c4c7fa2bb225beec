"""Goals in the store, with every step towards them: a step that was recorded is never changed."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from poai.domain.errors import StaleError
from poai.domain.goal import Goal, GoalState, Progress
from poai.store.person_tables import goal, goal_progress
from poai.store.sealed import Keys

_WORDS, _NOTE = "goal.words", "goal_progress.words"


class Goals:
    """The goals, within one unit of work, of people whom the caller may see."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def of_person(self, person_id: str) -> list[Goal]:
        """Every goal of somebody's with its progress, the oldest first."""
        query = select(goal).where(goal.c.person_id == person_id).order_by(goal.c.made_at, goal.c.id)
        rows = self._connection.execute(query).all()
        steps = self._steps([row.id for row in rows])
        return [self._read(row, steps.get(row.id, ())) for row in rows]

    def get(self, identity: str) -> Goal | None:
        """One goal with its progress."""
        row = self._connection.execute(select(goal).where(goal.c.id == identity)).one_or_none()
        return self._read(row, self._steps([identity]).get(identity, ())) if row else None

    def add(
        self, person_id: str, *, statement: str, words: str, importance: int, by: str, now: datetime
    ) -> str:
        """A new open goal; its id."""
        identity = str(uuid4())
        self._connection.execute(
            insert(goal).values(
                id=identity,
                person_id=person_id,
                statement=statement,
                words=self._keys.seal(words, _WORDS, identity),
                importance=importance,
                state=GoalState.OPEN,
                made_at=now,
                version=1,
                by=by,
            )
        )
        return identity

    def change(
        self,
        identity: str,
        *,
        version: int,
        statement: str,
        words: str,
        importance: int,
        state: GoalState,
    ) -> None:
        """Changes a goal. Raises StaleError if it is no longer as in `version`."""
        values = {
            "statement": statement,
            "words": self._keys.seal(words, _WORDS, identity),
            "importance": importance,
            "state": state,
            "version": version + 1,
        }
        one = (goal.c.id == identity) & (goal.c.version == version)
        if not self._connection.execute(update(goal).where(one).values(values)).rowcount:
            raise StaleError("somebody else has changed this goal")

    def record(self, identity: str, *, progress: int, words: str, on: date, by: str, now: datetime) -> str:
        """How far they had come on a day; the step's id."""
        step = str(uuid4())
        self._connection.execute(
            insert(goal_progress).values(
                id=step,
                goal_id=identity,
                progress=progress,
                words=self._keys.seal(words, _NOTE, step),
                on=on,
                at=now,
                by=by,
            )
        )
        return step

    def _steps(self, identities: list[str]) -> dict[str, tuple[Progress, ...]]:
        query = select(goal_progress).where(goal_progress.c.goal_id.in_(identities))
        found: dict[str, tuple[Progress, ...]] = {}
        ordered = query.order_by(goal_progress.c.on, goal_progress.c.at, goal_progress.c.id)
        for row in self._connection.execute(ordered):
            step = Progress(
                id=row.id,
                progress=row.progress,
                words=self._keys.unseal(row.words, _NOTE, row.id),
                on=row.on,
                at=row.at,
                by=row.by,
            )
            found[row.goal_id] = (*found.get(row.goal_id, ()), step)
        return found

    def _read(self, row: Row[Any], steps: tuple[Progress, ...]) -> Goal:
        return Goal(
            id=row.id,
            person=row.person_id,
            statement=row.statement,
            words=self._keys.unseal(row.words, _WORDS, row.id),
            importance=row.importance,
            state=GoalState(row.state),
            made_at=row.made_at,
            version=row.version,
            by=row.by,
            progress=steps,
        )
