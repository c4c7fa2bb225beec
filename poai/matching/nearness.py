"""How much a listing's place counts: gently, so that a better fit further away still shows."""

from collections.abc import Collection
from math import asin, cos, radians, sin, sqrt

from poai.matching.searchable import Searchable

EVERYWHERE = "borough-wide"
_EARTH_MILES = 3958.8
_HALF_OFF = 12.0  # miles at which distance has taken half of what it can


def miles(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two points (latitude, longitude, in degrees)."""
    (lat_a, lon_a), (lat_b, lon_b) = ((radians(lat), radians(lon)) for lat, lon in (one, other))
    chord = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_MILES * asin(sqrt(min(1.0, chord)))


def area_factor(listing: Searchable, locality: str, neighbours: Collection[str]) -> float:
    """1 in the same locality, a little less next door or borough-wide, less again elsewhere."""
    if listing.locality == locality:
        return 1.0
    if listing.locality in ("", EVERYWHERE) or listing.locality in neighbours:
        return 0.9
    return 0.75


def distance_factor(listing: Searchable, point: tuple[float, float]) -> float:
    """1 next door, falling slowly with miles; a listing without a point counts as a middling way off."""
    if listing.latitude is None or listing.longitude is None:
        return 0.88
    away = miles(point, (listing.latitude, listing.longitude))
    return 0.6 + 0.4 * _HALF_OFF / (_HALF_OFF + 4 * away)
