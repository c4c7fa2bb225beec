"""The groups that somebody may look after, and where their listings are."""

from sqlalchemy import Connection, not_, select

from poai.domain.access import Actor, Permission
from poai.store import visible
from poai.store.tables import listing, organisation


def areas_of(connection: Connection, slug: str) -> frozenset[str]:
    """The localities in which a group has a listing, or had one."""
    query = select(listing.c.locality).where(listing.c.organisation_slug == slug)
    return frozenset(connection.scalars(query.distinct()))


def stewarded_groups(connection: Connection, actor: Actor) -> frozenset[str]:
    """The slugs of the groups all of whose listings the actor may publish, or which have none."""
    mine = visible.listings(actor, Permission.LISTING_PUBLISH)
    theirs = listing.c.organisation_slug == organisation.c.slug
    others = select(listing.c.id).where(theirs, not_(mine)).exists()
    shown = organisation.c.published.is_not(None)
    return frozenset(connection.scalars(select(organisation.c.slug).where(shown, not_(others))))
