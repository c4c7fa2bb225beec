"""The directory as a whole, as it travels between files, store and other systems."""

from dataclasses import dataclass

from poai.domain.listing import Listing, Organisation


@dataclass(frozen=True, slots=True)
class Seed:
    """Organisations and listings, each in order of slug."""

    organisations: tuple[Organisation, ...]
    listings: tuple[Listing, ...]
