"""How much a text sounds like each need: which needs its words are used for, whatever the phrase."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from poai.matching.stem import stem
from poai.matching.stopwords import ASKING

_ASKING_TELLS = 0.35  # of what another word would tell
_UNKNOWN_TELLS = 2.0  # a word that no need uses speaks against all of them
_STRONGLY = 0.1  # what a word must tell of a need to be a reason to hear it
_DOUBT = 1.0  # keeps one word alone from being sure


class Likeness(NamedTuple):
    """How much (0 to 1) and because of which positions."""

    strength: float
    positions: tuple[int, ...]


class WordUse:
    """For each word, the needs whose phrases use it, and what it tells."""

    def __init__(self, spoken: Iterable[tuple[int, Sequence[str]]], needs: int) -> None:
        uses: dict[str, Counter[int]] = defaultdict(Counter)
        for need, words in spoken:
            for word in dict.fromkeys(words):
                uses[word][need] += 1
        many = max(needs, 2)
        self._tells = {
            word: log(1 + many / len(by)) * (_ASKING_TELLS if word in ASKING_STEMS else 1.0)
            for word, by in uses.items()
        }
        self._many = needs
        self._shares: dict[str, tuple[NDArray[np.intp], NDArray[np.float64]]] = {}
        self._strong: dict[str, tuple[int, ...]] = {}
        for word, by in uses.items():
            share = np.array(list(by.values())) / (by.total() + 1.0) * self._tells[word]
            self._shares[word] = np.array(list(by), np.intp), share
            self._strong[word] = tuple(need for need, told in zip(by, share, strict=True) if told > _STRONGLY)

    def tells(self, word: str) -> float:
        """How much a word narrows down the need; 0 for a word that no phrase has."""
        return self._tells.get(word, 0.0)

    def mass(self, words: Iterable[str]) -> float:
        """What the words tell in all, words that no phrase has included."""
        return sum(
            self._tells.get(word, _ASKING_TELLS if word in ASKING_STEMS else _UNKNOWN_TELLS) for word in words
        )

    def alike(
        self, places: Mapping[str, Sequence[int]], blocked: Mapping[int, Set[int]]
    ) -> dict[int, Likeness]:
        """Needs like the words at these places; a blocked position does not count for its need."""
        mass = np.zeros(self._many)
        where: dict[int, list[int]] = defaultdict(list)
        for word, positions in places.items():
            if word not in self._shares:
                continue
            needs, told = self._shares[word]
            quiet = {need for need, silenced in blocked.items() if not silenced.isdisjoint(positions)}
            if quiet:
                heard = ~np.isin(needs, list(quiet))
                needs, told = needs[heard], told[heard]
            mass[needs] += told
            for need in self._strong[word]:
                if need not in quiet:
                    where[need].append(positions[0])
        whole = self.mass(places) + _DOUBT
        return {
            need: Likeness(float(mass[need]) / whole, tuple(sorted(spots))) for need, spots in where.items()
        }


ASKING_STEMS = frozenset(map(stem, ASKING))
