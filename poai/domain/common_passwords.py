"""Passwords of twelve characters or more that people often choose, put together the way that people do.

Nobody's list is copied: the words are those that everybody thinks of first, and the endings, doublings and
pairs are how they are made long enough for a rule that asks for length.
"""

from functools import cache

from poai.domain.common_passwords_words import ENDINGS, PATTERNS, WORDS

_SHORTEST = 12
_PAIRED = 90  # the words that come first are put in pairs with each other, the rest only with endings


@cache
def common_words() -> frozenset[str]:
    """The words that the passwords are made of, in small letters."""
    return frozenset(WORDS)


@cache
def common_passwords() -> frozenset[str]:
    """Some fifty thousand passwords, each of 12 characters or more, in small letters."""
    words = WORDS + PATTERNS
    first = words[:_PAIRED]
    made = {*words}
    made |= {word + ending for word in words for ending in ENDINGS}
    made |= {ending + word for word in words for ending in ENDINGS if ending.isdigit()}
    made |= {word * times for word in words for times in (2, 3)}
    made |= {one + other for one in first for other in first}
    made |= {one + other for one in PATTERNS for other in PATTERNS}
    made |= {text[::-1] for text in PATTERNS}
    made |= {f"{start}{word}" for start in ("my", "the", "ilove", "iam", "mynameis") for word in words}
    return frozenset(text for text in made if len(text) >= _SHORTEST)
