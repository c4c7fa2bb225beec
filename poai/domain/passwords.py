"""What a password must be: long, and not one that somebody would try. Nothing about kinds of characters."""

import string
from collections.abc import Iterable
from enum import StrEnum

from poai.domain.common_passwords import common_passwords, common_words

SHORTEST = 12  # characters; NCSC's Cyber Essentials and OWASP ASVS 6.2.1
LONGEST = 128
_LEFT = 10  # what must be left of a password that names its owner or the place, in letters and digits
_NAMED = 4  # shorter parts of a name are part of too many other words

# How people disguise a letter; what is common in disguise is as common as without.
_DISGUISES = str.maketrans("0134578@$!", "oieastbasi")


class Weakness(StrEnum):
    """Why a password is refused."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    COMMON = "common"
    PERSONAL = "personal"


def weakness(password: str, about: Iterable[str] = ()) -> Weakness | None:
    """Why `password` cannot be taken; None if it can. `about`: the owner's address and name, the place's and the product's."""
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    small = password.lower()
    if not common_passwords().isdisjoint(_guises(small)) or _repeats(small):
        return Weakness.COMMON
    return Weakness.PERSONAL if _personal(small, about) else None


def _guises(small: str) -> set[str]:
    """The ways to read it: as it is, without disguise (but with its number at the end), and without spaces and signs."""
    start = len(small.rstrip(string.digits + string.punctuation))
    read = {small, small.translate(_DISGUISES), small[:start].translate(_DISGUISES) + small[start:]}
    return read | {_bare(text) for text in read}


def _repeats(small: str) -> bool:
    """Whether it is at most four characters, over and over."""
    return any((small[:unit] * len(small))[: len(small)] == small for unit in range(1, 5))


def _personal(small: str, about: Iterable[str]) -> bool:
    """Whether a name in it does most of the work."""
    words = {
        _bare(part)
        for text in about
        for part in (text.lower(), *_parts(text.lower()))
        if len(_bare(part)) >= _NAMED
    }
    for guise in (_bare(small), _bare(small.translate(_DISGUISES))):
        left = _without(guise, words)
        if left != guise and len(_without(left, common_words())) < _LEFT:
            return True
    return False


def _parts(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()


def _without(text: str, words: Iterable[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return text


def _bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
