"""Listings on a shelf, put in order for what was heard.

Needs find the listings, words and meaning order them, and the surer the need the more it says. What must
hold beside the need, place, trust and openness count gently. All listings are weighed at once; only the
best are looked at closely.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from poai.domain.need import Need
from poai.matching.answers import Heard, Match, Reason
from poai.matching.fitting import fit_factor
from poai.matching.index import NOWHERE, Postings, TextIndex, postings
from poai.matching.likeness import ASKING_STEMS
from poai.matching.meaning import Meaning
from poai.matching.names import Names
from poai.matching.nearness import area_factor, distance_factor
from poai.matching.reading import Reading
from poai.matching.searchable import Searchable
from poai.matching.siblings import programme, spread
from poai.matching.stem import stem
from poai.matching.stopwords import FUNCTION
from poai.matching.turns import Candidate, falling, in_turns
from poai.matching.vectors import Floats

CLEAR = 0.55  # the strength at which a need is heard clearly
_NEEDS_SAY = 0.8  # of a listing's fit: being wholly about a clear need
_WORDS_SAY = 0.3  # saying all that was asked
_WHOLE_SAYS = 0.5  # meaning as a whole what was asked
_BESIDE = 0.25  # how much less of that counts for one that is not about a need clearly heard
_SENTENCE_SAYS = 0.3  # meaning it in one sentence
_NAME_SAYS = 0.5  # being asked for by name
_EVEN = 1.2  # above 1, weaker needs among several count for less than their strength
_NEAR = 0.1  # what a neighbouring need counts
_MEANT = 0.7  # how much a listing is about a need whose listings mean what it means, and
_ALIKE = 0.4  # how alike that has to be
_HALF_COMPOUND = 0.5  # what "bank" says of a food bank, and
_HALF_MEANT = 0.5  # what meaning counts for a listing that says only that
_BEST_WORDS = 0.3  # how far word scores are stretched towards the best of them
_TOLD = 0.1  # how much a listing must be about a need for that to be given as a reason
_SERVES = 0.2  # how much a listing must be about a need to serve it
_UNWANTED = 0.6  # what a listing keeps that says a word which the person does not want
_RULED_OUT = 2.0  # how hard a need that is not meant counts against a listing about it
_CLOSELY = 200  # how many of the best are looked at closely
_TAKES_TURNS = 0.55  # how strongly a need must be heard to have its turn
_LEAST = 0.1  # below this a listing does not fit
_AT_FIRST = 0.18  # of the best one's fit, what the next results must have, rising to
_AT_LAST = {"confident": 0.27, "weak": 0.33, "none": 0.5}  # this for those as far down as
_LAST = 40


class Where(NamedTuple):
    """Where the person is, as far as known: a locality's key, a point (latitude, longitude)."""

    locality: str | None = None
    point: tuple[float, float] | None = None


class Parts(NamedTuple):
    """What makes up a listing's fit, before place and constraints."""

    needs: float
    words: float
    meaning: float
    name: float


