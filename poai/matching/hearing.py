"""Hearing the needs in a text: phrases first, then how much it sounds like the need's other phrases.

A phrase counts by what its words tell: a word of one need's phrases alone tells much, a word that
many share tells little. A phrase of which only a part is there counts less, and words loosely like the
need's least. Longer phrases silence shorter ones of other needs inside them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from math import exp
from typing import NamedTuple

import numpy as np

from poai.domain.need import Need
from poai.matching.answers import HeardNeed
from poai.matching.expressions import Expressions, in_order
from poai.matching.likeness import ASKING_STEMS, WordUse
from poai.matching.stem import stems
from poai.matching.stopwords import FUNCTION

GAP = 3  # other words between neighbours of a phrase that still let it count in full
MOST_NEEDS = 6
_ENOUGH = 0.6  # of a phrase's telling words, for a part of it to count
_PHRASE = 0.75  # of its strength, what a phrase keeps in a text that says much else
_LONE_WORD = 0.5  # and what a single word keeps
_TAKEN = 0.8  # and what one keeps that takes a word for another
_ALIKE = 0.85  # how sure mere likeness to a need's phrases can be
_TELLING = 4.0  # how much telling makes a phrase about two thirds sure
_REFUSALS = tuple(
    stems(words)
    for words in (
        "not a", "not an", "not the", "not another", "not into", "not interested in", "not keen on", "not looking for",
        "dont want", "dont like", "dont need", "dont fancy", "doesnt want", "doesnt like", "doesnt need", "hate",
        "hates", "rather than", "instead of", "anything but", "apart from", "except", "not for", "other than",
    )
)  # fmt: skip


class _Phrase(NamedTuple):
    need: int
    words: tuple[str, ...]  # stems that carry it, in order
    telling: float  # what they tell in all


class _Sign(NamedTuple):
    """Evidence for a need at some positions of the text."""

    strength: float
    whole: bool
    positions: tuple[int, ...]
    words: tuple[str, ...]  # at those positions, where the phrase is whole


class Hearing(NamedTuple):
    """Needs, strongest first; keys refused or only seeming to be there; stems of what is not wanted.

    `taken` are positions at which another reading of the word than the likeliest made the phrase of a need.
    """

    needs: tuple[HeardNeed, ...]
    ruled_out: tuple[str, ...]
    unwanted: frozenset[str] = frozenset()
    taken: Mapping[int, str] = {}


class Ear:
    """All needs with their phrases, indexed by word."""

    def __init__(self, needs: Iterable[Need]) -> None:
        self._needs = list(needs)
        self.keys = tuple(need.key for need in self._needs)
        spoken = [(n, telling_words(phrase)) for n, need in enumerate(self._needs) for phrase in need.phrases]
        spoken += [(n, telling_words(word)) for n, need in enumerate(self._needs) for word in need.serves]
        self._use = WordUse(spoken, len(self._needs))
        self._phrases = [
            _Phrase(n, carried, sum(self._use.tells(word) for word in set(carried)))
            for n, carried in dict.fromkeys(spoken)
            if carried
        ]
        having: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self._phrases):
            for word in set(phrase.words):
                having[word].append(number)
        self._having = {word: np.array(numbers, np.int32) for word, numbers in having.items()}
        self._enough = np.array([max(_ENOUGH * phrase.telling, 1e-6) for phrase in self._phrases])
        self._unlike = Expressions(
            ((n, stems(phrase)) for n, need in enumerate(self._needs) for phrase in need.unlike), 1
        )
        self._compounds = frozenset(
            pair
            for need in self._needs
            for expression in (*need.serves, *need.phrases)
            for pair in pairwise(stems(expression))
            if not any(word in FUNCTION or word in ASKING_STEMS for word in pair)
        )

    def tells(self, stem: str) -> float:
        """How much a word tells of any need; 0 for one that no need's phrases have."""
        return self._use.tells(stem)

    def compounds(self, stemmed: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Neighbouring words of a text that needs know as one term, such as "food bank"."""
        return tuple(pair for pair in pairwise(stemmed) if pair in self._compounds)

    def hear(
        self,
        words: Sequence[str],
        stemmed: Sequence[str],
        others: Mapping[str, Collection[str]] = {},
    ) -> "Hearing":
        """What the words say; `stemmed` are their stems, one for one, `others` stems that some may be instead."""
        places: dict[str, list[int]] = defaultdict(list)
        maybe: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(stemmed):
            if word not in FUNCTION:
                places[word].append(at)
            for other in others.get(word, ()):
                if other not in FUNCTION:
                    maybe[other].append(at)
        said = dict(places)
        for word, spots in maybe.items():
            places[word] = sorted({*places.get(word, ()), *spots})
        blocked: dict[int, set[int]] = defaultdict(set)
        for need, positions in self._unlike.find(stemmed):
            blocked[need].update(positions)
        unwanted = refused_positions(stemmed)
        signs = self._signs(places, blocked, maybe, self._use.mass(said) or 1.0)
        refused: list[int] = []
        strengths: dict[int, tuple[float, tuple[int, ...]]] = {}
        longest = self._whole_phrases(signs)
        meant = {word: spots for word, spots in said.items() if not unwanted.keys() >= set(spots)}
        alike = self._use.alike(meant, blocked)
        for need in signs.keys() | alike.keys():
            evidence = signs.get(need, [])
            wanted = [sign for sign in evidence if sign.positions[0] not in unwanted]
            if any(sign.whole for sign in evidence if sign.positions[0] in unwanted):
                # A phrase that says "don't want" itself is meant as it stands.
                saying = (sign for sign in evidence if sign.whole and _says_it(sign, unwanted.values()))
                if next(saying, None) is None:
                    refused.append(need)
            strength, positions = self._joined(need, wanted, longest)
            if need in alike and len(alike[need].positions) + len(wanted) > 1:
                strength = 1 - (1 - strength) * (1 - _ALIKE * alike[need].strength)
                positions = positions or alike[need].positions
            if strength > 0:
                strengths[need] = (strength, positions)
        heard = [
            HeardNeed(self.keys[need], round(min(strength, 1.0), 4), self._said(words, positions))
            for need, (strength, positions) in strengths.items()
            if need not in refused
        ]
        heard.sort(key=lambda need: (-need.strength, need.key))
        best = heard[0].strength if heard else 0.0
        kept = [need for need in heard if need.strength >= max(0.1, 0.35 * best)][:MOST_NEEDS]
        ruled_out = {self.keys[need] for need in (*refused, *blocked)} - {need.key for need in kept}
        taken = self._taken(signs, kept, stemmed) if maybe else {}
        return Hearing(
            tuple(kept), tuple(sorted(ruled_out)), frozenset(stemmed[at] for at in unwanted), taken
        )

    def _taken(
        self, signs: Mapping[int, Sequence[_Sign]], kept: Sequence[HeardNeed], stemmed: Sequence[str]
    ) -> dict[int, str]:
        """Where a whole phrase of a need that is kept has another word than the likeliest."""
        numbers = {self.keys.index(need.key) for need in kept}
        whole = [sign for number in numbers for sign in signs.get(number, ()) if sign.whole]
        taken: dict[int, str] = {}
        for sign in sorted(whole, key=lambda sign: (-sign.strength, sign.positions)):
            for at, word in zip(sign.positions, sign.words, strict=True):
                if word == stemmed[at] or len(sign.positions) > 1 or not self._use.tells(stemmed[at]):
                    taken.setdefault(at, word)
        return {at: word for at, word in taken.items() if word != stemmed[at]}

    def _signs(
        self,
        places: dict[str, list[int]],
        blocked: dict[int, set[int]],
        maybe: Mapping[str, Sequence[int]],
        total: float,
    ) -> dict[int, list[_Sign]]:
        masses = np.zeros(len(self._phrases))
        for word in places:
            if word in self._having:
                masses[self._having[word]] += self._use.tells(word)
        signs: dict[int, list[_Sign]] = defaultdict(list)
        found = np.flatnonzero(masses >= self._enough)
        for number, mass in zip(found.tolist(), masses[found].tolist(), strict=True):
            phrase = self._phrases[number]
            part = mass / phrase.telling
            sign = self._sign(phrase, part, mass, places, blocked.get(phrase.need))
            if sign:
                share = min(1.0, mass / total)
                least = _LONE_WORD if len(sign.positions) == 1 else _PHRASE
                if any(
                    at in maybe.get(word, ()) for at, word in zip(sign.positions, sign.words, strict=False)
                ):
                    least *= _TAKEN
                signs[phrase.need].append(
                    sign._replace(strength=sign.strength * (least + (1 - least) * share))
                )
        return signs

    def _sign(
        self,
        phrase: _Phrase,
        part: float,
        mass: float,
        places: dict[str, list[int]],
        blocked: set[int] | None,
    ) -> _Sign | None:
        sure = 1 - exp(-mass / _TELLING)
        if part > 0.999:
            for positions in in_order(phrase.words, places, GAP):
                if not (blocked and blocked.intersection(positions)):
                    return _Sign(sure, True, positions, phrase.words)
            factor = 0.7
        else:
            factor = 0.6 * part
        present = [word for word in phrase.words if word in places]
        if len(set(present)) < 2:
            return None
        positions = tuple(sorted({places[word][0] for word in present}))
        if blocked and blocked.intersection(positions):
            return None
        return _Sign(sure * factor, False, positions, ())

    @staticmethod
    def _whole_phrases(signs: dict[int, list[_Sign]]) -> list[tuple[int, frozenset[int]]]:
        return [
            (need, frozenset(sign.positions)) for need, found in signs.items() for sign in found if sign.whole
        ]

    @staticmethod
    def _joined(
        need: int, evidence: list[_Sign], longest: list[tuple[int, frozenset[int]]]
    ) -> tuple[float, tuple[int, ...]]:
        """One strength from several signs that rest on different words."""
        weighed = []
        for sign in evidence:
            mine = set(sign.positions)
            inside = any(other != need and mine < positions for other, positions in longest)
            weighed.append((sign.strength * (0.55 if inside else 1.0), sign.positions))
        weighed.sort(key=lambda sign: (-sign[0], sign[1]))
        doubt, used, kept = 1.0, set[int](), 0
        for strength, positions in weighed:
            if used.intersection(positions):
                continue
            doubt *= 1 - strength / (1 + kept)
            used.update(positions)
            kept += 1
            if kept == 3:
                break
        return (1 - doubt, weighed[0][1]) if weighed else (0.0, ())

    @staticmethod
    def _said(words: Sequence[str], positions: tuple[int, ...]) -> str:
        if not positions:
            return ""
        if positions[-1] - positions[0] <= len(positions) + GAP:
            return " ".join(words[positions[0] : positions[-1] + 1])
        return " ".join(words[at] for at in positions)


def telling_words(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase that carry it; all of them where none is more than a function word."""
    every = stems(phrase)
    return tuple(word for word in every if word not in FUNCTION) or every


def refused_positions(stemmed: Sequence[str]) -> dict[int, range]:
    """Positions of the first telling word after "not a", "don't want" and the like, with those of that."""
    refused: dict[int, range] = {}
    for at in range(len(stemmed)):
        for refusal in _REFUSALS:
            end = at + len(refusal)
            if tuple(stemmed[at:end]) == refusal:
                place = next((place for place in range(end, len(stemmed)) if _tells(stemmed[place])), None)
                if place is not None:
                    refused.setdefault(place, range(at, end))
    return refused


def _says_it(sign: _Sign, refusals: Iterable[range]) -> bool:
    return any(at in refusal for refusal in refusals for at in sign.positions)


def _tells(stemmed: str) -> bool:
    return stemmed not in FUNCTION and stemmed not in ASKING_STEMS
