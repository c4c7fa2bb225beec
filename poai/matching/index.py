"""Field-weighted BM25 over listings, with postings whose values are worked out when built."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from poai.matching.vectors import Floats

FIELDS = {"name": 3.0, "tags": 2.0, "organisation": 1.0, "description": 1.2, "details": 0.4, "area": 1.2}
_K1 = 1.2
_B = 0.5


class Postings(NamedTuple):
    """Listing numbers, ascending, with a worth for each."""

    listings: NDArray[np.int32]
    worth: Floats


def postings(pairs: Sequence[tuple[int, float]]) -> Postings:
    """From (listing, worth) pairs in ascending order."""
    return Postings(
        np.fromiter((at for at, _ in pairs), np.int32, len(pairs)),
        np.fromiter((worth for _, worth in pairs), np.float32, len(pairs)),
    )


NOWHERE = postings(())


class TextIndex:
    """Which listings have a word, and what it is worth there (0 to 1, before the word's rarity)."""

    def __init__(self, listings: Sequence[Mapping[str, Sequence[str]]]) -> None:
        lengths = {field: sum(len(listing[field]) for listing in listings) for field in FIELDS}
        usual = {field: max(1.0, lengths[field] / max(1, len(listings))) for field in FIELDS}
        having: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, listing in enumerate(listings):
            worth: dict[str, float] = defaultdict(float)
            for field, weight in FIELDS.items():
                scale = weight / (1 - _B + _B * len(listing[field]) / usual[field])
                for stem, times in Counter(listing[field]).items():
                    worth[stem] += scale * times
            for stem, value in worth.items():
                having[stem].append((at, value / (_K1 + value)))
        self._postings = {stem: postings(pairs) for stem, pairs in having.items()}
        self._count = len(listings)

    def __contains__(self, stem: str) -> bool:
        return stem in self._postings

    def rarity(self, stem: str) -> float:
        """Inverse document frequency: 0 for a word of every listing, and as for one listing if unknown."""
        having = len(self.postings(stem).listings) or 1
        return log(1 + (self._count - having + 0.5) / (having + 0.5))

    def has(self, listing: int, stem: str) -> bool:
        """Whether one listing has a word."""
        listings = self.postings(stem).listings
        at = int(np.searchsorted(listings, listing))
        return at < len(listings) and int(listings[at]) == listing

    def postings(self, stem: str) -> Postings:
        """The listings that have a word, with what it is worth there."""
        return self._postings.get(stem, NOWHERE)
