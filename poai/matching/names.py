"""Names that a text says: a listing or organisation asked for by name goes first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from poai.matching.stopwords import FUNCTION

_LEAST_MASS = 3.0  # what its words must tell at least: a name of common words is not taken for one
_MOST_OF = 0.75  # of what a name's words tell, what must be said


class Names:
    """Names of listings and organisations by their words."""

    def __init__(self, named: Iterable[tuple[int, Sequence[str]]], rarity: Callable[[str], float]) -> None:
        having: dict[str, list[int]] = defaultdict(list)
        listings: list[int] = []
        full: list[float] = []
        self._rarity = rarity
        for listing, stems in named:
            telling = {stem for stem in stems if stem not in FUNCTION}
            for stem in telling:
                having[stem].append(len(listings))
            listings.append(listing)
            full.append(sum(map(rarity, telling)) or 1.0)
        self._having = {stem: np.array(names, np.int32) for stem, names in having.items()}
        self._listings = listings
        self._full = np.array(full, np.float64)

    def said(self, stems: Iterable[str]) -> dict[int, float]:
        """Listings whose name the words say, with how much of the name they say and it says of them (0 to 1)."""
        asked = {stem: self._rarity(stem) for stem in sorted(set(stems)) if stem not in FUNCTION}
        whole = sum(asked.values())
        if not whole:
            return {}
        mass = np.zeros(len(self._full))
        for stem, weight in asked.items():
            if stem in self._having:
                mass[self._having[stem]] += weight
        best: dict[int, float] = {}
        for name in np.flatnonzero((mass > _LEAST_MASS) & (mass > _MOST_OF * self._full)).tolist():
            said = float(mass[name])
            fit = min(said / float(self._full[name]), 1.0) * (said / whole) ** 0.5
            listing = self._listings[name]
            best[listing] = max(best.get(listing, 0.0), fit)
        return best
