"""What of a listing the public may see."""

from collections.abc import Iterable
from dataclasses import replace

from poai.domain.listing import Listing

HIDDEN = ("inactive", "defunct")


def public(listings: Iterable[Listing]) -> list[Listing]:
    """The listings to show, in order of name: none that has ended, and none with the editors' notes."""
    shown = [
        listing
        if listing.source.notes is None
        else replace(listing, source=replace(listing.source, notes=None))
        for listing in listings
        if listing.status not in HIDDEN
    ]
    return sorted(shown, key=lambda listing: (listing.name.casefold(), listing.slug))
