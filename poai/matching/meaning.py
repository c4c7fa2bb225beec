"""Hearing needs in what a text means, where none of their phrases was typed."""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

import numpy as np

from poai.domain.need import Need
from poai.matching.stopwords import FUNCTION
from poai.matching.tokens import spoken, words
from poai.matching.vectors import Floats, Vectors

_FEW = 3  # of a need's phrases, the nearest that speak for it
_NEAR = 0.66  # how near they must be for the need to be as likely as not
_SHARP = 0.08  # how fast that changes
_MOST = 0.5  # how sure nearness alone can be
_SHARE = 0.5  # and being nearer than all other needs
_CLOSE = 0.04  # how close a phrase must be to count among those that compete
_NOBODY = 3 * exp(-0.5 / _CLOSE)  # as much as three phrases half alike: where none is nearer, nobody wins
_LEAST = 0.05  # less is not worth telling
_SAID = 0.5  # of what the word that says most says, what a word must say to be named


class Felt(NamedTuple):
    """How much (0 to 0.75) a text means a need, and which of its words say so."""

    strength: float
    phrase: str


class Meaning:
    """The phrases of all needs as directions, need by need."""

    def __init__(self, needs: Sequence[Need], vectors: Vectors) -> None:
        self._vectors = vectors
        self._keys = [need.key for need in needs]
        rows = [
            vectors.senses(spoken(words(phrase)) for phrase in dict.fromkeys((*need.phrases, *need.serves)))
            for need in needs
        ]
        serving = [vectors.senses(words(phrase) for phrase in (*need.serves, need.label)) for need in needs]
        self._rows = np.concatenate(rows) if rows else np.zeros((0, vectors.dimensions), np.float32)
        longest = max((len(row) for row in rows), default=0)
        # Each need's row numbers, filled up with one past the last, which stands for "no phrase".
        self._of = np.full((len(rows), max(longest, _FEW)), len(self._rows), np.int64)
        self._starts = np.cumsum([0, *(len(row) for row in rows)])[:-1]
        start = 0
        for at, row in enumerate(rows):
            self._of[at, : len(row)] = np.arange(start, start + len(row))
            start += len(row)
        middles = [one.mean(0) for one in serving]
        self._middles = {
            key: middle / (float(np.linalg.norm(middle)) or 1.0)
            for key, middle in zip(self._keys, middles, strict=True)
        }

    def direction(self, key: str) -> Floats | None:
        """Where listings that serve a need point; None for an unknown need."""
        return self._middles.get(key)

    def felt(self, said: Sequence[str], sense: Floats) -> dict[str, Felt]:
        """The needs that a text may mean; `sense` is the direction of its words."""
        if not self._keys or not sense.any():
            return {}
        near = np.append(self._rows @ sense, np.float32(-1))
        rivals = np.add.reduceat(np.exp((near[:-1] - 1) / _CLOSE), self._starts)
        share = rivals / (rivals.sum() + _NOBODY)
        nearest = -np.partition(-near[self._of], _FEW - 1, axis=1)[:, :_FEW]
        sure = (nearest.max(axis=1) + nearest.mean(axis=1)) / 2
        felt: dict[str, Felt] = {}
        for at in np.flatnonzero(sure > _NEAR - 3 * _SHARP):
            alone = _MOST / (1 + exp((_NEAR - float(sure[at])) / _SHARP))
            strength = 1 - (1 - alone) * (1 - _SHARE * float(share[at]))
            if strength >= _LEAST:
                best = self._of[at][int(near[self._of[at]].argmax())]
                felt[self._keys[at]] = Felt(strength, self._speaking(said, self._rows[best]))
        return felt

    def _speaking(self, said: Sequence[str], towards: Floats) -> str:
        """The words of a text that point towards something, in their order."""
        says = [self._vectors.towards(word, towards) if word not in FUNCTION else 0.0 for word in said]
        most = max(says, default=0.0)
        spoken_up = [word for word, much in zip(said, says, strict=True) if much > 0 and much >= _SAID * most]
        return " ".join(dict.fromkeys(spoken_up)) or " ".join(said[:3])
