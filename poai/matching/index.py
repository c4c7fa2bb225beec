"""Field-weighted BM25 over listings, with postings whose values are worked out when built."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

FIELDS = {"name": 3.0, "tags": 2.0, "organisation": 1.0, "description": 1.2, "details": 0.4, "area": 1.2}
_K1 = 1.2
_B = 0.5


class TextIndex:
    """Which listings have a word, and what it is worth there (0 to 1, before the word's rarity)."""

    def __init__(self, listings: Sequence[Mapping[str, Sequence[str]]]) -> None:
        lengths = {field: sum(len(listing[field]) for listing in listings) for field in FIELDS}
        usual = {field: max(1.0, lengths[field] / max(1, len(listings))) for field in FIELDS}
        self._words = [frozenset(stem for field in FIELDS for stem in listing[field]) for listing in listings]
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, listing in enumerate(listings):
            worth: dict[str, float] = defaultdict(float)
            for field, weight in FIELDS.items():
                scale = weight / (1 - _B + _B * len(listing[field]) / usual[field])
                for stem, times in Counter(listing[field]).items():
                    worth[stem] += scale * times
            for stem, value in worth.items():
                self._postings[stem].append((at, value / (_K1 + value)))
        self._count = len(listings)

    def __contains__(self, stem: str) -> bool:
        return stem in self._postings

    def words(self, listing: int) -> frozenset[str]:
        """All stems of a listing."""
        return self._words[listing]

    def rarity(self, stem: str) -> float:
        """Inverse document frequency: 0 for a word of every listing, and as for one listing if unknown."""
        having = len(self._postings.get(stem, ())) or 1
        return log(1 + (self._count - having + 0.5) / (having + 0.5))

    def postings(self, stem: str) -> Sequence[tuple[int, float]]:
        """Listing numbers, ascending, with what the word is worth there."""
        return self._postings.get(stem, ())
