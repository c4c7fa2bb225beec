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
_NEAR = 0.74  # how near they must be for the need to be as likely as not
_SHARP = 0.08  # how fast that changes
_MOST = 0.5  # how sure nearness alone can be
_SHARE = 0.5  # and being nearer than all other needs
_CLOSE = 0.04  # how close a phrase must be to count among those that compete
_NOBODY = 3 * exp(-0.5 / _CLOSE)  # as much as three phrases half alike: where none is nearer, nobody wins
_HEED = 0.36  # phrases less near than that are not looked at
_SKETCH = 48
_UNSURE = 0.12  # how far that may fall short
_LEAST_NEAR = 0.48  # less near, nothing is felt
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
        texts = [dict.fromkeys((*need.phrases, *need.serves)) for need in needs]
        self._need = np.repeat(np.arange(len(texts)), [len(said) for said in texts])
        # Half the room for the whole, of which few are looked at; the sketch is looked at for every text.
        self._rows = np.zeros((len(self._need), vectors.dimensions), np.float16)
        for row, phrase in enumerate(phrase for said in texts for phrase in said):
            self._rows[row] = vectors.sense(spoken(words(phrase)))
        self._sketch = self._rows[:, :_SKETCH].astype(np.float32)
        serving = [vectors.senses(words(phrase) for phrase in (*need.serves, need.label)) for need in needs]
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
        # The first dimensions tell most: a look at them alone leaves few phrases to compare in full.
        likely = np.flatnonzero(self._sketch @ sense[:_SKETCH] > _HEED - _UNSURE)
        near = self._rows[likely].astype(np.float32) @ sense
        heeded = likely[near > _HEED]
        of, near = self._need[heeded], near[near > _HEED]
        rivals = np.bincount(of, np.exp((near - 1) / _CLOSE), len(self._keys))
        shares = rivals / (rivals.sum() + _NOBODY)
        if not len(heeded):
            return {}
        begins = np.flatnonzero(np.diff(of, prepend=-1))
        ends = np.append(begins[1:], len(of))
        sure: list[tuple[int, float, int]] = []
        for group in np.flatnonzero(np.maximum.reduceat(near, begins) > _LEAST_NEAR).tolist():
            begin, end = int(begins[group]), int(ends[group])
            need = int(of[begin])
            mine = near[begin:end].tolist()
            nearest = sorted(mine, reverse=True)[:_FEW]
            nearness = (nearest[0] + (sum(nearest) + _HEED * (_FEW - len(nearest))) / _FEW) / 2
            if nearness > _LEAST_NEAR:
                alone = _MOST / (1 + exp((_NEAR - nearness) / _SHARP))
                strength = 1 - (1 - alone) * (1 - _SHARE * float(shares[need]))
                if strength >= _LEAST:
                    sure.append((need, strength, int(heeded[begin + mine.index(nearest[0])])))
        phrases = self._speaking(said, [best for _, _, best in sure])
        return {
            self._keys[need]: Felt(strength, phrase)
            for (need, strength, _), phrase in zip(sure, phrases, strict=True)
        }

    def _speaking(self, said: Sequence[str], towards: Sequence[int]) -> list[str]:
        """For each of some phrases the words of a text that point towards it, in their order."""
        telling = [word for word in dict.fromkeys(said) if word not in FUNCTION]
        if not towards or not telling:
            return [" ".join(said[:3])] * len(towards)
        much = self._rows[list(towards)] @ self._vectors.each(telling).T
        enough = np.maximum(_SAID * much.max(axis=1, keepdims=True), 1e-6)
        return [
            " ".join(word for word, says in zip(telling, row, strict=True) if says) or " ".join(said[:3])
            for row in (much >= enough).tolist()
        ]
