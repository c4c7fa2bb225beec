"""The groups that somebody may look after, and where their listings are."""

from sqlalchemy import Connection, not_, select

from poai.domain.access import Actor, Permission
from poai.store import visible
from poai.store.tables import listing, listing_revision, organisation


def areas_of(connection: Connection, slug: str) -> frozenset[str]:
    """The localities in which a group has a listing, or had one."""
    query = select(listing.c.locality).where(listing.c.organisation_slug == slug)
    return frozenset(connection.scalars(query.distinct()))


def first_areas(connection: Connection, slug: str) -> list[str]:
    """The localities of the listings with which a group began here, one for each; none without a listing."""
    began = listing_revision.c.made_at.label("began")
    query = (
        select(listing.c.locality, began)
        .join(listing_revision, listing_revision.c.listing_id == listing.c.id)
        .where(listing.c.organisation_slug == slug, listing_revision.c.number == 1)
    )
    rows = connection.execute(query).all()
    first = min((row.began for row in rows), default=None)
    return [row.locality for row in rows if row.began == first]


def stewarded_groups(connection: Connection, actor: Actor) -> frozenset[str]:
    """The slugs of the groups all of whose listings the actor may publish, or which have none."""
    mine = visible.listings(actor, Permission.LISTING_PUBLISH)
    theirs = listing.c.organisation_slug == organisation.c.slug
    others = select(listing.c.id).where(theirs, not_(mine)).exists()
    shown = organisation.c.published.is_not(None)
    return frozenset(connection.scalars(select(organisation.c.slug).where(shown, not_(others))))
