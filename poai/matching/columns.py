"""Facts about all listings as columns, so that what must hold is worked out for all of them at once."""

from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from poai.domain.listing import BOROUGH_WIDE
from poai.matching.reading import Reading
from poai.matching.searchable import Searchable
from poai.matching.vectors import Floats

Flags = NDArray[np.bool_]


class Columns:
    """One row a listing. `standing` is what its trust and openness leave of its fit (0 to 1).

    `latitude` and `longitude` are degrees, not a number where a listing has no point.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.count = len(readings)
        self.standing = np.array([_standing(reading.listing) for reading in readings], np.float32)
        points = [(reading.listing.latitude, reading.listing.longitude) for reading in readings]
        known = [(np.nan, np.nan) if None in point else point for point in points]
        self.latitude, self.longitude = np.array(known, np.float64).reshape(-1, 2).T
        localities = [reading.listing.locality for reading in readings]
        keys = {key: code for code, key in enumerate(dict.fromkeys(localities))}
        self._localities = tuple(keys)
        self._locality = np.array([keys[key] for key in localities], np.intp)
        having: dict[str, list[int]] = defaultdict(list)
        for at, reading in enumerate(readings):
            for offered in reading.offers:
                having[offered].append(at)
        self._having = {offered: np.array(rows, np.int32) for offered, rows in having.items()}

    def offering(self, keys: Collection[str]) -> Flags:
        """Which listings say that they offer any of these, as "kind:value"."""
        found = np.zeros(self.count, np.bool_)
        for key in keys:
            if key in self._having:
                found[self._having[key]] = True
        return found

    def kinds(self, kind: str) -> list[str]:
        """All that any listing says of a kind of fact."""
        return [key for key in self._having if key.startswith(f"{kind}:")]

    def placed(self, wanted: Collection[str], beside: Collection[str], half: float) -> Floats:
        """1 in a wanted locality, `half` beside it and where a listing is for all or does not say, 0 elsewhere."""
        worth = [
            1.0 if key in wanted else half if key in ("", BOROUGH_WIDE) or key in beside else 0.0
            for key in self._localities
        ]
        return np.array(worth, np.float32)[self._locality]


def _standing(listing: Searchable) -> float:
    """Fresh, sure facts and an open door go first, gently."""
    return (0.8 + 0.2 * min(max(listing.trust, 0.0), 1.0)) * (0.92 if listing.referral_only else 1.0)
