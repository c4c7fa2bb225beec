"""The listings that somebody may publish, shown or not, for the pages on which they look after them."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select

from poai.domain.access import Actor, Permission
from poai.domain.document import listing_from
from poai.domain.listing import Listing
from poai.store import visible
from poai.store.tables import listing, listing_revision


@dataclass(frozen=True, slots=True)
class Stewarded:
    """One listing as it is shown or, if `shown` is false, as it was last. `since` (UTC), `why` and `made_by` are of the revision
    that made it so."""

    id: str
    shown: bool
    listing: Listing
    since: datetime
    made_by: str
    why: str


def stewarded(
    connection: Connection, actor: Actor, *, shown_only: bool = False, slug: str | None = None
) -> list[Stewarded]:
    """Those that the actor may publish, in order of slug: all that were ever shown, or those that are, or the one of a slug."""
    newest = (
        select(listing_revision.c.listing_id, func.max(listing_revision.c.number).label("number"))
        .where(listing_revision.c.state == "withdrawn")
        .group_by(listing_revision.c.listing_id)
        .subquery()
    )
    query = (
        select(listing.c.id, listing.c.published, listing_revision)
        .outerjoin(newest, newest.c.listing_id == listing.c.id)
        .join(
            listing_revision,
            and_(
                listing_revision.c.listing_id == listing.c.id,
                or_(
                    listing_revision.c.number == listing.c.published,
                    and_(listing.c.published.is_(None), listing_revision.c.number == newest.c.number),
                ),
            ),
        )
        .where(visible.listings(actor, Permission.LISTING_PUBLISH))
        .order_by(listing.c.slug)
    )
    if shown_only:
        query = query.where(listing.c.published.is_not(None))
    if slug is not None:
        query = query.where(listing.c.slug == slug)
    return [
        Stewarded(
            row.listing_id,
            row.published is not None,
            listing_from(json.loads(row.document)),
            row.made_at,
            row.made_by,
            row.why,
        )
        for row in connection.execute(query)
    ]
