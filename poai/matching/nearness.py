"""How much a listing's place counts: gently, so that a better fit further away still shows."""

from collections.abc import Collection

import numpy as np

from poai.domain.distance import EARTH_RADIUS_MILES
from poai.matching.columns import Columns
from poai.matching.vectors import Floats

_NEXT_DOOR = 0.8
_ELSEWHERE = 0.65
_HALF_OFF = 12.0  # miles at which distance has taken half of what it can
_SOMEWHERE = 0.88  # a listing without a point counts as a middling way off


def area_factors(columns: Columns, locality: str, neighbours: Collection[str]) -> Floats:
    """1 in the same locality, a little less next door or borough-wide, less again elsewhere."""
    half = (_NEXT_DOOR - _ELSEWHERE) / (1 - _ELSEWHERE)
    return np.float32(_ELSEWHERE) + np.float32(1 - _ELSEWHERE) * columns.placed([locality], neighbours, half)


def distance_factors(columns: Columns, point: tuple[float, float]) -> Floats:
    """1 next door, falling slowly with miles (great circle, haversine formula)."""
    latitude, longitude = np.radians(columns.latitude), np.radians(columns.longitude)
    north, east = latitude - np.radians(point[0]), longitude - np.radians(point[1])
    half = np.sin(north / 2) ** 2 + np.cos(np.radians(point[0])) * np.cos(latitude) * np.sin(east / 2) ** 2
    away = 2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(np.minimum(half, 1)))
    factors = 0.6 + 0.4 * _HALF_OFF / (_HALF_OFF + 4 * away)
    return np.where(np.isnan(away), _SOMEWHERE, factors).astype(np.float32)
