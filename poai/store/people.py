"""The people who are helped, in the store: nothing of them is read but on behalf of somebody who may."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select, update

from poai.domain.access import Actor, Permission, PersonThing
from poai.domain.errors import StaleError
from poai.domain.person import Details, Earlier, Opening, Person
from poai.store import visible
from poai.store.openings import WHY
from poai.store.person_details import fingerprints, numbers, packed, unpacked
from poai.store.person_tables import opening, person, person_phone, person_version
from poai.store.references import new_reference
from poai.store.sealed import Keys

_NAMES, _DETAILS = "person.sealed_names", "person.details"
_OLD_NAMES, _OLD_DETAILS = "person_version.names", "person_version.details"


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

    def add(
        self, *, names: str, details: Details, team: str, worker: str, now: datetime, practice: str = ""
    ) -> Person:
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
            practice=practice,
        )
        self._connection.execute(
            insert(person).values(
                id=made.id,
                reference=made.reference,
                sealed_names=self._keys.seal(names, _NAMES, made.id),
                details=self._keys.seal(packed(details), _DETAILS, made.id),
                practice=practice,
                team_id=team,
                worker_id=worker or None,
                made_at=now,
                version=1,
                **fingerprints(self._keys, details),
            )
        )
        self._keep_phones(made.id, details)
        return made

    def change(
        self,
        identity: str,
        *,
        names: str,
        details: Details,
        practice: str,
        version: int,
        by: str,
        now: datetime,
    ) -> int:
        """What is known of somebody from now on, and the number of that version; what was known before is kept.

        `by` is the account's id. Raises StaleError if the person is no longer as in `version`.
        """
        one = (person.c.id == identity) & (person.c.version == version)
        before = self._connection.execute(select(person).where(one).with_for_update()).one_or_none()
        if before is None:
            raise StaleError("somebody else has changed this person's record")
        was = self.read(before)
        kept = str(uuid4())
        self._connection.execute(
            insert(person_version).values(
                id=kept,
                person_id=identity,
                version=version,
                names=self._keys.seal(was.names, _OLD_NAMES, kept),
                details=self._keys.seal(packed(was.details), _OLD_DETAILS, kept),
                practice=was.practice,
                at=now,
                by=by,
            )
        )
        self._connection.execute(
            update(person)
            .where(one)
            .values(
                sealed_names=self._keys.seal(names, _NAMES, identity),
                details=self._keys.seal(packed(details), _DETAILS, identity),
                practice=practice,
                version=version + 1,
                **fingerprints(self._keys, details),
            )
        )
        self._connection.execute(delete(person_phone).where(person_phone.c.person_id == identity))
        self._keep_phones(identity, details)
        return version + 1

    def earlier(self, identity: str) -> list[Earlier]:
        """Somebody's record as it was before each change, the newest change first, for who may see the person."""
        query = select(person_version).where(person_version.c.person_id == identity)
        return [
            Earlier(
                version=row.version,
                names=self._keys.unseal(row.names, _OLD_NAMES, row.id),
                details=unpacked(self._keys.unseal(row.details, _OLD_DETAILS, row.id)),
                practice=row.practice,
                at=row.at,
                by=row.by,
            )
            for row in self._connection.execute(query.order_by(person_version.c.version.desc()))
        ]

    def practices(self, permission: Permission, now: datetime) -> list[str]:
        """The practices of those to whom the actor may do that, in order of name."""
        query = select(person.c.practice).where(
            visible.people(self._actor, permission, now), person.c.practice != ""
        )
        return sorted(self._connection.scalars(query.distinct()), key=str.casefold)

    def like(self, details: Details) -> list[Person]:
        """Whoever has the same NHS number, birth date or telephone, whoever asks: for finding doubles, never to be shown."""
        same: list[ColumnElement[bool]] = [
            person.c[column] == value for column, value in fingerprints(self._keys, details).items() if value
        ]
        if ringing := numbers(self._keys, details):
            phones = select(person_phone.c.person_id).where(person_phone.c.number.in_(ringing))
            same.append(person.c.id.in_(phones))
        rows = self._connection.execute(select(person).where(or_(*same))) if same else ()
        return [self.read(row) for row in rows]

    def move(self, identity: str, *, worker: str, version: int) -> None:
        """Gives somebody to another worker. Raises StaleError if the person is no longer as in `version`."""
        self._change(identity, version, worker_id=worker or None)

    def follow_up(self, identity: str, on: date | None, *, version: int) -> None:
        """The day on which to come back to somebody, or None for no such day. Raises StaleError as `move`."""
        self._change(identity, version, follow_up_on=on)

    def close(self, identity: str, at: datetime, *, version: int) -> None:
        """Nobody works with them any more, and nothing is to be done. Raises StaleError as `move`."""
        self._change(identity, version, state="closed", closed_at=at, follow_up_on=None)

    def reopen(self, identity: str, *, version: int) -> None:
        """Somebody works with them again. Raises StaleError as `move`."""
        self._change(identity, version, state="open", closed_at=None)

    def _change(self, identity: str, version: int, **values: object) -> None:
        one = (person.c.id == identity) & (person.c.version == version)
        changed = update(person).where(one).values(version=version + 1, **values)
        if not self._connection.execute(changed).rowcount:
            raise StaleError("somebody else has changed this person's record")

    def open(self, identity: str, *, reason: str, now: datetime, until: datetime) -> Opening:
        """The actor may look at somebody outside their teams until `until`."""
        made = Opening(str(uuid4()), identity, self._actor.id, reason, now, until)
        self._connection.execute(
            insert(opening).values(
                id=made.id,
                person_id=identity,
                account_id=made.account,
                why=self._keys.seal(reason, WHY, made.id),
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

    def _keep_phones(self, identity: str, details: Details) -> None:
        for number in numbers(self._keys, details):
            self._connection.execute(insert(person_phone).values(person_id=identity, number=number))
