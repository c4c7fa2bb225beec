"""What each listing weighs for what was heard: by its needs, its words and its meaning, all at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from poai.domain.need import Need
from poai.matching.answers import Heard
from poai.matching.index import NOWHERE, Postings, TextIndex, postings
from poai.matching.likeness import ASKING_STEMS
from poai.matching.meaning import Meaning
from poai.matching.reading import Reading
from poai.matching.vectors import Floats

CLEAR = 0.55  # the strength at which a need is heard clearly
TOLD = 0.1  # how much a listing must be about a need for that to be given as a reason
SERVES = 0.2  # how much a listing must be about a need to serve it
_NEEDS_SAY = 0.8  # of a listing's fit: being wholly about a clear need
_WORDS_SAY = 0.4  # saying all that was asked
_WHOLE_SAYS = 0.35  # meaning as a whole what was asked
_BESIDE = 0.25  # how much less of that counts for one that is not about a need clearly heard
_SENTENCE_SAYS = 0.15  # meaning it in one sentence
_EVEN = 1.0  # above 1, weaker needs among several count for less than their strength
_NEAR = 0.1  # what a neighbouring need counts
_OTHERWISE = 0.6  # what knowing the way counts for a need that nobody lists
_MEANT = 0.7  # how much a listing is about a need whose listings mean what it means, and
_ALIKE = 0.4  # how alike that has to be
_HALF_COMPOUND = 0.5  # what "bank" says of a food bank, and
_HALF_MEANT = 0.5  # what meaning counts for a listing that says only that
_BEST_WORDS = 0.3  # how far word scores are stretched towards the best of them
_RULED_OUT = 2.0  # how hard a need that is not meant counts against a listing about it


class Scales:
    """Listings as they weigh; every answer has one number a listing, in their order."""

    def __init__(
        self, readings: Sequence[Reading], needs: Sequence[Need], meaning: Meaning, index: TextIndex
    ) -> None:
        self._count = len(readings)
        self._index = index
        self._near = {need.key: need.near for need in needs}
        self._otherwise = tuple(need.key for need in needs if need.otherwise)
        self._senses = _stacked([reading.sense[None] for reading in readings])
        self._sentences = (
            np.concatenate([reading.sentences for reading in readings])
            if readings
            else np.zeros((0, 1), np.float16)
        )
        self._starts = np.cumsum([0, *(len(reading.sentences) for reading in readings)])
        self._told = self._by_their_words(readings)
        self._serving = {
            need.key: self._about(meaning.direction(need.key), self._told.get(need.key)) for need in needs
        }

    def settled(self, readings: Sequence[Reading]) -> list[Reading]:
        """The same readings, what they mean kept once only: here, with all others."""
        return [
            reading._replace(
                sense=self._senses[at], sentences=self._sentences[self._starts[at] : self._starts[at + 1]]
            )
            for at, reading in enumerate(readings)
        ]

    def serves(self, key: str) -> bool:
        """Whether any listing is much about a need."""
        return bool((self._serving.get(key, NOWHERE).worth >= SERVES).any())

    def near(self, key: str) -> Sequence[str]:
        """The needs beside a need."""
        return self._near.get(key, ())

    def instead(self, heard: Heard) -> dict[str, float]:
        """Needs whose listings know the way, with what they count where a need was heard that nobody lists."""
        unlisted = max((need.strength for need in heard.needs if not self.serves(need.key)), default=0.0)
        return {
            key: _OTHERWISE * unlisted for key in self._otherwise if unlisted and key not in heard.refused
        }

    def by_need(self, heard: Heard) -> Floats:
        """How much each is about the needs heard (0 to 1), and its part of the fit."""
        strengths = {need.key: need.strength for need in heard.needs}
        for need in heard.needs:
            for key in self.near(need.key):
                if key not in strengths and key not in heard.refused:
                    strengths[key] = _NEAR * need.strength
        for key, strength in self.instead(heard).items():
            strengths[key] = max(strengths.get(key, 0.0), strength)
        best = max(strengths.values(), default=1.0)
        doubts = np.ones(self._count, np.float32)
        for key, strength in strengths.items():
            listings, worth = self._serving.get(key, NOWHERE)
            doubts[listings] *= 1 - worth * np.float32((strength / best) ** _EVEN)
        return 1 - doubts

    def needs_say(self, heard: Heard, by_need: Floats) -> Floats:
        """What that adds to the fit: the clearer the needs, the more."""
        return np.float32(_NEEDS_SAY * _clearness(heard)) * by_need

    def words_say(self, heard: Heard, by_need: Floats) -> Floats:
        """How much of what was asked each listing says; half of a compound is hardly the compound.

        A way of asking ("help", "somewhere") brings up no listing by itself.
        """
        partner: dict[str, list[str]] = defaultdict(list)
        for left, right in heard.compounds:
            partner[left].append(right)
            partner[right].append(left)
        whole = sum(weight for _, weight in heard.terms) or 1.0
        scores = np.zeros(self._count, np.float32)
        for term, weight in sorted(heard.terms, key=lambda pair: pair[0] in ASKING_STEMS):
            listings, worth = self._index.postings(term)
            partners = partner.get(term)
            if partners:
                others = np.concatenate([self._index.postings(p).listings for p in partners])
                worth = worth * np.where(np.isin(listings, others), 1, _HALF_COMPOUND).astype(np.float32)
            if term in ASKING_STEMS:
                worth = worth * ((scores[listings] > 0) | (by_need[listings] > 0))
            scores[listings] += weight / whole * worth
        best = float(scores.max(initial=0.0))
        return scores * np.float32(_WORDS_SAY * best**-_BEST_WORDS if best else 0.0)

    def meaning_counts(self, heard: Heard, by_need: Floats) -> Floats:
        """What meaning counts for each listing: less for one that may only sound like what was said.

        It may where a need is clear and the listing is not about it, and where it has one half of a compound.
        """
        counts = 1 - np.float32(_BESIDE * _clearness(heard)) * (by_need < TOLD)
        for left, right in heard.compounds:
            halves = np.setxor1d(self._index.postings(left).listings, self._index.postings(right).listings)
            counts[halves] *= _HALF_MEANT
        return np.asarray(counts, np.float32)

    def meaning_says(self, some: NDArray[np.intp], heard: Heard, counts: Floats) -> Floats:
        """How far some listings as a whole mean what was said."""
        if not heard.sense:
            return np.zeros(len(some), np.float32)
        senses = self._senses if len(some) == self._count else self._senses[some]
        alike = senses @ np.array(heard.sense, np.float32)
        return np.asarray(_WHOLE_SAYS * np.maximum(alike, 0) * counts[some], np.float32)

    def sentences_say(self, best: NDArray[np.intp], heard: Heard, counts: Floats) -> Floats:
        """For some listings, how far their likest sentence means what was said."""
        if not heard.sense or not len(best):
            return np.zeros(len(best), np.float32)
        many = self._starts[best + 1] - self._starts[best]
        begins = np.cumsum(many) - many
        rows = np.repeat(self._starts[best] - begins, many) + np.arange(many.sum())
        alike = self._sentences[rows].astype(np.float32) @ np.array(heard.sense, np.float32)
        likest = np.maximum(np.maximum.reduceat(alike, begins), 0)
        return np.asarray(_SENTENCE_SAYS * likest * counts[best], np.float32)

    def meant(self, heard: Heard) -> Floats:
        """How far each is about something else than what was refused or only seemed to be there (0.02 to 1)."""
        wanted = self._most({need.key for need in heard.needs})
        unwanted = self._most(heard.refused)
        return np.asarray(np.maximum(0.02, 1 - _RULED_OUT * np.maximum(0, unwanted - wanted)), np.float32)

    def _most(self, keys: Sequence[str] | set[str]) -> Floats:
        most = np.zeros(self._count, np.float32)
        for key in keys:
            listings, worth = self._told.get(key, NOWHERE)
            most[listings] = np.maximum(most[listings], worth)
        return most

    @staticmethod
    def _by_their_words(readings: Sequence[Reading]) -> Mapping[str, Postings]:
        told: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, reading in enumerate(readings):
            for key, weight in reading.serves.items():
                told[key].append((at, weight))
        return {key: postings(pairs) for key, pairs in told.items()}

    def _about(self, direction: Floats | None, told: Postings | None) -> Postings:
        """How much listings are about a need: by their words, or as far as they mean the same."""
        about = np.zeros(self._count, np.float32)
        if direction is not None and self._count:
            about = np.maximum(self._senses @ direction - _ALIKE, 0) * np.float32(_MEANT / (1 - _ALIKE))
        if told is not None:
            about[told.listings] = np.maximum(about[told.listings], told.worth)
        kept = np.flatnonzero(about)
        return Postings(kept.astype(np.int32), about[kept])


def _clearness(heard: Heard) -> float:
    return min(1.0, max((need.strength for need in heard.needs), default=0.0) / CLEAR)


def _stacked(rows: Sequence[Floats]) -> Floats:
    return np.concatenate(rows, dtype=np.float32) if rows else np.zeros((0, 1), np.float32)
