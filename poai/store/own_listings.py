"""The listings that somebody may change."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from poai.domain.access import Actor, Permission
from poai.domain.document import listing_from
from poai.domain.listing import Listing
from poai.store import visible
from poai.store.tables import listing, listing_revision

MOST = 100  # on one page


@dataclass(frozen=True, slots=True)
class Standing:
    """A listing as the public sees it or, if it sees none, as its newest revision has it."""

    listing: Listing
    shown: bool


def own_listings(connection: Connection, actor: Actor) -> list[Standing]:
    """Those that the actor may change, in order of slug: MOST of them, and one more if there are others."""
    other = listing_revision.alias()
    newest = select(func.max(other.c.number)).where(other.c.listing_id == listing.c.id).scalar_subquery()
    rows = connection.execute(
        select(listing.c.published, listing_revision.c.document)
        .join(listing_revision, listing_revision.c.listing_id == listing.c.id)
        .where(
            visible.listings(actor, Permission.LISTING_EDIT),
            or_(
                listing_revision.c.number == listing.c.published,
                and_(listing.c.published.is_(None), listing_revision.c.number == newest),
            ),
        )
        .order_by(listing.c.slug)
        .limit(MOST + 1)
    )
    return [Standing(listing_from(json.loads(row.document)), row.published is not None) for row in rows]
