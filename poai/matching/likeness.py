"""How much a text sounds like each need: which needs its words are used for, whatever the phrase."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from poai.matching.stem import stem
from poai.matching.stopwords import ASKING

_ASKING_TELLS = 0.35  # of what another word would tell
_UNKNOWN_TELLS = 2.0  # a word that no need uses speaks against all of them
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
        self._share = {
            word: tuple((need, times / (by.total() + 1.0)) for need, times in by.items())
            for word, by in uses.items()
        }

    def tells(self, word: str) -> float:
        """How much a word narrows down the need; 0 for a word that no phrase has."""
        return self._tells.get(word, 0.0)

    def mass(self, words: Iterable[str]) -> float:
        """What the words tell in all, words that no phrase has included."""
        return sum(
            self._tells.get(word, _ASKING_TELLS if word in ASKING_STEMS else _UNKNOWN_TELLS) for word in words
        )

    def alike(
        self, places: Mapping[str, Sequence[int]], blocked: Mapping[int, Collection[int]]
    ) -> dict[int, Likeness]:
        """Needs like the words at these places; a blocked position does not count for its need."""
        mass: dict[int, float] = defaultdict(float)
        where: dict[int, list[int]] = defaultdict(list)
        for word, positions in places.items():
            tells = self._tells.get(word, 0.0)
            for need, share in self._share.get(word, ()):
                if not any(at in blocked.get(need, ()) for at in positions):
                    mass[need] += tells * share
                    if tells * share > 0.1:
                        where[need].append(positions[0])
        whole = self.mass(places) + _DOUBT
        return {
            need: Likeness(found / whole, tuple(sorted(where[need])))
            for need, found in mass.items()
            if where[need]
        }


ASKING_STEMS = frozenset(map(stem, ASKING))
