"""The people who are helped, in the store: nothing of them is read but on behalf of somebody who may."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from poai.domain.access import Actor, Permission, PersonThing
from poai.domain.errors import StaleError
from poai.domain.person import Details, Opening, Person
from poai.store import visible
from poai.store.person_tables import opening, person
from poai.store.references import new_reference
from poai.store.sealed import Keys

_NAMES, _DETAILS, _WHY = "person.sealed_names", "person.details", "person_opening.why"


class People:
    """The people, within one unit of work, as far as `actor` may see them."""

    def __init__(self, connection: Connection, actor: Actor, keys: Keys) -> None:
        self._connection = connection
        self._actor = actor
        self._keys = keys

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
        return self.read(row) if row else None

    def visible(self, permission: Permission, now: datetime, *, team: str = "") -> list[Person]:
        """Those to whom the actor may do that, in one team or in all, in order of names."""
        query = select(person).where(visible.people(self._actor, permission, now))
        if team:
            query = query.where(person.c.team_id == team)
        found = [self.read(row) for row in self._connection.execute(query)]
        return sorted(found, key=lambda one: (one.names.casefold(), one.id))

    def names(self, identities: Iterable[str], permission: Permission, now: datetime) -> dict[str, str]:
        """What those are called to whom the actor may do that, by id."""
        wanted = visible.people(self._actor, permission, now) & person.c.id.in_(list(identities))
        query = select(person.c.id, person.c.sealed_names).where(wanted)
        return {
            row.id: self._keys.unseal(row.sealed_names, _NAMES, row.id)
            for row in self._connection.execute(query)
        }

    def add(self, *, names: str, details: Details, team: str, worker: str, now: datetime) -> Person:
        """A new person with a reference of their own."""
        made = Person(
            id=str(uuid4()),
            reference=new_reference(),
            names=names,
            details=details,
            team=team,
            worker=worker,
            made_at=now,
            version=1,
        )
        self._connection.execute(
            insert(person).values(
                id=made.id,
                reference=made.reference,
                sealed_names=self._keys.seal(names, _NAMES, made.id),
                details=self._keys.seal(packed(details), _DETAILS, made.id),
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
                why=self._keys.seal(reason, _WHY, made.id),
                made_at=now,
                until=until,
            )
        )
        return made

    def read(self, row: Row[Any]) -> Person:
        """The person in a row of the table."""
        return Person(
            id=row.id,
            reference=row.reference,
            names=self._keys.unseal(row.sealed_names, _NAMES, row.id),
            details=unpacked(self._keys.unseal(row.details, _DETAILS, row.id)),
            team=row.team_id,
            worker=row.worker_id or "",
            made_at=row.made_at,
            version=row.version,
            practice=row.practice,
            closed_at=row.closed_at,
            follow_up_on=row.follow_up_on,
            held=row.held,
        )


def openings(connection: Connection, keys: Keys, *, limit: int = 10_000) -> list[Opening]:
    """Every time that somebody broke the glass, the newest first, without who was looked at but their id."""
    query = select(opening).order_by(opening.c.made_at.desc(), opening.c.id).limit(limit)
    return [
        Opening(
            row.id,
            row.person_id,
            row.account_id,
            keys.unseal(row.why, _WHY, row.id),
            row.made_at,
            row.until,
        )
        for row in connection.execute(query)
    ]


def packed(details: Details) -> str:
    """What is known, as JSON; what is not known is left out."""
    known = {name: value for name, value in asdict(details).items() if value}
    return json.dumps(known, default=date.isoformat, ensure_ascii=False)


def unpacked(text: str) -> Details:
    """What `packed` was given."""
    known = json.loads(text)
    if "birth_date" in known:
        known["birth_date"] = date.fromisoformat(known["birth_date"])
    return Details(**known | {"needs": tuple(known.get("needs", ()))})
