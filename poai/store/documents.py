"""Organisations and listings in the store: documents that change only by a further revision."""

import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, Literal, TypeVar

from sqlalchemy import Connection, Row, Table, and_, bindparam, func, insert, or_, select, update

from poai.domain.document import Document, listing_from, organisation_from, to_json
from poai.domain.listing import Listing, Organisation
from poai.store.opening import StoreError
from poai.store.tables import listing, listing_revision, organisation, organisation_revision

T = TypeVar("T", Listing, Organisation)
State = Literal["proposed", "published", "rejected", "withdrawn"]


class SlugTakenError(StoreError):
    """Another record, with another id, already has this slug."""


@dataclass(frozen=True, slots=True)
class Revision(Generic[T]):
    """One revision: what it says, and who made it when (UTC) and why. `number` counts from 1."""

    number: int
    state: State
    record: T
    made_at: datetime
    made_by: str
    why: str


@dataclass(frozen=True, slots=True)
class Head(Generic[T]):
    """How a record stands: `published` is the number of what the public sees, None if it sees nothing, and `record` that or,
    without one, the newest revision."""

    id: str
    slug: str
    published: int | None
    newest: int
    record: T


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing many did, as slugs. `kept` were left as they are because somebody else changed them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]


class _Documents(ABC, Generic[T]):
    """What organisations and listings have in common. It works within the caller's unit of work."""

    _head: ClassVar[Table]
    _revision: ClassVar[Table]
    _owner: ClassVar[str]

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def published(self) -> list[T]:
        """What the public sees, in order of slug."""
        return [self._record(row.document) for row in self._connection.execute(self._published())]

    def slugs(self) -> list[str]:
        """The slugs of what the public sees, in order."""
        published = self._head.c.published.is_not(None)
        return list(
            self._connection.scalars(select(self._head.c.slug).where(published).order_by(self._head.c.slug))
        )

    def changed(self) -> dict[str, datetime]:
        """When what the public sees of each was published, by slug (UTC)."""
        rows = self._connection.execute(
            select(self._head.c.slug, self._revision.c.made_at).join(self._head, self._is_published())
        )
        return {row.slug: row.made_at for row in rows}

    def get(self, slug: str) -> T | None:
        """The published record; None if there is none."""
        row = self._connection.execute(self._published().where(self._head.c.slug == slug)).one_or_none()
        return self._record(row.document) if row else None

    def revisions(self, slug: str) -> list[Revision[T]]:
        """Every revision, oldest first; none if there is no such slug."""
        rows = self._connection.execute(
            select(self._revision)
            .join(self._head, self._revision.c[self._owner] == self._head.c.id)
            .where(self._head.c.slug == slug)
            .order_by(self._revision.c.number)
        )
        return [
            Revision(r.number, r.state, self._record(r.document), r.made_at, r.made_by, r.why) for r in rows
        ]

    def head(self, slug: str, *, lock: bool = True) -> Head[T] | None:
        """How the record of that slug stands, locked against others unless it is only read; None if there never was one."""
        query = select(self._head.c.id, self._head.c.published).where(self._head.c.slug == slug)
        row = self._connection.execute(query.with_for_update(of=self._head) if lock else query).one_or_none()
        if row is None:
            return None
        revisions = self.revisions(slug)
        shown = next((each for each in revisions if each.number == row.published), revisions[-1])
        return Head(row.id, slug, row.published, revisions[-1].number, shown.record)

    def slug_of(self, identity: str) -> str | None:
        """The slug of a record, by its id."""
        slug: str | None = self._connection.scalar(
            select(self._head.c.slug).where(self._head.c.id == identity)
        )
        return slug

    def revision(self, slug: str, number: int) -> Revision[T] | None:
        """One revision."""
        return next((each for each in self.revisions(slug) if each.number == number), None)

    def propose(self, record: T, *, made_by: str, why: str, now: datetime) -> int:
        """Adds a revision that the public does not see, and says its number. Raises SlugTakenError."""
        rows = self._standing(record)
        if any(row.id != record.id for row in rows):
            raise SlugTakenError(f"another {self._head.name} already has the slug {record.slug!r}")
        number: int = rows[0].newest + 1 if rows else 1
        if not rows:
            columns = {"id": record.id, "published": None, **self._columns(record)}
            self._connection.execute(insert(self._head).values(columns))
        else:
            self._refile([record])
        self._add(record.id, number, "proposed", to_json(record), made_by, why, now)
        return number

    def withdraw(self, slug: str, *, made_by: str, why: str, now: datetime) -> bool:
        """Takes down what the public sees, whoever published it; its history stays. False if it sees nothing."""
        head = self.head(slug)
        if head is None or head.published is None:
            return False
        self._connection.execute(update(self._head).where(self._head.c.id == head.id).values(published=None))
        self._add(head.id, head.newest + 1, "withdrawn", to_json(head.record), made_by, why, now)
        return True

    def publish(self, record: T, *, made_by: str, why: str, now: datetime) -> bool:
        """Makes `record` what the public sees; False, and no revision, if it already is.

        `now` needs a time zone. Raises SlugTakenError if another record has its slug.
        """
        outcome = self._publish([record], made_by, why, now, self._standing(record), keep_others=False)
        return not outcome.unchanged

    def publish_all(
        self, records: Iterable[T], *, made_by: str, why: str, now: datetime, keep_others: bool = True
    ) -> Outcome:
        """Publishes many, as one who must not undo what others did: what anyone but `made_by` published last is kept, unless
        the caller has looked at it and says `keep_others` False."""
        return self._publish(list(records), made_by, why, now, self._standing(None), keep_others=keep_others)

    def propose_all(self, records: Iterable[T], *, made_by: str, why: str, now: datetime) -> dict[str, int]:
        """Proposes many, and says the number of each one's revision, by id. Raises SlugTakenError."""
        rows = self._standing(None)
        newest, owners = {row.id: row.newest for row in rows}, {row.slug: row.id for row in rows}
        heads: list[dict[str, Any]] = []
        revisions: list[dict[str, Any]] = []
        known: list[T] = []
        for record in records:
            if owners.setdefault(record.slug, record.id) != record.id:
                raise SlugTakenError(f"another {self._head.name} already has the slug {record.slug!r}")
            if record.id not in newest:
                heads.append({"id": record.id, "published": None, **self._columns(record)})
            else:
                known.append(record)
            newest[record.id] = newest.get(record.id, 0) + 1
            number, document = newest[record.id], to_json(record)
            revisions.append({self._owner: record.id, "number": number, "document": document})
        signed = {"state": "proposed", "made_at": now, "made_by": made_by, "why": why}
        if heads:
            self._connection.execute(insert(self._head), heads)
        self._refile(known)
        if revisions:
            self._connection.execute(insert(self._revision), [{**row, **signed} for row in revisions])
        return {row[self._owner]: row["number"] for row in revisions}

    def withdraw_others(
        self, slugs: Collection[str], *, made_by: str, why: str, now: datetime
    ) -> tuple[str, ...]:
        """Takes down what `made_by` published last and is not in `slugs`; history stays. Says what was taken down."""
        gone = [
            row
            for row in self._standing(None)
            if row.document is not None and row.made_by == made_by and row.slug not in slugs
        ]
        if gone:
            ids = [row.id for row in gone]
            self._connection.execute(
                update(self._head).where(self._head.c.id.in_(ids)).values(published=None)
            )
            signed = {"state": "withdrawn", "made_at": now, "made_by": made_by, "why": why}
            self._connection.execute(
                insert(self._revision),
                [
                    {self._owner: row.id, "number": row.newest + 1, "document": row.document, **signed}
                    for row in gone
                ],
            )
        return tuple(sorted(row.slug for row in gone))

    def _publish(
        self,
        records: list[T],
        made_by: str,
        why: str,
        now: datetime,
        rows: list[Row[Any]],
        *,
        keep_others: bool,
    ) -> Outcome:
        standing = {row.id: row for row in rows}
        owners = {row.slug: row.id for row in rows}
        done: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": [], "kept": []}
        new: list[dict[str, Any]] = []
        moved: list[dict[str, Any]] = []
        revisions: list[dict[str, Any]] = []
        for record in records:
            if owners.get(record.slug, record.id) != record.id:
                raise SlugTakenError(f"another {self._head.name} already has the slug {record.slug!r}")
            old, document = standing.get(record.id), to_json(record)
            if old is not None and old.document == document:
                done["unchanged"].append(record.slug)
                continue
            if keep_others and old is not None and old.made_by not in (None, made_by):
                done["kept"].append(record.slug)
                continue
            number = 1 if old is None else old.newest + 1
            done["added" if old is None else "changed"].append(record.slug)
            (new if old is None else moved).append(
                {"id": record.id, "published": number, **self._columns(record)}
            )
            revisions.append({self._owner: record.id, "number": number, "document": document})
        if new:
            self._connection.execute(insert(self._head), new)
        if moved:
            # The key is given twice, once to find the row by: executemany cannot use a column's own name for that.
            found_by = self._head.c.id == bindparam("key")
            self._connection.execute(
                update(self._head).where(found_by), [{"key": row["id"], **row} for row in moved]
            )
        signed = {"state": "published", "made_at": now, "made_by": made_by, "why": why}
        if revisions:
            self._connection.execute(insert(self._revision), [{**row, **signed} for row in revisions])
        return Outcome(**{name: tuple(slugs) for name, slugs in done.items()})

    def _refile(self, records: list[T]) -> None:
        """Files what was only proposed, and is proposed otherwise, where it belongs now: by that its steward finds it."""
        theirs = (self._head.c.id == bindparam("key")) & self._head.c.published.is_(None)
        rows = [{"key": record.id, **self._columns(record)} for record in records]
        if rows:
            self._connection.execute(update(self._head).where(theirs), rows)

    def _add(
        self, identity: str, number: int, state: str, document: str, made_by: str, why: str, now: datetime
    ) -> None:
        row = {"state": state, "document": document, "made_by": made_by, "made_at": now, "why": why}
        self._connection.execute(
            insert(self._revision).values({self._owner: identity, "number": number, **row})
        )

    def _standing(self, record: T | None) -> list[Row[Any]]:
        """How things stand for one record (by id or slug) or, for None, for all, locked against others."""
        newest = (
            select(self._revision.c[self._owner], func.max(self._revision.c.number).label("newest"))
            .group_by(self._revision.c[self._owner])
            .subquery()
        )
        query = (
            select(
                self._head.c.id,
                self._head.c.slug,
                self._revision.c.document,
                self._revision.c.made_by,
                newest.c.newest,
            )
            .join(newest, newest.c[self._owner] == self._head.c.id)
            .outerjoin(self._revision, self._is_published())
            .with_for_update(of=self._head)
        )
        if record is not None:
            query = query.where(or_(self._head.c.id == record.id, self._head.c.slug == record.slug))
        return list(self._connection.execute(query))

    def _published(self) -> Any:
        return (
            select(self._revision.c.document)
            .join(self._head, self._is_published())
            .order_by(self._head.c.slug)
        )

    def _is_published(self) -> Any:
        return and_(
            self._revision.c[self._owner] == self._head.c.id,
            self._revision.c.number == self._head.c.published,
        )

    def _record(self, document: str) -> T:
        return self._read(json.loads(document))

    @abstractmethod
    def _read(self, document: Document) -> T:
        """The record that a document holds."""

    def _columns(self, record: T) -> dict[str, Any]:
        return {"slug": record.slug}


class Organisations(_Documents[Organisation]):
    """The organisations, within one unit of work."""

    _head = organisation
    _revision = organisation_revision
    _owner = "organisation_id"

    def _read(self, document: Document) -> Organisation:
        return organisation_from(document)


class Listings(_Documents[Listing]):
    """The listings, within one unit of work. Publish a listing's organisation before the listing."""

    _head = listing
    _revision = listing_revision
    _owner = "listing_id"

    def of_organisation(self, slug: str) -> list[Listing]:
        """What the public sees of a group's, in order of slug."""
        theirs = self._published().where(listing.c.organisation_slug == slug)
        return [self._record(row.document) for row in self._connection.execute(theirs)]

    def _read(self, document: Document) -> Listing:
        return listing_from(document)

    def _columns(self, record: Listing) -> dict[str, Any]:
        return {
            "slug": record.slug,
            "locality": record.locality,
            "organisation_slug": record.organization,
        }
