"""From what someone typed to the listings that fit, with reasons."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from poai.domain.need import Need, UrgentRule
from poai.matching.answers import Confidence, Heard, HeardNeed, Match, Reason
from poai.matching.hearing import Ear
from poai.matching.index import FIELDS, TextIndex
from poai.matching.likeness import ASKING_STEMS
from poai.matching.names import Names
from poai.matching.nearness import area_factor, distance_factor
from poai.matching.searchable import Searchable
from poai.matching.serving import Serving
from poai.matching.speller import Lexicon, Speller
from poai.matching.stem import stem
from poai.matching.stopwords import FUNCTION
from poai.matching.tokens import spoken, words
from poai.matching.urgent import Alarm

_LONGEST_LISTING = 20_000
_CLEAR = 0.5  # the strength at which a need is heard clearly
_NEEDS_SAY = 0.6  # the share of needs in the order when one is heard clearly; words have the rest
_NAME = 0.5  # what being asked for by name adds
_EVEN = 0.9  # below 1, weaker needs among several count for more than their strength
_NEAR = 0.12  # what a neighbouring need counts
_HALF_COMPOUND = 0.2  # what "bank" says of a food bank
_LEAST = 0.06  # below this a listing does not fit
_LEAST_OF_BEST = 0.12


class Matcher:
    """Immutable once built, so any number of threads may ask it."""

    def __init__(
        self,
        listings: Sequence[Searchable],
        needs: Sequence[Need],
        urgent: Iterable[UrgentRule],
        names: Iterable[str],
        neighbours: Mapping[str, Collection[str]],
    ) -> None:
        read = [_fields(listing) for listing in listings]
        texts = [{field: [stem(word) for word in fields[field]] for field in FIELDS} for fields in read]
        rules = list(urgent)
        self._listings = listings
        self._neighbours = neighbours
        self._index = TextIndex(texts)
        self._serving = Serving(needs, listings, texts)
        self._names = Names(
            (
                (at, text[field])
                for at, text in enumerate(texts)
                for field in ("name", "organisation")
                if text[field]
            ),
            self._index.rarity,
        )
        self._ear = Ear(needs)
        self._alarm = Alarm(rules)
        self._speller = Speller(_lexicon(needs, rules, read, names))

    @classmethod
    def build(
        cls,
        listings: Iterable[Searchable],
        needs: Iterable[Need],
        urgent: Iterable[UrgentRule] = (),
        names: Iterable[str] = (),
        *,
        neighbours: Mapping[str, Collection[str]] | None = None,
    ) -> "Matcher":
        """A matcher over these listings and words.

        `urgent` comes worst first. `names` are people's, places' and organisations' names that must not be
        "corrected". `neighbours` maps a locality's key to the keys of those beside it.
        """
        return cls(
            sorted(listings, key=lambda listing: listing.id), list(needs), urgent, names, neighbours or {}
        )

    def hear(
        self,
        text: str,
        *,
        without: Collection[str] = (),
        extra: Collection[str] = (),
        as_typed: bool = False,
    ) -> Heard:
        """What the text says. `without` are needs the person refused, `extra` needs they chose.

        With `as_typed` no spelling is repaired, but urgent words are still heard through their misspelling.
        """
        typed = words(text)
        repaired = self._speller.repair(typed)
        mended = typed if as_typed else repaired
        said = spoken(mended)
        stemmed = [stem(word) for word in said]
        hearing = self._ear.hear(said, stemmed)
        refused = sorted({*hearing.ruled_out, *without} - set(extra))
        needs = [HeardNeed(key, 1.0, "") for key in dict.fromkeys(extra) if key in self._ear.keys]
        needs += [need for need in hearing.needs if need.key not in without and need.key not in extra]
        terms = self._terms(stemmed, hearing.muted)
        return Heard(
            text=text,
            needs=tuple(needs),
            urgent=self._alarm.heard((typed, repaired, self._speller.repair(repaired))),
            corrected=" ".join(mended) if mended != typed else None,
            confidence=self._confidence(stemmed, needs, terms),
            terms=terms,
            compounds=self._ear.compounds(stemmed),
            looked_for=tuple(
                dict.fromkeys(word for word in said if stem(word) not in FUNCTION | ASKING_STEMS)
            ),
            refused=tuple(refused),
        )

    def rank(
        self,
        heard: Heard,
        *,
        locality: str | None = None,
        point: tuple[float, float] | None = None,
        limit: int | None = None,
    ) -> list[Match]:
        """The listings that fit what was heard, best first; equal ones in the order of their ids."""
        by_need = self._need_scores(heard)
        by_words = self._word_scores(heard)
        by_name = self._names.said(term for term, _ in heard.terms)
        sure = max((need.strength for need in heard.needs), default=0.0)
        trust_in_needs = min(1.0, sure / _CLEAR) * _NEEDS_SAY
        scored: list[tuple[float, str, int]] = []
        for at in by_need.keys() | by_words.keys() | by_name.keys():
            fit = trust_in_needs * by_need.get(at, 0.0) + (1 - trust_in_needs) * by_words.get(at, 0.0)
            served = self._serving.served(at)
            for key in heard.refused:
                fit *= max(0.05, 1 - 1.4 * served.get(key, 0.0))
            fit += _NAME * by_name.get(at, 0.0)
            if fit >= _LEAST:
                scored.append((fit * self._gently(at, locality, point), self._listings[at].id, at))
        scored.sort(key=lambda row: (-row[0], row[1]))
        floor = _LEAST_OF_BEST * scored[0][0] if scored else 0.0
        kept = [row for row in scored if row[0] >= floor][:limit]
        return [
            Match(key, round(min(score, 1.0), 6), self._reasons(at, heard, by_name))
            for score, key, at in kept
        ]

    def _need_scores(self, heard: Heard) -> dict[int, float]:
        strengths = {need.key: need.strength for need in heard.needs}
        for need in heard.needs:
            for key in self._ear.near(need.key):
                if key not in strengths and key not in heard.refused:
                    strengths[key] = _NEAR * need.strength
        best = max(strengths.values(), default=1.0)
        doubts: dict[int, float] = defaultdict(lambda: 1.0)
        for key, strength in strengths.items():
            for at, weight in self._serving.listings(key):
                doubts[at] *= 1 - weight * (strength / best) ** _EVEN
        return {at: 1 - doubt for at, doubt in doubts.items()}

    def _word_scores(self, heard: Heard) -> dict[int, float]:
        """How much of what was asked each listing says; half of a compound is hardly the compound."""
        partner: dict[str, list[str]] = defaultdict(list)
        for left, right in heard.compounds:
            partner[left].append(right)
            partner[right].append(left)
        scores: dict[int, float] = defaultdict(float)
        whole = sum(weight for _, weight in heard.terms)
        for term, weight in heard.terms:
            partners = partner.get(term)
            for at, worth in self._index.postings(term):
                if partners and not self._index.words(at).intersection(partners):
                    worth *= _HALF_COMPOUND
                scores[at] += weight * worth / whole
        return scores

    def _gently(self, at: int, locality: str | None, point: tuple[float, float] | None) -> float:
        listing = self._listings[at]
        factor = 0.8 + 0.2 * min(max(listing.trust, 0.0), 1.0)
        if listing.referral_only:
            factor *= 0.92
        if locality:
            factor *= area_factor(listing, locality, self._neighbours.get(locality, ()))
        if point:
            factor *= distance_factor(listing, point)
        return factor

    def _reasons(self, at: int, heard: Heard, by_name: Mapping[int, float]) -> tuple[Reason, ...]:
        reasons = []
        if at in by_name:
            reasons.append(Reason("name", self._listings[at].name))
        served = self._serving.served(at)
        reasons.extend(Reason("need", need.key) for need in heard.needs if served.get(need.key, 0.0) >= 0.1)
        shared = " ".join(word for word in heard.looked_for if stem(word) in self._index.words(at))
        if shared and not reasons:
            reasons.append(Reason("words", shared))
        return tuple(reasons)

    def _terms(self, stemmed: Sequence[str], muted: Collection[str]) -> tuple[tuple[str, float], ...]:
        weights: dict[str, float] = {}
        for word in stemmed:
            if word not in FUNCTION and word not in weights:
                asked = 0.1 if word in muted else 0.2 if word in ASKING_STEMS else 1.0
                known = 1.0 if word in self._index else 0.5
                weights[word] = self._index.rarity(word) * asked * known
        return tuple(weights.items())

    def _confidence(
        self, stemmed: Sequence[str], needs: Sequence[HeardNeed], terms: tuple[tuple[str, float], ...]
    ) -> Confidence:
        telling = {word for word in stemmed if word not in FUNCTION}
        if not telling:
            return "confident" if any(not need.phrase for need in needs) else "none"
        found = [word for word in telling if word in self._index or self._ear.tells(word)]
        if not found and not needs:
            return "none"
        strange = 1 - len(found) / len(telling)
        best = max((need.strength for need in needs), default=0.0)
        whole = sum(weight for _, weight in terms) or 1.0
        listed = sum(weight for term, weight in terms if term in self._index) / whole
        if strange <= 0.5 and (
            best >= _CLEAR or (listed >= 0.75 and any(w >= 2 for t, w in terms if t in self._index))
        ):
            return "confident"
        return "weak"


def _fields(listing: Searchable) -> dict[str, list[str]]:
    return {
        "name": words(listing.name, _LONGEST_LISTING),
        "tags": words(" . ".join(listing.tags), _LONGEST_LISTING),
        "organisation": words(listing.organisation, _LONGEST_LISTING),
        "description": spoken(words(listing.description, _LONGEST_LISTING)),
        "details": words(listing.details, _LONGEST_LISTING),
        "area": words(listing.locality, _LONGEST_LISTING),
    }


def _lexicon(
    needs: Iterable[Need],
    urgent: Iterable[UrgentRule],
    listings: Iterable[Mapping[str, Sequence[str]]],
    names: Iterable[str],
) -> Lexicon:
    counts: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    spoken_texts = [
        text for need in needs for text in (*need.phrases, *need.serves, *need.unlike, need.label)
    ]
    spoken_texts += [text for rule in urgent for text in (*rule.phrases, *rule.unlike)]
    for text in spoken_texts:
        said = words(text)
        counts.update(said)
        pairs.update(pairwise(said))
    for listing in listings:
        for field in ("name", "tags", "description"):
            counts.update(listing[field])
            pairs.update(pairwise(listing[field]))
        for field in ("organisation", "details", "area"):
            counts.update(set(listing[field]))
    known = {word for name in names for word in words(name)}
    return Lexicon(counts, known, pairs)
