"""Listings on a shelf, put in order for what was heard.

Needs find the listings, words and meaning order them, and the surer the need the more it says. What must
hold beside the need, place, trust and openness count gently. All listings are weighed at once; only the
best are looked at closely.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from poai.domain.need import Need
from poai.matching.answers import Heard, Match, Reason
from poai.matching.columns import Columns, Flags
from poai.matching.fitting import fit_factors
from poai.matching.index import TextIndex
from poai.matching.likeness import ASKING_STEMS
from poai.matching.meaning import Meaning
from poai.matching.names import Names
from poai.matching.nearness import area_factors, distance_factors
from poai.matching.reading import Reading
from poai.matching.siblings import programme, spread
from poai.matching.stem import stem
from poai.matching.stopwords import FUNCTION
from poai.matching.turns import Candidate, falling, in_turns
from poai.matching.vectors import Floats
from poai.matching.weighing import SERVES, TOLD, Scales

_NAME_SAYS = 0.5  # being asked for by name
_UNWANTED = 0.6  # what a listing keeps that says a word which the person does not want
_FAIRLY = 3000  # of how many of the best by needs and words it is asked what they mean as a whole
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
        kinds: dict[Hashable, int] = {}
        self._programmes = [kinds.setdefault(programme(one.listing), len(kinds)) for one in readings]
        self._ids = [reading.listing.id for reading in readings]
        self._number = {key: at for at, key in enumerate(self._ids)}
        self._neighbours = neighbours
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
        self._columns = Columns(readings)
        self._scales = Scales(readings, needs, meaning, self.index)
        self.readings = self._scales.settled(readings)

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
        return self._scales.serves(key)

    def says(self, terms: Sequence[tuple[str, float]]) -> float:
        """How much of these terms, by weight, the one listing that says most of them says (0 to 1)."""
        whole = sum(weight for _, weight in terms)
        said = np.zeros(len(self.readings), np.float32)
        for term, weight in terms:
            said[self.index.postings(term).listings] += weight
        return float(said.max(initial=0.0)) / whole if whole else 0.0

    def rank(self, heard: Heard, where: Where, limit: int | None, *, reasons: bool = True) -> list[Match]:
        """The listings that fit, best first; equal ones in the order of their ids."""
        if not self.readings or (heard.confidence == "none" and not heard.needs):
            return []
        by_name = self._said_names(heard)
        candidates = self._candidates(heard, where, by_name)
        strengths = {need.key: need.strength for need in heard.needs if need.strength >= _TAKES_TURNS}
        ordered = in_turns(candidates, strengths, lambda at: self.readings[at].serves)
        ordered = spread(ordered, lambda one: self._programmes[one.at])
        shown = falling(ordered)[:limit]
        why = {one.at: self._reasons(one.at, heard, by_name) for one in shown} if reasons else {}
        return [Match(one.id, round(1 - exp(-one.fit), 6), why.get(one.at, ())) for one in shown]

    def reasons(self, heard: Heard, ids: Iterable[str]) -> dict[str, tuple[Reason, ...]]:
        """Why each of these listings is there."""
        by_name = self._said_names(heard)
        return {key: self._reasons(self._number[key], heard, by_name) for key in ids}

    def parts(self, heard: Heard, ids: Collection[str]) -> dict[str, Parts]:
        """What the fit of some listings is made of."""
        by_name = self._said_names(heard)
        by_need = self._scales.by_need(heard)
        counts = self._scales.meaning_counts(heard, by_need)
        needs, words = self._scales.needs_say(heard, by_need), self._scales.words_say(heard, by_need)
        numbers = np.array([self._number[key] for key in ids], np.intp)
        meant = self._scales.meaning_says(numbers, heard, counts)
        meant += self._scales.sentences_say(numbers, heard, counts)
        return {
            key: Parts(
                float(needs[at]), float(words[at]), float(said), _NAME_SAYS * by_name.get(int(at), 0.0)
            )
            for key, at, said in zip(ids, numbers, meant, strict=True)
        }

    def _candidates(self, heard: Heard, where: Where, by_name: Mapping[int, float]) -> list[Candidate]:
        """The best listings in order, as far as they are worth showing."""
        by_need = self._scales.by_need(heard)
        counts = self._scales.meaning_counts(heard, by_need)
        fits = self._scales.needs_say(heard, by_need)
        fits += self._scales.words_say(heard, by_need)
        for at, fit in by_name.items():
            fits[at] += _NAME_SAYS * fit
        kept = self._kept(heard, where)
        some = _best(fits * kept, _FAIRLY) if fits.max() > _LEAST else np.arange(len(fits))
        rough = fits[some] + self._scales.meaning_says(some, heard, counts)
        closely = _best(rough * kept[some], _CLOSELY)
        best = some[closely]
        whole = (rough[closely] + self._scales.sentences_say(best, heard, counts)) * kept[best]
        order = np.argsort(-whole, kind="stable")
        order = order[: _worth_showing(whole[order], heard)]
        return [
            Candidate(fit, self._ids[at], at)
            for fit, at in zip(whole[order].tolist(), best[order].tolist(), strict=True)
        ]

    def _kept(self, heard: Heard, where: Where) -> Floats:
        """What of its fit each keeps for its standing, what must hold, what is not wanted, and where it is."""
        kept = self._columns.standing
        if heard.refused:
            kept = kept * self._scales.meant(heard)
        if heard.unwanted:
            kept = kept.copy()
            kept[np.unique(np.concatenate([self.index.postings(w).listings for w in heard.unwanted]))] *= (
                _UNWANTED
            )
        if heard.constraints:
            beside = self._beside(where.locality, heard)
            kept = kept * fit_factors(heard.constraints, self._columns, beside, self._saying)
        if where.locality:
            near = self._neighbours.get(where.locality, ())
            kept = kept * area_factors(self._columns, where.locality, near)
        if where.point:
            kept = kept * distance_factors(self._columns, where.point)
        return kept

    def _saying(self, stemmed: Sequence[str]) -> Flags:
        """Which listings have all of these stems."""
        times = np.zeros(len(self.readings), np.int32)
        for word in stemmed:
            times[self.index.postings(word).listings] += 1
        return np.asarray(times == len(stemmed))

    def _said_names(self, heard: Heard) -> dict[int, float]:
        return self._names.said(term for term, _ in heard.terms)

    def _beside(self, locality: str | None, heard: Heard) -> frozenset[str]:
        places = {one.value for one in heard.constraints if one.kind == "place"} | {locality or ""}
        return frozenset(near for place in places for near in self._neighbours.get(place, ()))

    def _reasons(self, at: int, heard: Heard, by_name: Mapping[int, float]) -> tuple[Reason, ...]:
        reading = self.readings[at]
        reasons = [Reason("name", reading.listing.name)] if at in by_name else []
        reasons += [
            Reason("need", need.key) for need in heard.needs if reading.serves.get(need.key, 0.0) >= TOLD
        ]
        if not reasons:
            near = [key for need in heard.needs for key in self._scales.near(need.key)]
            near.extend(self._scales.instead(heard))
            reasons.extend(Reason("need", key) for key in near if reading.serves.get(key, 0.0) >= SERVES)
        if not reasons:
            shared = [(word, stem(word)) for word in heard.looked_for if self.index.has(at, stem(word))]
            telling = [word for word, stemmed in shared if stemmed not in ASKING_STEMS]
            said = " ".join(telling or [word for word, _ in shared])
            reasons.append(Reason("words", said) if said else Reason("meaning", ""))
        return tuple(dict.fromkeys(reasons))


def _best(fits: Floats, most: int) -> NDArray[np.intp]:
    """The numbers of the best, ascending, so that equal ones stay in the order of their ids."""
    if len(fits) <= most:
        return np.arange(len(fits))
    return np.sort(np.argpartition(-fits, most)[:most])


def _worth_showing(fits: Floats, heard: Heard) -> int:
    """How many fit well enough for where they stand: the further down, the better beside the best."""
    if not len(fits):
        return 0
    rising = np.minimum(np.arange(len(fits)) / _LAST, 1.0)
    enough = float(fits[0]) * (_AT_FIRST + (_AT_LAST[heard.confidence] - _AT_FIRST) * rising)
    short = np.flatnonzero(fits < np.maximum(enough, _LEAST))
    return int(short[0]) if len(short) else len(fits)
