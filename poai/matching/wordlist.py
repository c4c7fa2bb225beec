"""Known words, arranged so that those that a misspelling may mean are found without reading all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from poai.matching.everyday import COMMON, HEARD, PLAIN, SPOKEN, USUAL
from poai.matching.inflect import forms
from poai.matching.phonetic import sound, spoken_as
from poai.matching.stem import IRREGULAR
from poai.matching.stopwords import ASKING, FUNCTION

_SHORTEST = 3  # a shorter word is never a repair


class WordList:
    """Words with their regular forms: by first letter and length, by all but the first letter, by sound.

    Words of `plain` are known as they are; names and function words have no forms.
    """

    def __init__(self, roots: Iterable[str], plain: Iterable[str] = ()) -> None:
        whole = {word for word in roots if word.isalpha()}
        inflected = sorted(word for word in whole - FUNCTION - ASKING if len(word) > 2 and word.isascii())
        self._root = {form: word for word in inflected for form in forms(word)}
        self._words = whole | self._root.keys() | {word for word in plain if word.isalpha()}
        self._by_shape: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._by_tail: dict[str, list[str]] = defaultdict(list)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_accent: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            if len(word) >= _SHORTEST and word.isascii():
                self._by_shape[word[0], len(word)].append(word)
                self._by_tail[word[1:]].append(word)
                self._by_sound[sound(word)].append(word)
                self._by_accent[spoken_as(word)].append(word)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def root(self, word: str) -> str:
        """The word of which this is a regular form, or the word itself."""
        return self._root.get(word, word)

    def shaped_like(self, word: str, reach: int) -> list[str]:
        """Words about as long that begin with its first or second letter.

        Edits seldom touch the first letter; the second stands first where there is one letter too many
        or two are swapped.
        """
        lengths = range(len(word) - reach, len(word) + reach + 1)
        starts = dict.fromkeys(word[:2])
        return [
            near for start in starts for length in lengths for near in self._by_shape.get((start, length), ())
        ]

    def but_for_the_first_letter(self, word: str) -> list[str]:
        """Words that differ in the first letter alone, or have one more before it."""
        return [*self._by_tail.get(word[1:], ()), *self._by_tail.get(word, ())]

    def sounding(self, key: str) -> Collection[str]:
        """Words of that sound."""
        return self._by_sound.get(key, ())

    def spoken_as(self, key: str) -> Collection[str]:
        """Words that some people say like that."""
        return self._by_accent.get(key, ())


@cache
def everyday_words() -> WordList:
    """The everyday English words: arranged once, the same for every place."""
    return WordList(COMMON | USUAL | HEARD | SPOKEN | PLAIN | FUNCTION | ASKING, IRREGULAR)
