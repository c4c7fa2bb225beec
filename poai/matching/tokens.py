"""Text to words: any Unicode, any length, never an exception."""

import re
import unicodedata
from functools import lru_cache

from poai.matching.shorthand import SHORTHAND

LONGEST_TEXT = 4000  # characters of a query that are read; nobody says more before they are heard
LONGEST_WORD = 40

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u00b4`\u2032]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_ASCII_WORD = re.compile(r"[a-z0-9]+")

# What speakers run together is opened, so that "im" and "I am", "cannot" and "can't" are the same words.
_OPENED = {
    **SHORTHAND,
    "hed": ("he", "had"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "hes": ("he", "is"),
    "shes": ("she", "is"),
    "theyre": ("they", "are"),
    "theyve": ("they", "have"),
    "youre": ("you", "are"),
    "weve": ("we", "have"),
    "gonna": ("going", "to"),
    "gunna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "cannot": ("cant",),
    "thats": ("that", "is"),
    "theres": ("there", "is"),
    "whats": ("what", "is"),
    "its": ("it", "is"),
}
_CLOSED = {
    ("can", "not"): "cant",
    ("do", "not"): "dont",
    ("does", "not"): "doesnt",
    ("did", "not"): "didnt",
    ("will", "not"): "wont",
    ("is", "not"): "isnt",
    ("are", "not"): "arent",
    ("would", "not"): "wouldnt",
    ("could", "not"): "couldnt",
    ("have", "not"): "havent",
    ("has", "not"): "hasnt",
}


_MADE_ALIKE = {*_OPENED, "not", "will"}
# After these, or before those, a will is a paper.
_BEFORE_A_WILL = frozenset("a the his her my their our your living simple no make making mirror".split())
_AFTER_A_WILL = frozenset("writing writer".split())


def normalise(text: str) -> str:
    """Case folded, Latin accents and apostrophes dropped; other scripts keep their marks."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return _APOSTROPHES.sub("", text.casefold())


def words(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """The words of the first `longest` characters, in order. Endless words are cut to LONGEST_WORD."""
    text = text[:longest]
    if len(text) <= LONGEST_WORD and text.isascii() and text.islower() and text.replace(" ", "").isalnum():
        return text.split()  # most phrases are no more than this, and there are many
    plain = normalise(text)
    found = _ASCII_WORD.findall(plain) if plain.isascii() else _any_script(plain)
    return [word[:LONGEST_WORD] for word in found]


def as_written(text: str, found: list[str]) -> list[str]:
    """Those words as they stand in the text ("Can't" for "cant"), or unchanged where they do not line up."""
    marked = "".join(
        char if _part_of_word(char) or _APOSTROPHES.match(char) else " " for char in text[:LONGEST_TEXT]
    )
    written = [piece for piece in marked.split() if words(piece)]
    return written if [word for piece in written for word in words(piece)] == found else found


def word_set(written: str) -> frozenset[str]:
    """A set of words from a text that lists them."""
    return frozenset(written.split())


def spoken(found: list[str]) -> list[str]:
    """The same words made alike: "im" opened, "do not" closed, "a will" told from what will be."""
    if _MADE_ALIKE.isdisjoint(found):
        return list(found)
    opened: list[str] = []
    for word in found:
        opened.extend(_OPENED.get(word, (word,)))
    closed: list[str] = []
    for word in opened:
        if closed and word == "not" and (closed[-1], word) in _CLOSED:
            closed[-1] = _CLOSED[closed[-1], word]
        elif closed and word == "will" and closed[-1] in _BEFORE_A_WILL:
            closed.append("wills")
        elif closed and closed[-1] == "will" and word in _AFTER_A_WILL:
            closed[-1:] = ["wills", word]
        else:
            closed.append(word)
    return closed


def _any_script(text: str) -> list[str]:
    return "".join(char if _part_of_word(char) else " " for char in text).split()


@lru_cache(maxsize=4096)
def _part_of_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")
