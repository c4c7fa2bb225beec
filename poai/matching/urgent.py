"""Urgent rules: heard apart from ranking, on the text as typed and as repaired."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from poai.domain.need import Need, UrgentRule
from poai.matching.calming import CALMING, calm
from poai.matching.cries import Cries
from poai.matching.expressions import Expressions
from poai.matching.stem import stem
from poai.matching.stopwords import FUNCTION
from poai.matching.tokens import spoken, words

GAP = 2  # other words allowed between neighbours, as UrgentRule says
EXACTLY = "="  # before a word that must be said just so: "=voices" is not "voice"
GROUP = "<"  # before the name of a group of words: "<family>"
TOGETHER = "+"  # between words of a phrase that may come in any order, further apart
APART = 6  # other words allowed between those


class Alarm:
    """All urgent rules, the worst first; `vocabulary` holds the words that tell: alarming ones and calming ones."""

    def __init__(self, rules: Iterable[UrgentRule], ordinary: Iterable[str] = ()) -> None:
        """`ordinary` are texts of people who need other help; those in which a rule speaks do not count."""
        rules = sorted(rules, key=lambda rule: rule.severity)
        self._keys = [rule.key for rule in rules]
        grouped: dict[str, set[str]] = {}
        for name, group in {item for rule in rules for item in rule.groups.items()}:
            for word in group:
                for part in _expression(word):
                    grouped.setdefault(part, set()).add(f"{GROUP}{name}>")
        self._groups = {part: tuple(sorted(names)) for part, names in grouped.items()}
        self.vocabulary = CALMING | frozenset(
            word
            for rule in rules
            for phrase in (*rule.phrases, *(word for group in rule.groups.values() for word in group))
            for word in words(phrase)
        )
        said_so = [(rule.key, phrase) for rule in rules for phrase in rule.phrases]
        self._phrases = Expressions(((key, _expression(p)) for key, p in said_so if TOGETHER not in p), GAP)
        self._together = Expressions(
            ((key, _expression(p)) for key, p in said_so if TOGETHER in p), APART, any_order=True
        )
        self._unlike = Expressions(
            ((rule.key, _expression(phrase)) for rule in rules for phrase in rule.unlike), GAP
        )

        said = (spoken(words(text)) for text in ordinary)
        self._cries = Cries(rules, [one for one in said if not self._hits(one, {})])

    def heard(
        self,
        readings: Iterable[Sequence[str]],
        others: Mapping[str, Collection[str]] = MappingProxyType({}),
        likeliest: Sequence[str] = (),
    ) -> tuple[str, ...]:
        """Keys of the rules that speak in any of the readings of one text, worst first.

        `others` is what else a word of the readings may be. Where no phrase speaks, what cries sound like does, in
        the `likeliest` reading alone: in the others chance words would.
        """
        seen = {
            tuple(spoken(whole)) for reading in readings for whole in (list(reading), self._glued(reading))
        }
        heard = {said: self._hits(said, others) for said in seen}
        keys = {key for hits in heard.values() if hits for key in hits}
        said = spoken(list(likeliest))
        if not keys and said and not calm((0,), said):
            sound = self._cries.rule(said, doubt=any(hits is not None for hits in heard.values()))
            keys = {sound} if sound else set()
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

    def _hits(self, said: Sequence[str], others: Mapping[str, Collection[str]]) -> set[str] | None:
        """The rules whose phrases stand in the words `said`: none where all were harmless, None if there were none."""
        stemmed = [stem(word) for word in said]
        also = [
            {token for may in (word, *others.get(word, ())) for token in self._also(may)} - {root}
            for word, root in zip(said, stemmed, strict=True)
        ]
        found = [*self._phrases.find(stemmed, also), *self._together.find(stemmed, also)]
        if not found:
            return None
        cancelled: dict[str, list[set[int]]] = {}
        for key, positions in self._unlike.find(stemmed, also):
            cancelled.setdefault(key, []).append(set(positions))
        return {
            hit.payload
            for hit in found
            if not any(_part_of(hit.positions, span, stemmed) for span in cancelled.get(hit.payload, ()))
            and not calm(hit.positions, said)
        }

    def _also(self, word: str) -> tuple[str, ...]:
        """All that a word stands for: its stem, itself just so, and the groups that it is of."""
        root, exact = stem(word), EXACTLY + word
        return (root, exact, *self._groups.get(root, ()), *self._groups.get(exact, ()))


def ordinary(needs: Iterable[Need]) -> Iterator[str]:
    """Texts about as long as people write them, from what needs' phrases say: a third of all phrases, by threes."""
    for need in needs:
        for at in range(0, len(need.phrases) - 2, 3):
            yield " ".join(need.phrases[at : at + 3])


def _expression(phrase: str) -> tuple[str, ...]:
    """A phrase as stems, with the words that must be said just so and the groups as they are written."""
    if EXACTLY not in phrase and GROUP not in phrase:
        return tuple(map(stem, spoken(words(phrase))))
    return tuple(
        part
        for word in phrase.split()
        for part in ([word.casefold()] if word[0] in (EXACTLY, GROUP) else map(stem, spoken(words(word))))
    )


def _part_of(positions: tuple[int, ...], span: set[int], stemmed: Sequence[str]) -> bool:
    """Whether the words that carry a hit lie within a look-alike: a hit elsewhere is still a hit."""
    telling = [at for at in positions if stemmed[at] not in FUNCTION] or list(positions)
    return sum(at in span for at in telling) * 2 > len(telling)
