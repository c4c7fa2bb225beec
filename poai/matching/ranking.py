"""Listings on a shelf, put in order for what was heard.

Needs find the listings, words order them, and the surer the need the more it says. Then place, trust
and openness count gently, and where several needs were heard the first results take turns.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from poai.domain.need import Need
from poai.matching.answers import Heard, Match, Reason
from poai.matching.index import FIELDS, TextIndex
from poai.matching.likeness import ASKING_STEMS
from poai.matching.names import Names
from poai.matching.nearness import area_factor, distance_factor
from poai.matching.searchable import Searchable
from poai.matching.serving import Serving
from poai.matching.stem import stem
from poai.matching.stopwords import FUNCTION

CLEAR = 0.5  # the strength at which a need is heard clearly
_NEEDS_SAY = 0.6  # the share of needs in the order when one is heard clearly; words have the rest
_NAME = 0.5  # what being asked for by name adds
_EVEN = 0.9  # below 1, weaker needs among several count for more than their strength
_NEAR = 0.12  # what a neighbouring need counts
_HALF_COMPOUND = 0.2  # what "bank" says of a food bank
_BEST_WORDS = 0.3  # how far word scores are stretched towards the best of them
_TOLD = 0.1  # how much a listing must be about a need for that to be given as a reason
_SERVES = 0.2  # how much a listing must be about a need to serve it
_UNWANTED = 0.6  # what a listing keeps that says a word which the person does not want
_LEAST = 0.06  # below this a listing does not fit
_LEAST_OF_BEST = 0.15
_TURNS = 8  # how many first results take turns
_TURN = 0.88  # what a need's next listing counts after one that was wholly about it
_STEP = 2e-6  # the least by which scores fall, wider than their rounding
_RULED_OUT = 2.0  # how hard a need that is not meant counts against a listing about it


class Where(NamedTuple):
    """Where the person is, as far as known: a locality's key, a point (latitude, longitude)."""

    locality: str | None = None
    point: tuple[float, float] | None = None


class _Candidate(NamedTuple):
    fit: float
    id: str
    at: int


