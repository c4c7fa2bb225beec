"""The regular forms of a word, so that a form nobody listed is still known to be spelt right."""

import re

_DOUBLES = re.compile("[^aeiou]*[aeiou][^aeiouwxy]|.*[aeiou]l")  # "shop", "travel": the last letter doubles
_HISSES = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"


def forms(word: str) -> tuple[str, ...]:
    """Its plural or third person, -ing and -ed forms, as British spelling makes them."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies", word + "ing", word[:-1] + "ied"
    plural = word + ("es" if word.endswith(_HISSES) else "s")
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return plural, word[:-1] + "ing", word + "d"
    root = word + word[-1] if len(word) > 2 and _DOUBLES.fullmatch(word) else word
    return plural, root + "ing", root + ("d" if root.endswith("e") else "ed")
