"""What was waiting about a listing goes on to the one that it became part of."""

from sqlalchemy import Connection, update

from poai.domain.listing import Listing
from poai.store.listing_tables import suggestion


def hand_on(connection: Connection, old_id: str, kept: Listing) -> None:
    """What people said of the old listing and nobody has dealt with is now about `kept`.

    Rows of feeds stay with the old one: it was taken down, so no import brings it back, and two rows of a feed do not
    change one listing in turns.
    """
    connection.execute(
        update(suggestion)
        .where(suggestion.c.listing_id == old_id, suggestion.c.kind == "change", suggestion.c.state == "open")
        .values(listing_id=kept.id, locality=kept.locality, organisation=kept.organization)
    )
