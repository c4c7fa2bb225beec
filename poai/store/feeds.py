"""Where listings are taken from, what was last taken of each, and what each taking did."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from poai.domain.document import Document, listing_from, organisation_from
from poai.domain.listing import Listing, Organisation
from poai.store.listing_tables import feed, feed_row, feed_run, redirect
from poai.store.tables import listing, listing_revision, organisation, organisation_revision

State = Literal["proposed", "published", "rejected", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source of listings. `attribution` is the key of one of the place's attributions."""

    key: str
    name: str
    url: str | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class FeedRow:
    """What was last taken of one row of a feed, as the feed said it."""

    external_id: str
    listing: Listing


@dataclass(frozen=True, slots=True)
class Run:
    """One taking. `made_at` is in UTC, `made_by` an account's id or "system"; `report` is a plain document."""

    id: int
    feed: str
    made_at: datetime
    made_by: str
    report: Document


@dataclass(frozen=True, slots=True)
class Standing:
    """How a listing stands: `record` is what the public sees, or else the newest revision, which is in `state`."""

    published: int | None
    state: State
    record: Listing


class Feeds:
    """The feeds, within one unit of work. Who may see and take them is for the caller to ask."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> Feed | None:
        """One, or None."""
        return next(iter(self._all(feed.c.key == key)), None)

    def every(self) -> list[Feed]:
        """All, by name."""
        return self._all(feed.c.key.is_not(None))

    def put(self, wanted: Feed, *, by: str, now: datetime) -> None:
        """Keeps a feed: a new one, or what is said of one that there is."""
        said = {"name": wanted.name, "url": wanted.url, "attribution": wanted.attribution}
        done = self._connection.execute(update(feed).where(feed.c.key == wanted.key).values(said))
        if not done.rowcount:
            self._connection.execute(
                insert(feed).values({"key": wanted.key, **said, "added_at": now, "added_by": by})
            )

    def rows(self, key: str) -> dict[str, FeedRow]:
        """What was last taken of each row of a feed, by the feed's own ids."""
        query = select(feed_row.c.external_id, feed_row.c.document).where(feed_row.c.feed == key)
        return {
            row.external_id: FeedRow(row.external_id, listing_from(json.loads(row.document)))
            for row in self._connection.execute(query)
        }

    def keep_rows(self, key: str, rows: Iterable[tuple[str, str, str]], now: datetime) -> None:
        """Keeps rows of a feed, as the feed's id, the listing's, and the listing as JSON, in place of what was kept of them."""
        new = [
            {"feed": key, "external_id": row[0], "listing_id": row[1], "document": row[2], "seen_at": now}
            for row in rows
        ]
        self.forget_rows(key, [str(row["external_id"]) for row in new])
        if new:
            self._connection.execute(insert(feed_row), new)

    def forget_rows(self, key: str, external_ids: Sequence[str]) -> None:
        """What was taken of these rows is no longer kept."""
        for at in range(0, len(external_ids), 500):
            mine = and_(feed_row.c.feed == key, feed_row.c.external_id.in_(external_ids[at : at + 500]))
            self._connection.execute(delete(feed_row).where(mine))

    def add_run(self, key: str, report: Document, *, by: str, now: datetime) -> int:
        """Keeps what a taking did, and says the run's number."""
        row = {"feed": key, "made_at": now, "made_by": by, "report": json.dumps(report)}
        done = self._connection.execute(insert(feed_run).values(row).returning(feed_run.c.id))
        return int(done.scalar_one())

    def replace_run(self, run_id: int, report: Document, *, now: datetime) -> None:
        """Keeps another report of a run."""
        values = {"report": json.dumps(report), "made_at": now}
        self._connection.execute(update(feed_run).where(feed_run.c.id == run_id).values(values))

    def run(self, run_id: int, *, lock: bool = False) -> Run | None:
        """One run, or None."""
        query = select(feed_run).where(feed_run.c.id == run_id)
        row = self._connection.execute(query.with_for_update() if lock else query).one_or_none()
        return Run(row.id, row.feed, row.made_at, row.made_by, json.loads(row.report)) if row else None

    def runs(self, most: int) -> list[Run]:
        """The newest runs."""
        query = select(feed_run).order_by(feed_run.c.id.desc()).limit(most)
        return [
            Run(row.id, row.feed, row.made_at, row.made_by, json.loads(row.report))
            for row in self._connection.execute(query)
        ]

    def forget_run(self, run_id: int) -> None:
        """A run that was only tried is no longer kept."""
        self._connection.execute(delete(feed_run).where(feed_run.c.id == run_id))

    def listings(self, *, lock: bool = False) -> dict[str, Standing]:
        """How every listing stands, by id; with `lock`, nobody else changes one until the unit of work is over."""
        newest = (
            select(listing_revision.c.listing_id, func.max(listing_revision.c.number).label("newest"))
            .group_by(listing_revision.c.listing_id)
            .subquery()
        )
        shown = func.coalesce(listing.c.published, newest.c.newest)
        query = (
            select(listing.c.id, listing.c.published, listing_revision.c.state, listing_revision.c.document)
            .join(newest, newest.c.listing_id == listing.c.id)
            .join(
                listing_revision,
                and_(listing_revision.c.listing_id == listing.c.id, listing_revision.c.number == shown),
            )
        )
        rows = self._connection.execute(query.with_for_update(of=listing) if lock else query)
        return {
            row.id: Standing(row.published, row.state, listing_from(json.loads(row.document))) for row in rows
        }

    def organisations(self) -> list[Organisation]:
        """Every organisation as it stands, whether anybody sees it or not."""
        newest = (
            select(
                organisation_revision.c.organisation_id,
                func.max(organisation_revision.c.number).label("newest"),
            )
            .group_by(organisation_revision.c.organisation_id)
            .subquery()
        )
        query = (
            select(organisation_revision.c.document)
            .join(organisation, organisation.c.id == organisation_revision.c.organisation_id)
            .join(newest, newest.c.organisation_id == organisation.c.id)
            .where(organisation_revision.c.number == func.coalesce(organisation.c.published, newest.c.newest))
            .order_by(organisation.c.slug)
        )
        return [organisation_from(json.loads(row.document)) for row in self._connection.execute(query)]

    def led_elsewhere(self) -> set[str]:
        """Slugs of listings that became one with another: no new one may have them."""
        return set(self._connection.scalars(select(redirect.c.slug)))

    def _all(self, condition: Any) -> list[Feed]:
        query = select(feed).where(condition).order_by(feed.c.name, feed.c.key)
        return [
            Feed(key=row.key, name=row.name, url=row.url, attribution=row.attribution)
            for row in self._connection.execute(query)
        ]
