"""Urgent rules: heard apart from ranking, on the text as typed and as repaired."""

from collections.abc import Iterable, Sequence

from poai.domain.need import UrgentRule
from poai.matching.calming import calm
from poai.matching.expressions import EXACTLY, Expressions, Found
from poai.matching.stem import stem
from poai.matching.stopwords import FUNCTION
from poai.matching.tokens import spoken, words

GAP = 2  # other words allowed between neighbours, as UrgentRule says
TOGETHER = "+"  # between words of a phrase that may come in any order, further apart
APART = 6  # other words allowed between those


class Alarm:
    """All urgent rules, the worst first; `vocabulary` holds the words of their phrases."""

    def __init__(self, rules: Iterable[UrgentRule]) -> None:
        rules = sorted(rules, key=lambda rule: rule.severity)
        self._keys = [rule.key for rule in rules]
        self.vocabulary = frozenset(
            word for rule in rules for phrase in rule.phrases for word in words(phrase)
        )
        said_so = [(rule.key, phrase) for rule in rules for phrase in rule.phrases]
        self._phrases = Expressions(((key, _expression(p)) for key, p in said_so if TOGETHER not in p), GAP)
        self._together = Expressions(
            ((key, _expression(p)) for key, p in said_so if TOGETHER in p), APART, any_order=True
        )
        self._unlike = Expressions(
            ((rule.key, _expression(phrase)) for rule in rules for phrase in rule.unlike), GAP
        )

    def heard(self, readings: Iterable[Sequence[str]]) -> tuple[str, ...]:
        """Keys of the rules that speak in any of the readings of one text, worst first."""
        keys: set[str] = set()
        seen: set[tuple[str, ...]] = set()
        for reading in readings:
            for whole in (list(reading), self._glued(reading)):
                said = tuple(spoken(whole))
                if said not in seen:
                    seen.add(said)
                    keys |= self._heard_in(said)
        return tuple(key for key in self._keys if key in keys)

    def _glued(self, reading: Sequence[str]) -> list[str]:
        """The words with those joined that make a word of the rules: "over dose", "my self"."""
        glued: list[str] = []
        for word in reading:
            if glued and glued[-1] != "a" and glued[-1] + word in self.vocabulary:
                glued[-1] += word
            else:
                glued.append(word)
        return glued

    def _heard_in(self, said: tuple[str, ...]) -> set[str]:
        return {key for key, _ in self.hits(said)}

    def hits(self, said: Sequence[str]) -> list[Found[str]]:
        """The rules that speak in the words `said`, with the positions of the words that made them speak."""
        stemmed = [stem(word) for word in said]
        found = [*self._phrases.find(stemmed, said), *self._together.find(stemmed, said)]
        if not found:
            return []
        cancelled: dict[str, list[set[int]]] = {}
        for key, positions in self._unlike.find(stemmed, said):
            cancelled.setdefault(key, []).append(set(positions))
        return [
            hit
            for hit in found
            if not any(_part_of(hit.positions, span, stemmed) for span in cancelled.get(hit.payload, ()))
            and not calm(hit.positions, said)
        ]


def _expression(phrase: str) -> tuple[str, ...]:
    """A phrase as stems; a word with "=" before it must be said just so: "=voices" is not "voice"."""
    if EXACTLY not in phrase:
        return tuple(map(stem, spoken(words(phrase))))
    return tuple(
        part
        for word in phrase.split()
        for part in ([word.casefold()] if word.startswith(EXACTLY) else map(stem, spoken(words(word))))
    )


def _part_of(positions: tuple[int, ...], span: set[int], stemmed: Sequence[str]) -> bool:
    """Whether the words that carry a hit lie within a look-alike: a hit elsewhere is still a hit."""
    telling = [at for at in positions if stemmed[at] not in FUNCTION] or list(positions)
    return sum(at in span for at in telling) * 2 > len(telling)