class Shelf:
    """Listings with their indexes; `texts` are their words by field, one for each listing."""

    def __init__(
        self,
        listings: Sequence[Searchable],
        texts: Sequence[Mapping[str, Sequence[str]]],
        needs: Sequence[Need],
        neighbours: Mapping[str, Collection[str]],
    ) -> None:
        stemmed = [{field: [stem(word) for word in text[field]] for field in FIELDS} for text in texts]
        self._listings = listings
        self._standing = [_standing(listing) for listing in listings]
        self._neighbours = neighbours
        self._near = {need.key: need.near for need in needs}
        self.index = TextIndex(stemmed)
        self._serving = Serving(needs, listings, stemmed)
        self._names = Names(
            (
                (at, text[field])
                for at, text in enumerate(stemmed)
                for field in ("name", "organisation")
                if text[field]
            ),
            self.index.rarity,
        )

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
        return any(weight >= _SERVES for _, weight in self._serving.listings(key))

    def rank(self, heard: Heard, where: Where, limit: int | None) -> list[Match]:
        """The listings that fit, best first; equal ones in the order of their ids."""
        by_name = self._names.said(term for term, _ in heard.terms)
        candidates = sorted(self._candidates(heard, where, by_name), key=lambda one: (-one.fit, one.id))
        floor = _LEAST_OF_BEST * candidates[0].fit if candidates else 0.0
        kept = self._in_turns([one for one in candidates if one.fit >= floor], heard)[:limit]
        looked_for = [(word, stem(word)) for word in heard.looked_for]
        return [
            Match(one.id, round(min(one.fit, 1.0), 6), self._reasons(one.at, heard, by_name, looked_for))
            for one in kept
        ]

    def _candidates(self, heard: Heard, where: Where, by_name: Mapping[int, float]) -> list[_Candidate]:
        by_need = self._need_scores(heard)
        by_words = self._word_scores(heard, by_need)
        sure = max((need.strength for need in heard.needs), default=0.0)
        needs_say = min(1.0, sure / CLEAR) * _NEEDS_SAY
        nearness = self._nearness(where)
        candidates = []
        for at in by_need.keys() | by_words.keys() | by_name.keys():
            fit = needs_say * by_need.get(at, 0.0) + (1 - needs_say) * by_words.get(at, 0.0)
            if heard.refused:
                fit *= self._meant(at, heard)
            fit += _NAME * by_name.get(at, 0.0)
            if heard.unwanted and not self.index.words(at).isdisjoint(heard.unwanted):
                fit *= _UNWANTED
            if fit >= _LEAST:
                listing = self._listings[at]
                candidates.append(_Candidate(fit * nearness(listing) * self._standing[at], listing.id, at))
        return candidates

    def _need_scores(self, heard: Heard) -> dict[int, float]:
        strengths = {need.key: need.strength for need in heard.needs}
        for need in heard.needs:
            for key in self._near.get(need.key, ()):
                if key not in strengths and key not in heard.refused:
                    strengths[key] = _NEAR * need.strength
        best = max(strengths.values(), default=1.0)
        doubts: dict[int, float] = {}
        for key, strength in strengths.items():
            say = (strength / best) ** _EVEN
            for at, weight in self._serving.listings(key):
                doubts[at] = doubts.get(at, 1.0) * (1 - weight * say)
        return {at: 1 - doubt for at, doubt in doubts.items()}

    def _word_scores(self, heard: Heard, by_need: Collection[int]) -> dict[int, float]:
        """How much of what was asked each listing says; half of a compound is hardly the compound.

        A way of asking ("help", "somewhere") brings up no listing by itself.
        """
        partner: dict[str, list[str]] = defaultdict(list)
        for left, right in heard.compounds:
            partner[left].append(right)
            partner[right].append(left)
        whole = sum(weight for _, weight in heard.terms) or 1.0
        scores: dict[int, float] = defaultdict(float)
        for term, weight in sorted(heard.terms, key=lambda pair: pair[0] in ASKING_STEMS):
            asking = term in ASKING_STEMS
            partners = partner.get(term)
            share = weight / whole
            for at, worth in self.index.postings(term):
                if partners and not self.index.words(at).intersection(partners):
                    worth *= _HALF_COMPOUND
                if not asking or at in scores or at in by_need:
                    scores[at] += share * worth
        stretch = max(scores.values(), default=1.0) ** -_BEST_WORDS
        return {at: score * stretch for at, score in scores.items()}

    def _meant(self, at: int, heard: Heard) -> float:
        """How far a listing is about something else than what was refused or only seemed to be there."""
        served = self._serving.served(at)
        wanted = max((served.get(need.key, 0.0) for need in heard.needs), default=0.0)
        unwanted = max(served.get(key, 0.0) for key in heard.refused)
        return max(0.02, 1 - _RULED_OUT * max(0.0, unwanted - wanted))

    def _nearness(self, where: Where) -> Callable[[Searchable], float]:
        neighbours = self._neighbours.get(where.locality or "", ())

        def factor(listing: Searchable) -> float:
            by_area = area_factor(listing, where.locality, neighbours) if where.locality else 1.0
            return by_area * (distance_factor(listing, where.point) if where.point else 1.0)

        return factor

    def _in_turns(self, candidates: list[_Candidate], heard: Heard) -> list[_Candidate]:
        """The same listings, so that no need heard fills the first results alone."""
        clear = {need.key: need.strength for need in heard.needs}
        if len(clear) < 2:
            return candidates
        shares = {one.at: self._shares(one.at, clear) for one in candidates[: 4 * _TURNS]}
        waiting = candidates[: 4 * _TURNS]
        turns = dict.fromkeys(clear, 1.0)
        first: list[_Candidate] = []
        while waiting and len(first) < _TURNS:
            marks = [
                one.fit
                * (1 - sum(shares[one.at].values()) + sum(s * turns[k] for k, s in shares[one.at].items()))
                for one in waiting
            ]
            best = max(range(len(waiting)), key=lambda n: (marks[n], -n))
            mark = marks[best]
            one = waiting.pop(best)
            for key, share in shares[one.at].items():
                turns[key] *= 1 - (1 - _TURN) * share
            first.append(one._replace(fit=mark))
        return _falling([*first, *waiting, *candidates[4 * _TURNS :]])

    def _shares(self, at: int, strengths: Mapping[str, float]) -> dict[str, float]:
        """How a listing's worth here divides among the needs heard; sums to at most 1."""
        served = self._serving.served(at)
        parts = {key: strength * served[key] for key, strength in strengths.items() if key in served}
        whole = max(sum(parts.values()), 1e-9)
        return {key: part / whole for key, part in parts.items()}

    def _reasons(
        self, at: int, heard: Heard, by_name: Mapping[int, float], looked_for: Sequence[tuple[str, str]]
    ) -> tuple[Reason, ...]:
        reasons = [Reason("name", self._listings[at].name)] if at in by_name else []
        served = self._serving.served(at)
        reasons += [Reason("need", need.key) for need in heard.needs if served.get(need.key, 0.0) >= _TOLD]
        if not reasons:
            near = (key for need in heard.needs for key in self._near.get(need.key, ()))
            reasons.extend(Reason("need", key) for key in near if served.get(key, 0.0) >= _SERVES)
        if not reasons:
            listed = self.index.words(at)
            shared = [(word, stemmed) for word, stemmed in looked_for if stemmed in listed]
            telling = [word for word, stemmed in shared if stemmed not in ASKING_STEMS]
            said = " ".join(telling or [word for word, _ in shared])
            reasons.extend([Reason("words", said)] if said else [])
        return tuple(dict.fromkeys(reasons))


def _standing(listing: Searchable) -> float:
    """Fresh, sure facts and an open door go first, gently."""
    return (0.8 + 0.2 * min(max(listing.trust, 0.0), 1.0)) * (0.92 if listing.referral_only else 1.0)


def _falling(ordered: list[_Candidate]) -> list[_Candidate]:
    """The same order with scores that fall, so that whoever sorts by score keeps it."""
    falling: list[_Candidate] = []
    for one in ordered:
        most = falling[-1].fit - _STEP if falling else one.fit
        falling.append(one._replace(fit=min(one.fit, most)))
    return falling
