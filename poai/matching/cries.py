"""What a cry for help sounds like, learned from sentences: for all that no list of phrases foresees.

A weight for each word, each pair of neighbours and each direction of meaning, by ridge regression: one
solution of one small system, the same every time.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from poai.domain.need import UrgentRule
from poai.matching.stem import stem
from poai.matching.tokens import spoken, words
from poai.matching.vectors import Floats, vectors

_SURE = 0.25  # how like a cry a text must be: a cry is 1, a look-alike -1
_SURER = 0.5  # the same where there is reason to doubt it
_FEWEST = 3  # words that a text must have to be judged by its sound
_SEEN = 2  # sentences in which a word or a pair must stand to be given a weight
_SMOOTH = 2.0  # how far the weights are held back: more hears less in any one word
_MEANING = 1.5  # what the meaning of the whole counts beside its words


class Cries:
    """Tells cries from their look-alikes, and of which rule a cry is."""

    def __init__(self, rules: Iterable[UrgentRule]) -> None:
        rules = list(rules)
        self._keys = [rule.key for rule in rules]
        told = [(text, at) for at, rule in enumerate(rules) for text in rule.examples]
        told += [(text, -1) for rule in rules for text in rule.look_alikes]
        said = [spoken(words(text)) for text, _ in told]
        counts = Counter(part for one in said for part in set(_parts(one)))
        self._places = {
            part: at for at, part in enumerate(p for p, count in counts.items() if count >= _SEEN)
        }
        self._weights = self._learn(said, [at for _, at in told])

    def _learn(self, said: Sequence[Sequence[str]], kinds: Sequence[int]) -> Floats:
        """The weights, a column for being a cry and one for each rule."""
        features = np.stack([self._features(one) for one in said]) if said else np.zeros((0, 0), np.float32)
        wanted = np.zeros((len(said), 1 + len(self._keys)), np.float32)
        for row, kind in enumerate(kinds):
            wanted[row, 0] = 1 if kind >= 0 else -1
            if kind >= 0:
                wanted[row, 1 + kind] = 1
        alike = features @ features.T + _SMOOTH * np.eye(len(said), dtype=np.float32)
        return np.asarray(features.T @ np.linalg.solve(alike, wanted), np.float32)

    def rule(self, said: Sequence[str], *, doubt: bool = False) -> str | None:
        """The key of the rule that these words cry out for, if they do."""
        if len(said) < _FEWEST or not len(self._weights):
            return None
        marks = self._features(said) @ self._weights
        return self._keys[int(marks[1:].argmax())] if marks[0] > (_SURER if doubt else _SURE) else None

    def _features(self, said: Sequence[str]) -> Floats:
        found = np.zeros(len(self._places), np.float32)
        known = [place for part in _parts(said) if (place := self._places.get(part)) is not None]
        if known:
            found[known] = 1
            found /= np.sqrt(found.sum())
        return np.concatenate([found, _MEANING * vectors().sense(said), np.ones(1, np.float32)])


def _parts(said: Sequence[str]) -> list[str]:
    stems = [stem(word) for word in said]
    return stems + [f"{left} {right}" for left, right in pairwise(stems)]
