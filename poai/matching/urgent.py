"""Urgent rules: heard apart from ranking, on the text as typed and as repaired."""

from collections.abc import Iterable, Sequence

from poai.domain.need import UrgentRule
from poai.matching.expressions import Expressions
from poai.matching.stem import stem, stems
from poai.matching.stopwords import FUNCTION
from poai.matching.tokens import spoken, words

GAP = 2  # other words allowed between neighbours, as UrgentRule says


class Alarm:
    """All urgent rules, the worst first; `vocabulary` holds the words of their phrases."""

    def __init__(self, rules: Iterable[UrgentRule]) -> None:
        rules = sorted(rules, key=lambda rule: rule.severity)
        self._keys = [rule.key for rule in rules]
        phrases = [words(phrase) for rule in rules for phrase in rule.phrases]
        self.vocabulary = frozenset(word for said in phrases for word in said)
        self._phrases = Expressions(
            ((rule.key, stems(phrase)) for rule in rules for phrase in rule.phrases), GAP
        )
        self._unlike = Expressions(
            ((rule.key, stems(phrase)) for rule in rules for phrase in rule.unlike), GAP
        )

    def heard(self, readings: Iterable[Sequence[str]]) -> tuple[str, ...]:
        """Keys of the rules that speak in any of the readings of one text, worst first."""
        keys: set[str] = set()
        seen: set[tuple[str, ...]] = set()
        for reading in readings:
            for whole in (list(reading), self._glued(reading)):
                stemmed = tuple(map(stem, spoken(whole)))
                if stemmed not in seen:
                    seen.add(stemmed)
                    keys |= self._heard_in(stemmed)
        return tuple(key for key in self._keys if key in keys)

    def _glued(self, reading: Sequence[str]) -> list[str]:
        """The words with those joined that make a word of the rules: "over dose", "my self"."""
        glued: list[str] = []
        for word in reading:
            if glued and glued[-1] + word in self.vocabulary:
                glued[-1] += word
            else:
                glued.append(word)
        return glued

    def _heard_in(self, stemmed: tuple[str, ...]) -> set[str]:
        hits = self._phrases.find(stemmed)
        if not hits:
            return set()
        cancelled: dict[str, list[set[int]]] = {}
        for key, positions in self._unlike.find(stemmed):
            cancelled.setdefault(key, []).append(set(range(positions[0], positions[-1] + 1)))
        return {
            key
            for key, positions in hits
            if not any(_part_of(positions, span, stemmed) for span in cancelled.get(key, ()))
        }


def _part_of(positions: tuple[int, ...], span: set[int], stemmed: tuple[str, ...]) -> bool:
    """Whether the words that carry a hit lie within a look-alike: a hit elsewhere is still a hit."""
    telling = [at for at in positions if stemmed[at] not in FUNCTION] or list(positions)
    return sum(at in span for at in telling) * 2 > len(telling)
