"""From what someone typed to the listings that fit, with reasons."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from poai.domain.need import Need, UrgentRule
from poai.matching.answers import Confidence, Heard, HeardNeed, Match
from poai.matching.hearing import Ear
from poai.matching.lexicon import lexicon
from poai.matching.likeness import ASKING_STEMS
from poai.matching.ranking import CLEAR, Shelf, Where
from poai.matching.searchable import Searchable
from poai.matching.speller import Speller
from poai.matching.stem import stem
from poai.matching.stopwords import FUNCTION
from poai.matching.tokens import as_written, spoken, words
from poai.matching.urgent import Alarm

_LONGEST_LISTING = 20_000  # characters of one field that are read


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
        texts = [_fields(listing) for listing in listings]
        rules = list(urgent)
        self._shelf = Shelf(listings, texts, needs, neighbours)
        self._ear = Ear(needs)
        self._alarm = Alarm(rules)
        self._speller = Speller(lexicon(needs, rules, texts, names))

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

        `names` are people's, places' and organisations' names that must not be
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
        terms = self._shelf.terms([word for word in stemmed if word not in hearing.unwanted])
        return Heard(
            text=text,
            needs=tuple(needs),
            urgent=self._alarm.heard((typed, repaired, self._speller.lean(typed, self._alarm.vocabulary))),
            corrected=_shown(text, typed, mended),
            confidence=self._confidence(stemmed, needs, terms),
            terms=terms,
            compounds=self._ear.compounds(stemmed),
            looked_for=tuple(dict.fromkeys(word for word in said if word not in FUNCTION)),
            refused=tuple(refused),
            unwanted=tuple(sorted(hearing.unwanted)),
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
        return self._shelf.rank(heard, Where(locality, point), limit)

    def _confidence(
        self, stemmed: Sequence[str], needs: Sequence[HeardNeed], terms: tuple[tuple[str, float], ...]
    ) -> Confidence:
        telling = {word for word in stemmed if word not in FUNCTION}
        if not telling:
            return "confident" if any(not need.phrase for need in needs) else "none"
        found = [word for word in telling if word in self._shelf.index or self._ear.tells(word)]
        if not needs and ASKING_STEMS.issuperset(found):
            return "none"
        strange = 1 - len(found) / len(telling)
        best = max((need.strength for need in needs if self._shelf.serves(need.key)), default=0.0)
        whole = sum(weight for _, weight in terms) or 1.0
        listed = sum(weight for term, weight in terms if term in self._shelf.index) / whole
        if strange <= 0.5 and (
            best >= CLEAR or (listed >= 0.75 and any(w >= 2 for t, w in terms if t in self._shelf.index))
        ):
            return "confident"
        return "weak"


def _shown(text: str, typed: list[str], mended: list[str]) -> str | None:
    """The repaired text for people to read, unchanged words as they wrote them; None if all are unchanged."""
    if typed == mended:
        return None
    written = as_written(text, typed)
    shown: list[str] = []
    for change, start, end, now, then in SequenceMatcher(None, typed, mended, autojunk=False).get_opcodes():
        shown += written[start:end] if change == "equal" else mended[now:then]
    return " ".join(shown)


def _fields(listing: Searchable) -> dict[str, list[str]]:
    return {
        "name": words(listing.name, _LONGEST_LISTING),
        "tags": words(" . ".join(listing.tags), _LONGEST_LISTING),
        "organisation": words(listing.organisation, _LONGEST_LISTING),
        "description": spoken(words(listing.description, _LONGEST_LISTING)),
        "details": words(listing.details, _LONGEST_LISTING),
        "area": words(listing.locality, _LONGEST_LISTING),
    }
