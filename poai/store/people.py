"""The people who are helped, in the store: nothing of them is read but on behalf of somebody who may."""

import secrets
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from poai.domain.access import Actor, Permission, PersonThing
from poai.domain.errors import StaleError
from poai.domain.person import Opening, Person
from poai.store import visible
from poai.store.account_tables import opening, person

# Crockford's: no I, L, O or U, which are misheard, misread or make words.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class People:
    """The people, within one unit of work, as far as `actor` may see them."""

    def __init__(self, connection: Connection, actor: Actor) -> None:
        self._connection = connection
        self._actor = actor

    def thing(self, now: datetime, *, identity: str = "", reference: str = "") -> PersonThing | None:
        """What decides who may see somebody, whether the actor may or not: it tells nothing of the person."""
        one = person.c.id == identity if identity else person.c.reference == reference
        row = self._connection.execute(
            select(person.c.id, person.c.team_id, person.c.worker_id).where(one)
        ).one_or_none()
        if row is None:
            return None
        openings = select(opening.c.account_id).where(opening.c.person_id == row.id, opening.c.until > now)
        return PersonThing(
            id=row.id,
            team=row.team_id,
            worker=row.worker_id or "",
            open_to=frozenset(self._connection.scalars(openings)),
        )

    def get(self, identity: str, now: datetime) -> Person | None:
        """The person, if the actor may read about them."""
        readable = visible.people(self._actor, Permission.PERSON_READ, now)
        query = select(person).where(person.c.id == identity, readable)
        row = self._connection.execute(query).one_or_none()
        return _person(row) if row else None

    def visible(self, permission: Permission, now: datetime, *, team: str = "") -> list[Person]:
        """Those to whom the actor may do that, in one team or in all, in order of names."""
        query = select(person).where(visible.people(self._actor, permission, now))
        if team:
            query = query.where(person.c.team_id == team)
        return [_person(row) for row in self._connection.execute(query.order_by(person.c.names, person.c.id))]

    def add(self, *, names: str, reach: str, team: str, worker: str, now: datetime) -> Person:
        """A new person with a reference of their own."""
        made = Person(str(uuid4()), _reference(), names, reach, team, worker, now, 1)
        self._connection.execute(
            insert(person).values(
                id=made.id,
                reference=made.reference,
                names=names,
                reach=reach,
                team_id=team,
                worker_id=worker or None,
                made_at=now,
                version=1,
            )
        )
        return made

    def move(self, identity: str, *, worker: str, version: int) -> None:
        """Gives somebody to another worker. Raises StaleError if the person is no longer as in `version`."""
        one = (person.c.id == identity) & (person.c.version == version)
        moved = update(person).where(one).values(worker_id=worker or None, version=version + 1)
        if not self._connection.execute(moved).rowcount:
            raise StaleError("somebody else has changed this person's record")

    def open(self, identity: str, *, reason: str, now: datetime, until: datetime) -> Opening:
        """The actor may look at somebody outside their teams until `until`."""
        made = Opening(str(uuid4()), identity, self._actor.id, reason, now, until)
        self._connection.execute(
            insert(opening).values(
                id=made.id,
                person_id=identity,
                account_id=made.account,
                reason=reason,
                made_at=now,
                until=until,
            )
        )
        return made


def openings(connection: Connection, *, limit: int = 10_000) -> list[Opening]:
    """Every time that somebody broke the glass, the newest first, without who was looked at but their id."""
    query = select(opening).order_by(opening.c.made_at.desc(), opening.c.id).limit(limit)
    return [
        Opening(row.id, row.person_id, row.account_id, row.reason, row.made_at, row.until)
        for row in connection.execute(query)
    ]


def _reference() -> str:
    code = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{code[:4]}-{code[4:]}"


def _person(row: Row[Any]) -> Person:
    return Person(
        row.id,
        row.reference,
        row.names,
        row.reach,
        row.team_id,
        row.worker_id or "",
        row.made_at,
        row.version,
    )
