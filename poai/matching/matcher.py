"""From what someone typed to the listings that fit, with reasons."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from poai.domain.listing import BOROUGH_WIDE
from poai.domain.need import Need, UrgentRule
from poai.matching.answers import Confidence, Heard, HeardNeed, Match, Reason
from poai.matching.constraints import Spotter, for_whom
from poai.matching.english import english
from poai.matching.hearing import MOST_NEEDS, Ear, Hearing
from poai.matching.homophones import HOMOPHONES
from poai.matching.lexicon import lexicon
from poai.matching.likeness import ASKING_STEMS
from poai.matching.meaning import Felt, Meaning
from poai.matching.ranking import Parts, Shelf, Where
from poai.matching.reading import Reading, read
from poai.matching.searchable import Searchable
from poai.matching.serving import Serving
from poai.matching.speller import Speller, guessed
from poai.matching.stem import stem
from poai.matching.stopwords import FUNCTION
from poai.matching.tokens import as_written, spoken, words
from poai.matching.urgent import Alarm, ordinary
from poai.matching.vectors import vectors
from poai.matching.weighing import CLEAR

_GUESSED = 0.19  # how much of a text may be guessed where something is claimed with confidence
_HELD_APART = ("day", "time", "free", "drop-in")  # a listing's text is not searched for these


class Vocabulary:
    """All that matching knows before it reads a listing: needs, urgent rules, names and places."""

    def __init__(
        self,
        needs: Sequence[Need],
        rules: Sequence[UrgentRule],
        names: Sequence[str],
        neighbours: Mapping[str, Collection[str]],
        places: Mapping[str, str],
    ) -> None:
        self.needs, self.rules, self.names = needs, rules, names
        self.neighbours, self.places = neighbours, places
        self.ear = Ear(needs)
        self.alarm = Alarm(rules, ordinary(needs))
        self.meaning = Meaning(needs, vectors())
        self._serving = Serving(needs)

    def read(self, listing: Searchable) -> Reading:
        """A listing as these needs read it."""
        return read(listing, self._serving, vectors())


class Matcher:
    """Immutable once built, so any number of threads may ask it."""

    def __init__(self, listings: Sequence[Reading], words_of: "Vocabulary") -> None:
        self._of = words_of
        self._ear, self._alarm, self._meaning = words_of.ear, words_of.alarm, words_of.meaning
        self._shelf = Shelf(listings, words_of.needs, words_of.neighbours, words_of.meaning)
        localities = {reading.listing.locality for reading in listings} - {"", BOROUGH_WIDE}
        known = {key: key for key in localities} | {
            name: key for name, key in words_of.places.items() if key in localities
        }
        self._spotter = Spotter({" ".join(words(name)): key for name, key in known.items()})
        names = [*words_of.names, *words_of.places, *localities]
        texts = [reading.words for reading in listings]
        self._speller = Speller(lexicon(words_of.needs, words_of.rules, texts, names), english())

    @classmethod
    def build(
        cls,
        listings: Iterable[Searchable],
        needs: Iterable[Need],
        urgent: Iterable[UrgentRule] = (),
        names: Iterable[str] = (),
        *,
        neighbours: Mapping[str, Collection[str]] | None = None,
        places: Mapping[str, str] | None = None,
    ) -> "Matcher":
        """A matcher over these listings and words.

        `names` are people's, places' and organisations' names that must not be
        "corrected". `neighbours` maps a locality's key to the keys of those beside it. `places` maps what
        places are called to localities' keys; the keys themselves are known.
        """
        vocabulary = Vocabulary(list(needs), list(urgent), list(names), neighbours or {}, places or {})
        found = sorted(listings, key=lambda listing: listing.id)
        return cls([vocabulary.read(listing) for listing in found], vocabulary)

    def patched(self, changed: Iterable[Searchable], removed: Iterable[str] = ()) -> "Matcher":
        """A matcher as `build` would make it after these changes; only what changed is read again."""
        readings = {reading.listing.id: reading for reading in self._shelf.readings}
        for key in removed:
            readings.pop(key, None)
        readings |= {listing.id: self._of.read(listing) for listing in changed}
        return Matcher([readings[key] for key in sorted(readings)], self._of)

    def hear(
        self,
        text: str,
        *,
        without: Collection[str] = (),
        extra: Collection[str] = (),
        ignore: Collection[str] = (),
        as_typed: bool = False,
    ) -> Heard:
        """What the text says. `without` are needs the person refused, `extra` needs they chose,
        `ignore` constraints they took back, as "kind:value".

        With `as_typed` no spelling is repaired, but urgent words are still heard through their misspelling.
        """
        typed = words(text)
        repaired = self._speller.repair(typed)
        mended = typed if as_typed else repaired
        others = {} if as_typed else self._speller.others(typed, repaired)
        mended = [self._meant(word, others.get(word, ())) for word in mended]
        said = spoken(mended)
        stemmed = [stem(word) for word in said]
        hearing = self._ear.hear(
            said, stemmed, {stem(w): [stem(o) for o in may] for w, may in others.items()}
        )
        if hearing.taken:
            mended = _taken(mended, said, hearing.taken, others)
            said = spoken(mended)
            stemmed = [stem(word) for word in said]
        refused = sorted({*hearing.ruled_out, *without} - set(extra))
        spotted = self._spotter.spot(said)
        held = {
            at for one in spotted if one.constraint.kind in _HELD_APART for at in range(one.start, one.end)
        }
        terms = self._shelf.terms(
            [word for at, word in enumerate(stemmed) if at not in held and word not in hearing.unwanted]
        )
        meant = [
            word
            for word, at in zip(said, range(len(said)), strict=True)
            if at not in held and stemmed[at] not in hearing.unwanted
        ]
        sense = vectors().sense(meant)
        needs = [HeardNeed(key, 1.0, "") for key in dict.fromkeys(extra) if key in self._ear.keys]
        needs += self._needs(hearing, self._meaning.felt(meant, sense), {*refused, *extra})
        return Heard(
            text=text,
            needs=tuple(needs),
            urgent=self._alarm.heard(
                (typed, repaired, mended, self._speller.lean(typed, self._alarm.vocabulary)),
                others,
                repaired,
            ),
            corrected=_shown(text, typed, mended),
            confidence=self._confidence(stemmed, needs, terms, _guesswork(typed, mended)),
            terms=terms,
            compounds=self._ear.compounds(stemmed),
            looked_for=tuple(dict.fromkeys(word for word in said if word not in FUNCTION)),
            refused=tuple(refused),
            unwanted=tuple(sorted(hearing.unwanted)),
            constraints=tuple(one.constraint for one in spotted if one.constraint.key not in ignore),
            whom=for_whom(said),
            sense=tuple(sense.tolist()) if sense.any() else (),
        )

    def rank(
        self,
        heard: Heard,
        *,
        locality: str | None = None,
        point: tuple[float, float] | None = None,
        limit: int | None = None,
        reasons: bool = True,
    ) -> list[Match]:
        """The listings that fit what was heard, best first; equal ones in the order of their ids.

        Without `reasons` they have none: working them out only for the page that is shown is much less work.
        """
        return self._shelf.rank(heard, Where(locality, point), limit, reasons=reasons)

    def reasons(self, heard: Heard, ids: Iterable[str]) -> dict[str, tuple[Reason, ...]]:
        """Why each of these listings fits what was heard."""
        return self._shelf.reasons(heard, ids)

    def claims(self, word: str) -> bool:
        """Whether any need's phrases have a word."""
        return self._ear.tells(stem(word)) > 0

    def parts(self, heard: Heard, ids: Collection[str]) -> dict[str, Parts]:
        """What the fit of some listings is made of, for explaining it."""
        return self._shelf.parts(heard, ids)

    @staticmethod
    def _needs(hearing: Hearing, felt: Mapping[str, Felt], left_out: Collection[str]) -> list[HeardNeed]:
        """What was heard in phrases and what the text may mean, as one list, strongest first."""
        heard = {need.key: need for need in hearing.needs if need.key not in left_out}
        for key, feeling in felt.items():
            if key not in left_out:
                said = heard.get(key, HeardNeed(key, 0.0, feeling.phrase))
                sure = 1 - (1 - said.strength) * (1 - feeling.strength)
                heard[key] = HeardNeed(key, round(min(sure, 1.0), 4), said.phrase)
        needs = sorted(heard.values(), key=lambda need: (-need.strength, need.key))
        least = max(0.1, 0.35 * needs[0].strength) if needs else 0.0
        return [need for need in needs if need.strength >= least][:MOST_NEEDS]

    def _meant(self, word: str, others: Sequence[str]) -> str:
        """The word, or where nobody here says it, another that it may be and that needs' phrases have."""
        if word not in HOMOPHONES or self._ear.tells(stem(word)) or stem(word) in self._shelf.index:
            return word
        return next((other for other in others if self._ear.tells(stem(other))), word)

    def _confidence(
        self,
        stemmed: Sequence[str],
        needs: Sequence[HeardNeed],
        terms: tuple[tuple[str, float], ...],
        guesswork: float,
    ) -> Confidence:
        telling = {word for word in stemmed if word not in FUNCTION}
        if not telling:
            return "confident" if any(not need.phrase for need in needs) else "none"
        found = [word for word in telling if word in self._shelf.index or self._ear.tells(word)]
        if not needs and ASKING_STEMS.issuperset(found):
            return "none"
        strange = 1 - len(found) / len(telling)
        best = max((need.strength for need in needs if self._shelf.serves(need.key)), default=0.0)
        listed = self._shelf.says(terms)
        if (
            strange <= 0.5
            and guesswork < _GUESSED
            and (
                best >= CLEAR or (listed >= 0.75 and any(w >= 2 for t, w in terms if t in self._shelf.index))
            )
        ):
            return "confident"
        return "weak"


