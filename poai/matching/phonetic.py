"""How an English word sounds, roughly: two spellings of one sound share a key."""

import re
from functools import lru_cache

_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^(kn|gn|pn)", "n"),
        ("^wr", "r"),
        ("^wh", "w"),
        ("^ps", "s"),
        ("mb$", "m"),
        ("tion|sion|shun|cian|tian", "5n"),
        ("ture$", "4a"),
        ("ight|ite$|ait$|ate$|eat$|eet$", "at"),
        ("laugh", "laf"),
        ("ough|augh", "a"),
        ("gh", ""),
        ("ph", "f"),
        ("tch|ch", "4"),
        ("sh|ti(?=a)", "5"),
        ("th", "0"),
        ("dge|j|g(?=[eiy])", "2"),
        ("sc(?=[eiy])|c(?=[eiy])|z", "s"),
        ("ck|c|q", "k"),
        ("x", "ks"),
        ("(?<=.)[hwy]", ""),
        ("[aeiouy]+", "a"),
    )
]
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The key: consonant sounds, with a first vowel as "a"."""
    for pattern, key in _SOUNDS:
        word = pattern.sub(key, word)
    word = _DOUBLED.sub(r"\1", word)
    return word[:1] + word[1:].replace("a", "")


_ACCENT = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("[uo]r(?=[^aeiouy]|$)|or[e]?$|al(?=[km])|aw|augh|ough", "o"),  # talk and tork, daughter and dorter
        ("(?<=[aeiouy])r(?=[^aeiouyr]|e?s?$)", ""),  # an r that nobody says: stairs and stares
        ("ph|th|v", "f"),  # fings, bruvver
    )
]


@lru_cache(maxsize=65536)
def spoken_as(word: str) -> str:
    """A looser key, as a Londoner may say it: no r before a consonant, "th" as "f" or "v"."""
    for pattern, key in _ACCENT:
        word = pattern.sub(key, word)
    return sound(word)
