"""Names that a text says: a listing or organisation asked for by name goes first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from poai.matching.stopwords import FUNCTION


class Names:
    """Names of listings and organisations by their words."""

    def __init__(self, named: Iterable[tuple[int, Sequence[str]]], rarity: Callable[[str], float]) -> None:
        self._names: list[tuple[int, float]] = []
        self._having: dict[str, list[int]] = defaultdict(list)
        self._rarity = rarity
        for listing, stems in named:
            telling = {stem for stem in stems if stem not in FUNCTION}
            mass = sum(map(rarity, telling))
            for stem in telling:
                self._having[stem].append(len(self._names))
            self._names.append((listing, mass or 1.0))

    def said(self, stems: Iterable[str]) -> dict[int, float]:
        """Listings whose name the words say, with how much of the name they say and it says of them (0 to 1)."""
        asked = {stem for stem in stems if stem not in FUNCTION}
        whole = sum(map(self._rarity, asked))
        if not whole:
            return {}
        touched: dict[int, float] = defaultdict(float)
        for stem in sorted(asked):
            for name in self._having.get(stem, ()):
                touched[name] += self._rarity(stem)
        best: dict[int, float] = {}
        for name, mass in touched.items():
            listing, full = self._names[name]
            fit = min(mass / full, 1.0) * (mass / whole) ** 0.5
            if mass / full > 0.75 and mass > 3.0:
                best[listing] = max(best.get(listing, 0.0), fit)
        return best