class Shelf:
    """Listings as read, with their indexes."""

    def __init__(
        self,
        readings: Sequence[Reading],
        needs: Sequence[Need],
        neighbours: Mapping[str, Collection[str]],
        meaning: Meaning,
    ) -> None:
        self._readings = readings
        self._programmes = [programme(reading.listing) for reading in readings]
        self._number = {reading.listing.id: at for at, reading in enumerate(readings)}
        self._neighbours = neighbours
        self._near = {need.key: need.near for need in needs}
        self._meaning = meaning
        self.index = TextIndex([reading.stems for reading in readings])
        self._names = Names(
            (
                (at, reading.stems[field])
                for at, reading in enumerate(readings)
                for field in ("name", "organisation")
                if reading.stems[field]
            ),
            self.index.rarity,
        )
        self._standing = np.array([_standing(reading.listing) for reading in readings], np.float32)
        self._senses = _stacked([reading.sense[None] for reading in readings])
        self._sentences = _stacked([reading.sentences for reading in readings])
        self._starts = np.cumsum([0, *(len(reading.sentences) for reading in readings)])
        self._serving = self._about(needs)

    def terms(self, stemmed: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """The stems to look for with what each weighs: rare ones much, ways of asking little."""
        weights: dict[str, float] = {}
        for word in stemmed:
            if word not in FUNCTION and word not in weights:
                asked = 0.2 if word in ASKING_STEMS else 1.0
                known = 1.0 if word in self.index else 0.5
                weights[word] = self.index.rarity(word) * asked * known
        return tuple(weights.items())

    def serves(self, key: str) -> bool:
        """Whether any listing is much about a need."""
        return bool((self._serving.get(key, NOWHERE).worth >= _SERVES).any())

    def says(self, terms: Sequence[tuple[str, float]]) -> float:
        """How much of these terms, by weight, the one listing that says most of them says (0 to 1)."""
        whole = sum(weight for _, weight in terms)
        said = np.zeros(len(self._readings), np.float32)
        for term, weight in terms:
            said[self.index.postings(term).listings] += weight
        return float(said.max(initial=0.0)) / whole if whole else 0.0

    def rank(self, heard: Heard, where: Where, limit: int | None, *, reasons: bool = True) -> list[Match]:
        """The listings that fit, best first; equal ones in the order of their ids."""
        if not self._readings or (heard.confidence == "none" and not heard.needs):
            return []
        by_name = self._names.said(term for term, _ in heard.terms)
        candidates = sorted(self._candidates(heard, where, by_name), key=lambda one: (-one.fit, one.id))
        strengths = {need.key: need.strength for need in heard.needs if need.strength >= _TAKES_TURNS}
        ordered = in_turns(_worth_showing(candidates, heard), strengths, lambda at: self._readings[at].serves)
        ordered = spread(ordered, lambda one: self._programmes[one.at])
        shown = falling(ordered)[:limit]
        why = self.reasons(heard, [one.id for one in shown]) if reasons else {}
        return [Match(one.id, round(1 - exp(-one.fit), 6), why.get(one.id, ())) for one in shown]

    def reasons(self, heard: Heard, ids: Iterable[str]) -> dict[str, tuple[Reason, ...]]:
        """Why each of these listings is there."""
        by_name = self._names.said(term for term, _ in heard.terms)
        looked_for = [(word, stem(word)) for word in heard.looked_for]
        return {key: self._reasons(self._number[key], heard, by_name, looked_for) for key in ids}

    def parts(self, heard: Heard, ids: Collection[str]) -> dict[str, Parts]:
        """What the fit of some listings is made of."""
        by_name = self._names.said(term for term, _ in heard.terms)
        by_need = self._need_scores(heard)
        by_words = self._word_scores(heard, by_need)
        counts = self._counts(heard, by_need)
        meant = self._meant_as(heard, counts)
        numbers = [at for at, reading in enumerate(self._readings) if reading.listing.id in ids]
        return {
            self._readings[at].listing.id: Parts(
                needs=self._clearness(heard) * float(by_need[at]),
                words=_WORDS_SAY * float(by_words[at]),
                meaning=float(meant[at]) + said,
                name=_NAME_SAYS * by_name.get(at, 0.0),
            )
            for at, said in zip(numbers, self._sentences_say(numbers, heard, counts), strict=True)
        }

    def _candidates(self, heard: Heard, where: Where, by_name: Mapping[int, float]) -> list[Candidate]:
        by_need = self._need_scores(heard)
        fits = self._clearness(heard) * by_need + _WORDS_SAY * self._word_scores(heard, by_need)
        counts = self._counts(heard, by_need)
        fits += self._meant_as(heard, counts)
        for at, fit in by_name.items():
            fits[at] += _NAME_SAYS * fit
        rough = fits * self._standing
        best = (
            np.arange(len(rough)) if len(rough) <= _CLOSELY else np.argpartition(-rough, _CLOSELY)[:_CLOSELY]
        )
        beside = self._beside(where.locality, heard)
        candidates = []
        numbers: list[int] = best.tolist()
        for at, said in zip(numbers, self._sentences_say(numbers, heard, counts), strict=True):
            fit = (float(fits[at]) + said) * float(self._standing[at])
            if fit >= _LEAST:
                fit *= self._holding(at, heard, where, beside)
            if fit >= _LEAST:
                candidates.append(Candidate(fit, self._readings[at].listing.id, at))
        return candidates

    def _clearness(self, heard: Heard) -> float:
        sure = max((need.strength for need in heard.needs), default=0.0)
        return min(1.0, sure / CLEAR) * _NEEDS_SAY

    def _meant_as(self, heard: Heard, counts: Floats) -> Floats:
        """How far listings as a whole mean what was said."""
        if not heard.sense:
            return np.zeros(len(self._readings), np.float32)
        alike = self._senses @ np.array(heard.sense, np.float32)
        return np.asarray(_WHOLE_SAYS * np.maximum(alike, 0) * counts, np.float32)

    def _counts(self, heard: Heard, by_need: Floats) -> Floats:
        """What meaning counts for each listing: less for one that may only sound like what was said.

        It may where a need is clear and the listing is not about it, and where it has one half of a compound.
        """
        counts = 1 - _BESIDE * self._clearness(heard) / _NEEDS_SAY * (by_need < _TOLD)
        for left, right in heard.compounds:
            halves = np.setxor1d(self.index.postings(left).listings, self.index.postings(right).listings)
            counts[halves] *= _HALF_MEANT
        return np.asarray(counts, np.float32)

    def _sentences_say(self, best: Sequence[int], heard: Heard, counts: Floats) -> list[float]:
        """For some listings, how far their likest sentence means what was said."""
        if not heard.sense or not best:
            return [0.0] * len(best)
        rows = np.concatenate([np.arange(self._starts[at], self._starts[at + 1]) for at in best])
        alike = self._sentences[rows] @ np.array(heard.sense, np.float32)
        begins = np.cumsum([0, *(self._starts[at + 1] - self._starts[at] for at in best[:-1])])
        likest = np.maximum(np.maximum.reduceat(alike, begins), 0)
        said: list[float] = (_SENTENCE_SAYS * likest * counts[best]).tolist()
        return said

    def _need_scores(self, heard: Heard) -> Floats:
        strengths = {need.key: need.strength for need in heard.needs}
        for need in heard.needs:
            for key in self._near.get(need.key, ()):
                if key not in strengths and key not in heard.refused:
                    strengths[key] = _NEAR * need.strength
        best = max(strengths.values(), default=1.0)
        doubts = np.ones(len(self._readings), np.float32)
        for key, strength in strengths.items():
            listings, worth = self._serving.get(key, NOWHERE)
            doubts[listings] *= 1 - worth * np.float32((strength / best) ** _EVEN)
        return 1 - doubts

    def _about(self, needs: Sequence[Need]) -> dict[str, Postings]:
        """For each need how much listings are about it: by their words, or as far as they mean the same."""
        told: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, reading in enumerate(self._readings):
            for key, weight in reading.serves.items():
                told[key].append((at, weight))
        found: dict[str, Postings] = {}
        for need in needs:
            direction = self._meaning.direction(need.key)
            about = np.zeros(len(self._readings), np.float32)
            if direction is not None and len(about):
                about = np.maximum(self._senses @ direction - _ALIKE, 0) * np.float32(_MEANT / (1 - _ALIKE))
            listings, worth = postings(told[need.key])
            about[listings] = np.maximum(about[listings], worth)
            kept = np.flatnonzero(about)
            found[need.key] = Postings(kept.astype(np.int32), about[kept])
        return found

    def _word_scores(self, heard: Heard, by_need: Floats) -> Floats:
        """How much of what was asked each listing says; half of a compound is hardly the compound.

        A way of asking ("help", "somewhere") brings up no listing by itself.
        """
        partner: dict[str, list[str]] = defaultdict(list)
        for left, right in heard.compounds:
            partner[left].append(right)
            partner[right].append(left)
        whole = sum(weight for _, weight in heard.terms) or 1.0
        scores = np.zeros(len(self._readings), np.float32)
        for term, weight in sorted(heard.terms, key=lambda pair: pair[0] in ASKING_STEMS):
            listings, worth = self.index.postings(term)
            partners = partner.get(term)
            if partners:
                beside = np.isin(
                    listings, np.concatenate([self.index.postings(p).listings for p in partners])
                )
                worth = worth * np.where(beside, 1, _HALF_COMPOUND).astype(np.float32)
            if term in ASKING_STEMS:
                worth = worth * ((scores[listings] > 0) | (by_need[listings] > 0))
            scores[listings] += weight / whole * worth
        best = float(scores.max(initial=0.0))
        return scores * np.float32(best**-_BEST_WORDS) if best else scores

    def _holding(self, at: int, heard: Heard, where: Where, beside: Collection[str]) -> float:
        """What of its fit a listing keeps for what must hold, what is not wanted, and where it is."""
        reading = self._readings[at]
        kept = self._meant(reading, heard) if heard.refused else 1.0
        if heard.unwanted and not reading.listed.isdisjoint(heard.unwanted):
            kept *= _UNWANTED
        if heard.constraints:
            kept *= fit_factor(
                heard.constraints, reading.offers, reading.listing.locality, beside, reading.listed
            )
        if where.locality:
            kept *= area_factor(reading.listing, where.locality, self._neighbours.get(where.locality, ()))
        return kept * (distance_factor(reading.listing, where.point) if where.point else 1.0)

    def _beside(self, locality: str | None, heard: Heard) -> frozenset[str]:
        places = {one.value for one in heard.constraints if one.kind == "place"} | {locality or ""}
        return frozenset(near for place in places for near in self._neighbours.get(place, ()))

    def _meant(self, reading: Reading, heard: Heard) -> float:
        """How far a listing is about something else than what was refused or only seemed to be there."""
        wanted = max((reading.serves.get(need.key, 0.0) for need in heard.needs), default=0.0)
        unwanted = max(reading.serves.get(key, 0.0) for key in heard.refused)
        return max(0.02, 1 - _RULED_OUT * max(0.0, unwanted - wanted))

    def _reasons(
        self, at: int, heard: Heard, by_name: Mapping[int, float], looked_for: Sequence[tuple[str, str]]
    ) -> tuple[Reason, ...]:
        reading = self._readings[at]
        reasons = [Reason("name", reading.listing.name)] if at in by_name else []
        reasons += [
            Reason("need", need.key) for need in heard.needs if reading.serves.get(need.key, 0.0) >= _TOLD
        ]
        if not reasons:
            near = (key for need in heard.needs for key in self._near.get(need.key, ()))
            reasons.extend(Reason("need", key) for key in near if reading.serves.get(key, 0.0) >= _SERVES)
        if not reasons:
            shared = [(word, stemmed) for word, stemmed in looked_for if stemmed in reading.listed]
            telling = [word for word, stemmed in shared if stemmed not in ASKING_STEMS]
            said = " ".join(telling or [word for word, _ in shared])
            reasons.append(Reason("words", said) if said else Reason("meaning", ""))
        return tuple(dict.fromkeys(reasons))


def _worth_showing(candidates: Sequence[Candidate], heard: Heard) -> list[Candidate]:
    """Those that fit well enough for where they stand: the further down, the better beside the best."""
    last = _AT_LAST[heard.confidence]
    shown: list[Candidate] = []
    for one in candidates:
        depth = min(len(shown) / _LAST, 1.0)
        if one.fit < candidates[0].fit * (_AT_FIRST + (last - _AT_FIRST) * depth):
            break
        shown.append(one)
    return shown


def _standing(listing: Searchable) -> float:
    """Fresh, sure facts and an open door go first, gently."""
    return (0.8 + 0.2 * min(max(listing.trust, 0.0), 1.0)) * (0.92 if listing.referral_only else 1.0)


def _stacked(rows: Sequence[NDArray[np.floating]]) -> Floats:
    return np.concatenate(rows, dtype=np.float32) if rows else np.zeros((0, 1), np.float32)