def _taken(
    mended: Sequence[str], said: Sequence[str], taken: Mapping[int, str], others: Mapping[str, Sequence[str]]
) -> list[str]:
    """The words with those replaced that a need's phrase took for another."""
    instead = {
        said[at]: other
        for at, wanted in taken.items()
        for other in reversed(others.get(said[at], ()))
        if stem(other) == wanted
    }
    return [instead.get(word, word) for word in mended]


def _changes(typed: Sequence[str], mended: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, typed, mended, autojunk=False).get_opcodes()


def _guesswork(typed: Sequence[str], mended: Sequence[str]) -> float:
    """How much of what is now understood is guessed (0 to 1): mean over the telling words, none guessed at 0."""
    if typed == mended:
        return 0.0
    guesses = 0.0
    for change, start, end, now, then in _changes(typed, mended):
        if change != "equal":
            share = guessed("".join(typed[start:end]), "".join(mended[now:then]))
            guesses += share * sum(word not in FUNCTION for word in mended[now:then])
    return guesses / (sum(word not in FUNCTION for word in mended) or 1)


def _shown(text: str, typed: list[str], mended: list[str]) -> str | None:
    """The repaired text for people to read, unchanged words as they wrote them; None if all are unchanged."""
    if typed == mended:
        return None
    written = as_written(text, typed)
    shown: list[str] = []
    for change, start, end, now, then in _changes(typed, mended):
        shown += written[start:end] if change == "equal" else mended[now:then]
    return " ".join(shown)
