"""What a cry for help sounds like, learned from sentences: for all that no list of phrases foresees.

A weight for each word, each pair of neighbours and each direction of meaning, by ridge regression: one
solution of one small system, the same every time. It learns what a cry is from the sentences of the rules, and
what none is from their look-alikes and from all that people say who need help with something else.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from poai.domain.need import UrgentRule
from poai.matching.stem import stem
from poai.matching.tokens import spoken, words
from poai.matching.vectors import Floats, vectors

_SURE = 0.4  # how like a cry a text must be: a cry is 1, anything else -1
_SURER = 0.6  # the same where there is reason to doubt it
_CRY, _LOOK_ALIKE, _ORDINARY = 4.0, 3.0, 1.0  # what one sentence of each kind counts: there are few cries
_FULL = 4  # words and pairs known in a text, from which on each counts for less
_FEWEST = 3  # words that a text must have to be judged by its sound
_SEEN = 2  # sentences in which a word or a pair must stand to be given a weight
_SMOOTH = 2.0  # how far the weights are held back: more hears less in any one word
_MEANING = 1.5  # what the meaning of the whole counts beside its words


class Cries:
    """Tells cries from their look-alikes, and of which rule a cry is."""

    def __init__(self, rules: Iterable[UrgentRule], ordinary: Iterable[Sequence[str]] = ()) -> None:
        """`ordinary` are the words of texts that are no cries, as `spoken` makes them."""
        rules = list(rules)
        self._keys = [rule.key for rule in rules]
        cries = [(spoken(words(text)), at) for at, rule in enumerate(rules) for text in rule.examples]
        counts = Counter(part for said, _ in cries for part in set(_parts(said)))
        self._places = {
            part: at for at, part in enumerate(p for p, count in counts.items() if count >= _SEEN)
        }
        alike = [spoken(words(text)) for rule in rules for text in rule.look_alikes]
        told: list[tuple[Sequence[str], int, float]] = [(said, at, _CRY) for said, at in cries]
        told += [(said, -1, _LOOK_ALIKE) for said in alike] + [(said, -1, _ORDINARY) for said in ordinary]
        self._weights = self._learn(told) if cries else np.zeros((0, 0), np.float32)

    def _learn(self, told: Sequence[tuple[Sequence[str], int, float]]) -> Floats:
        """The weights, a column for being a cry and one for each rule."""
        features = np.stack([self._features(said) for said, _, _ in told])
        wanted = np.zeros((len(told), 1 + len(self._keys)), np.float32)
        wanted[:, 0] = [1 if kind >= 0 else -1 for _, kind, _ in told]
        for row, (_, kind, _) in enumerate(told):
            if kind >= 0:
                wanted[row, 1 + kind] = 1
        counted = features * np.array([[counts] for _, _, counts in told], np.float32)
        held = _SMOOTH * np.eye(features.shape[1], dtype=np.float32)
        return np.asarray(np.linalg.solve(counted.T @ features + held, counted.T @ wanted), np.float32)

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
            found /= np.sqrt(max(float(found.sum()), _FULL))
        return np.concatenate([found, _MEANING * vectors().sense(said), np.ones(1, np.float32)])


def _parts(said: Sequence[str]) -> list[str]:
    stems = [stem(word) for word in said]
    return stems + [f"{left} {right}" for left, right in pairwise(stems)]
