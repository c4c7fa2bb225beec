"""Spelling repair against our own words.

A known word, a name, a number or a very short word is left alone. For any other, candidates come from
the words of about the same length within a small edit distance and from those that sound alike; the
best is chosen by distance, likeness, sound, how common it is, whether needs and listings use it, and
whether its neighbours are known to stand beside it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from math import log1p
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from poai.matching.everyday import COMMON, FIRST_NAMES, HEARD, SPOKEN, USUAL
from poai.matching.homophones import HOMOPHONES
from poai.matching.phonetic import sound, spoken_as
from poai.matching.shorthand import SHORTHAND
from poai.matching.stopwords import ASKING, FUNCTION, PARTICLES
from poai.matching.wordlist import WordList, everyday_words

MOST_REPAIRS = 24  # unknown words looked at in one text: the work stays bounded however long it is
LONGEST_LEANING = 60  # words of a text that are read that way
_STRANGE = 3  # unknown words that, with no common English one beside them, make a text foreign
_LIKELY = 0.35  # what the repair of an ordinary slip costs at most
_ACCEPT = 1.75  # what a repair may cost at most, in the units below
_EDIT = 0.75
_EDIT_ALIKE = 0.45  # an edit that leaves the sound as it was
_UNLIKE = 3.2  # times one less the Jaro-Winkler likeness
_ALIKE = 0.5  # off for the same sound
_BESIDE = 0.25  # off for each function word that is known to stand beside it, twice that for others
_OF_ROOT = 0.7  # how common a regular form is beside its root
_NAMED = 0.35  # how common a name is here
_DOUBLED = 0.5  # off where the letters are the same but for doubling
_ACCENTED = 0.25  # off for a sound that is the same only to some
_NEARLY = 0.5  # how much more another repair may cost to be thought of too
_MOST_OTHERS = 3
_REMEMBERED = 4096  # words whose candidates are kept


_ENDINGS = (("ys", "ies"), ("eing", "ing"), ("yed", "ied"))
_PAIR = re.compile(r"(.)\1")
_KEYS = tuple(way for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for way in (row, row[::-1]))


class Lexicon(NamedTuple):
    """Words of the needs and listings with how often they occur, names, and word pairs seen together."""

    counts: Mapping[str, int]
    names: Collection[str]
    pairs: Collection[tuple[str, str]]


class Speller:
    """Repairs the spelling of a text's words; deterministic, safe to share between threads."""

    def __init__(self, lexicon: Lexicon, seen: Collection[str] = ()) -> None:
        """`seen` are further English words, spelt right though we have nothing to say of them."""
        everyday = everyday_words()
        names = {word for word in lexicon.names if word not in everyday}
        ours = {word for word in lexicon.counts if word not in everyday} - names
        self._lists = (everyday, WordList(ours, names))
        self._seen = seen
        self._counts = lexicon.counts
        self._pairs = lexicon.pairs
        self._names = names
        self._remembered: dict[str, tuple[tuple[str, float], ...]] = {}

    def knows(self, word: str) -> bool:
        """True for a word, a regular form of one, a number, and anything too short or foreign to judge."""
        return word in self._seen or self._ours(word)

    def _ours(self, word: str) -> bool:
        return (
            self._listed(word)
            or word in HOMOPHONES
            or word in SHORTHAND
            or word in FIRST_NAMES
            or len(word) < 3
            or not (word.isascii() and word.isalpha())
        )

    def _listed(self, word: str) -> bool:
        return any(word in words for words in self._lists)

    def others(self, typed: list[str], mended: list[str]) -> dict[str, tuple[str, ...]]:
        """What else some mended words may be: repairs nearly as likely, and real words that sound the same."""
        found: dict[str, tuple[str, ...]] = {}
        for word in typed:
            if not self.knows(word):
                near = [(choice, cost) for choice, cost in self._candidates(word) if cost < _ACCEPT]
                best = next((choice for choice, _ in near if choice in mended), "")
                if best and near:
                    others = [c for c, cost in near if c != best and cost <= near[0][1] + _NEARLY]
                    found[best] = tuple(others[:_MOST_OTHERS])
        for word in mended:
            if word in FUNCTION:
                continue
            alike = HOMOPHONES.get(word, ())
            if not alike and not self._ours(word):
                alike = tuple(
                    choice
                    for choice, cost in self._candidates(word)[:_MOST_OTHERS]
                    if cost < _ACCEPT
                    and OSA.distance(choice, word) == 1
                    and spoken_as(choice) == spoken_as(word)
                )
            if alike:
                found[word] = (*found.get(word, ()), *alike)
        return found

    def repair(self, words: list[str]) -> list[str]:
        """The words with slips mended, run-together words split and split ones joined."""
        if self._foreign(words):
            return list(words)
        mended: list[str] = []
        looked_at = 0
        joined = self._join(words)
        for at, word in enumerate(joined):
            if self.knows(word) or _along_the_keys(word):
                mended.append(word)
                continue
            looked_at += 1
            if looked_at > MOST_REPAIRS:
                mended.append(word)
                continue
            before = mended[-1] if mended else ""
            after = joined[at + 1] if at + 1 < len(joined) else ""
            mended.extend(self._best(word, before, after))
        return self._real_word_slips(mended)

    def lean(self, words: list[str], towards: Collection[str]) -> list[str]:
        """The words, each unknown one taken for the likeliest of `towards` that it may be, if any."""
        leaning = []
        for at, word in enumerate(words):
            strange = at < LONGEST_LEANING and not self._ours(word)
            choices = self._candidates(word) if strange else ()
            if choices and choices[0][0] in self._names:
                choices = ()  # a place or a group, misspelt
            leaning.append(next((near for near, cost in choices if near in towards and cost < _ACCEPT), word))
        return leaning

    def _foreign(self, words: list[str]) -> bool:
        """Whether a text is hardly English: better read as it is than bent into English."""
        if not COMMON.isdisjoint(words):
            return False
        strange = [word for word in words[:LONGEST_LEANING] if not self.knows(word)]
        if len(strange) < _STRANGE or len(strange) * 2 <= min(len(words), LONGEST_LEANING):
            return False
        far = sum(all(cost > _LIKELY for _, cost in self._candidates(word)[:1]) for word in strange)
        return far >= _STRANGE - 1 and far * 2 > len(strange)

    def _best(self, word: str, before: str, after: str) -> Iterable[str]:
        choices: list[tuple[float, tuple[str, ...]]] = [
            (cost - _BESIDE * self._telling(before, candidate, after), (candidate,))
            for candidate, cost in self._candidates(word)
        ]
        choices.extend(self._splits(word, before, after))
        cost, best = min(choices, default=(_ACCEPT, (word,)))
        return best if cost < _ACCEPT else (word,)

    def _beside(self, before: str, word: str, after: str) -> int:
        return ((before, word) in self._pairs) + ((word, after) in self._pairs)

    def _candidates(self, word: str) -> tuple[tuple[str, float], ...]:
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[word] = self._find_candidates(word)
        return found

    def _find_candidates(self, word: str) -> tuple[tuple[str, float], ...]:
        """Words that it may be, with what each would cost (lower is likelier), neighbours aside."""
        if not any(letter in "aeiouy" for letter in word):
            return ()
        reach = 1 if len(word) < 5 else 2 if len(word) < 9 else 3
        heard_as, said_as, single = sound(word), spoken_as(word), _undoubled(word)
        costs = []
        for candidate, distance in self._within(word, reach, heard_as, said_as).items():
            same = sound(candidate) == heard_as
            alike = same or spoken_as(candidate) == said_as
            if _undoubled(candidate) == single:
                distance, alike = min(distance, 1), True
            if distance > reach + 2 * alike or distance * 2 > len(word) + 3 * alike:
                continue
            cost = (
                (_EDIT_ALIKE if alike else _EDIT) * distance
                + _UNLIKE * (1 - JaroWinkler.similarity(word, candidate))
                + (0.6 if candidate[0] != word[0] and not alike else 0.0)
                - (_ALIKE if same else _ACCENTED if alike else 0.0)
                - (_DOUBLED if _undoubled(candidate) == single else 0.0)
                - self._worth(candidate)
                + (0.9 if len(word) < 4 else 0.0)
            )
            costs.append((candidate, cost))
        return tuple(sorted(costs, key=lambda choice: (choice[1], choice[0]))[:8])

    def _within(self, word: str, reach: int, heard_as: str, said_as: str) -> dict[str, int]:
        """Words within `reach` edits, and those that sound the same, with their distance."""
        near = [candidate for words in self._lists for candidate in words.shaped_like(word, reach)]
        found = {
            candidate: int(distance)
            for candidate, distance, _ in process.extract(
                word, near, scorer=OSA.distance, processor=None, score_cutoff=reach, limit=None
            )
        }
        for words in self._lists:
            found.update(dict.fromkeys(words.but_for_the_first_letter(word), 1))
        if len(heard_as) > 1:
            for candidate in self._sounding(heard_as):
                found.setdefault(candidate, OSA.distance(word, candidate))
        if len(said_as) > 1:
            for words in self._lists:
                for candidate in words.spoken_as(said_as):
                    found.setdefault(candidate, OSA.distance(word, candidate))
        return found

    def _sounding(self, key: str) -> list[str]:
        return [candidate for words in self._lists for candidate in words.sounding(key)]

    def _splits(self, word: str, before: str, after: str) -> Iterable[tuple[float, tuple[str, str]]]:
        for at in range(1, len(word) - 1):
            left, right = word[:at], word[at:]
            if not self._listed(left) or not self._listed(right) or (at == 1 and left not in "ai"):
                continue
            if (left, right) in self._pairs:
                yield 0.5, (left, right)
            elif left in COMMON and right in COMMON and len(word) > 3:
                near = self._beside(before, left, "") + self._beside("", right, after)
                yield (0.8 if at == 1 and len(right) > 2 else 1.3) - 0.3 * near, (left, right)

    def _join(self, words: list[str]) -> list[str]:
        joined: list[str] = []
        for word in words:
            whole = self._one_word(joined[-1], word) if joined else None
            if whole:
                joined[-1] = whole
            else:
                joined.append(word)
        return joined

    def _one_word(self, left: str, right: str) -> str | None:
        """Two words as one where that is a word and they are not known to stand side by side."""
        whole = "".join(part for word in (left, right) for part in SHORTHAND.get(word, (word,)))
        if len(whole) < 5 or not self._listed(whole) or (left, right) in self._pairs:
            return None
        small = left in FUNCTION or right in FUNCTION
        return whole if not small or whole in COMMON or whole in USUAL else None

    def _real_word_slips(self, words: list[str]) -> list[str]:
        """Swap a known word for one that sounds the same where only that one is known beside its neighbours."""
        mended = list(words)
        for at, word in enumerate(words):
            if word not in HOMOPHONES or word in FUNCTION:
                continue
            before = mended[at - 1] if at else ""
            after = words[at + 1] if at + 1 < len(words) else ""
            if self._beside(before, word, after):
                continue
            telling, other = max((self._telling(before, other, after), other) for other in HOMOPHONES[word])
            if telling > 1 and (word not in ASKING or self._meant(before, other, after)):
                mended[at] = other
        return mended

    def _meant(self, before: str, word: str, after: str) -> bool:
        """Whether a neighbour with a meaning of its own speaks for a word."""
        pairs = ((before, (before, word)), (after, (word, after)))
        return any(pair in self._pairs and one not in FUNCTION and one not in ASKING for one, pair in pairs)

    def _telling(self, before: str, word: str, after: str) -> int:
        """How clearly the neighbours speak for a word: 2 for one with a meaning, 1 for a function word."""
        return sum(
            (1 if neighbour in FUNCTION or neighbour in PARTICLES else 2)
            for neighbour, pair in ((before, (before, word)), (after, (word, after)))
            if pair in self._pairs
        )

    def _worth(self, word: str) -> float:
        """How likely a word is here, whatever was typed."""
        root = next((words.root(word) for words in self._lists if word in words), word)
        return max(self._commonness(word), _OF_ROOT * self._commonness(root) if root != word else 0.0)

    def _commonness(self, word: str) -> float:
        if word in COMMON:
            everyday = 0.45
        elif word in USUAL:
            everyday = 0.25
        elif word in self._names:
            everyday = _NAMED
        else:
            everyday = 0.1 if word in HEARD or word in SPOKEN else 0.0
        return everyday + min(0.5, 0.12 * log1p(self._counts.get(word, 0)))


def guessed(typed: str, mended: str) -> float:
    """How far a repair is a guess: the share of its letters that changed, half of it where the sound is the same."""
    changed = float(OSA.normalized_distance(typed, mended))
    return changed / 2 if sound(typed) == sound(mended) else changed


def _undoubled(word: str) -> str:
    """The word without what learners get wrong in its endings: doubled letters, "ladys", "careing"."""
    word = _PAIR.sub(r"\1", word)
    for slip, right in _ENDINGS:
        word = word.removesuffix(slip) + right if word.endswith(slip) else word
    return word


def _along_the_keys(word: str) -> bool:
    """Whether fingers ran along a keyboard: "asdf" is nobody's misspelling."""
    return len(word) > 3 and any(word in row for row in _KEYS)
