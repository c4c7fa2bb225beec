"""How much a listing's place counts: gently, so that a better fit further away still shows."""

from collections.abc import Collection

from poai.domain.distance import distance_miles
from poai.domain.listing import BOROUGH_WIDE
from poai.matching.searchable import Searchable

_HALF_OFF = 12.0  # miles at which distance has taken half of what it can


def area_factor(listing: Searchable, locality: str, neighbours: Collection[str]) -> float:
    """1 in the same locality, a little less next door or borough-wide, less again elsewhere."""
    if listing.locality == locality:
        return 1.0
    if listing.locality in ("", BOROUGH_WIDE) or listing.locality in neighbours:
        return 0.8
    return 0.65


def distance_factor(listing: Searchable, point: tuple[float, float]) -> float:
    """1 next door, falling slowly with miles; a listing without a point counts as a middling way off."""
    if listing.latitude is None or listing.longitude is None:
        return 0.88
    away = distance_miles(point, (listing.latitude, listing.longitude))
    return 0.6 + 0.4 * _HALF_OFF / (_HALF_OFF + 4 * away)
