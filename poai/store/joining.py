"""What was waiting about a listing goes on to the one that it became part of."""

from sqlalchemy import Connection, update

from poai.domain.listing import Listing
from poai.store.listing_tables import feed_row, suggestion


def hand_on(connection: Connection, old_id: str, kept: Listing) -> None:
    """What people said of the old listing and nobody has dealt with is now about `kept`, and so are the rows of feeds that it came
    from: the next import changes that one and does not bring the old one back."""
    connection.execute(
        update(suggestion)
        .where(suggestion.c.listing_id == old_id, suggestion.c.state == "open")
        .values(listing_id=kept.id, locality=kept.locality, organisation=kept.organization)
    )
    connection.execute(update(feed_row).where(feed_row.c.listing_id == old_id).values(listing_id=kept.id))
