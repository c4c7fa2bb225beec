"""What of a listing the public may see."""

import re
from collections.abc import Iterable
from dataclasses import replace

from poai.domain.listing import Listing

HIDDEN = ("inactive", "defunct")
# Where somebody hides is told to nobody, even if an editor wrote it down.
_SHELTER = re.compile(r"\b(refuges?|safe[ -]?houses?)\b", re.IGNORECASE)


def public(listings: Iterable[Listing]) -> list[Listing]:
    """The listings to show, in order of name: none that has ended, none with the editors' notes, and no place of a refuge."""
    shown = [as_shown(listing) for listing in listings if listing.status not in HIDDEN]
    return sorted(shown, key=lambda listing: (listing.name.casefold(), listing.slug))


def as_shown(listing: Listing) -> Listing:
    """A listing as residents read it: without the editors' notes, and without the place of a refuge."""
    if listing.source.notes is not None:
        listing = replace(listing, source=replace(listing.source, notes=None))
    told = " / ".join(
        (listing.name, listing.organization, *listing.tags)
    )  # the group's slug is made of its name
    if listing.locations and _SHELTER.search(told):
        listing = replace(listing, locations=())
    return listing
