"""Where the addresses lead of listings that became one with another."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from poai.store.listing_tables import redirect
from poai.store.tables import listing


@dataclass(frozen=True, slots=True)
class Redirect:
    """The address `slug` leads to the listing `listing_id`, since `made_at` (UTC), by an account's id."""

    slug: str
    listing_id: str
    made_at: datetime
    made_by: str
    why: str


class Redirects:
    """The redirects, within one unit of work. None leads to another: each says where its way ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lead(
        self, old: str, new: str, *, old_id: str, new_id: str, made_by: str, why: str, now: datetime
    ) -> None:
        """From now on the slug `old`, and each that led there, leads to the listing `new`, which itself leads nowhere."""
        self.end(new)
        self.end(old)
        self._connection.execute(
            update(redirect).where(redirect.c.listing_id == old_id).values(listing_id=new_id)
        )
        row = {"slug": old, "listing_id": new_id, "made_at": now, "made_by": made_by, "why": why}
        self._connection.execute(insert(redirect).values(row))

    def end(self, slug: str) -> None:
        """The slug leads nowhere any more: it has a listing of its own."""
        self._connection.execute(delete(redirect).where(redirect.c.slug == slug))

    def to(self, listing_id: str) -> list[Redirect]:
        """What leads to a listing, the oldest first."""
        rows = self._connection.execute(
            select(redirect).where(redirect.c.listing_id == listing_id).order_by(redirect.c.made_at)
        )
        return [Redirect(*row) for row in rows]

    def target(self, slug: str) -> str | None:
        """The slug of the listing to which a slug leads, shown or not; None if it leads nowhere."""
        found: str | None = self._connection.scalar(
            select(listing.c.slug)
            .join(redirect, redirect.c.listing_id == listing.c.id)
            .where(redirect.c.slug == slug)
        )
        return found

    def every(self) -> dict[str, str]:
        """From each slug that leads somewhere to that listing's slug, shown or not."""
        rows = self._connection.execute(
            select(redirect.c.slug, listing.c.slug.label("target")).join(
                listing, redirect.c.listing_id == listing.c.id
            )
        )
        return {row.slug: row.target for row in rows}

    def shown(self) -> dict[str, str]:
        """From each slug that the public sees no listing of, to the slug of the one that it sees instead."""
        own = listing.alias()
        rows = self._connection.execute(
            select(redirect.c.slug, listing.c.slug.label("target"))
            .join(listing, listing.c.id == redirect.c.listing_id)
            .outerjoin(own, own.c.slug == redirect.c.slug)
            .where(listing.c.published.is_not(None), own.c.published.is_(None))
            .order_by(redirect.c.slug)
        )
        return {row.slug: row.target for row in rows}
