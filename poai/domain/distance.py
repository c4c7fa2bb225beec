"""How far apart two places are."""

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_MILES = 3958.8  # the mean radius, 6371.0 km


class Point(NamedTuple):
    """A place on the ground, in WGS84 degrees."""

    latitude: float
    longitude: float


def distance_miles(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in miles, as the crow flies (haversine formula).

    Each place is (latitude, longitude) in degrees, a Point or a plain pair.
    """
    north = radians(b[0] - a[0])
    east = radians(b[1] - a[1])
    half = sin(north / 2) ** 2 + cos(radians(a[0])) * cos(radians(b[0])) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(min(1.0, half)))
