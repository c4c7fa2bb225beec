"""What people type when they mean a postcode: its shape, and the slips that can be put right."""

import re
from collections.abc import Callable, Iterator
from itertools import product

# The 124 postcode areas of the United Kingdom and the islands. A code with another start is a slip.
_AREAS = """
AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH
EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M
ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST
SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
AREAS = frozenset(_AREAS.split())

# Some letters never stand after the digits, among them those that look like digits: O, I.
_CODE = r"(?:[A-Z]\d[ABCDEFGHJKPSTUW]|[A-Z]{2}\d[ABEHMNPRVWXY]|[A-Z]{1,2}\d\d?)"
_FULL = re.compile(_CODE + r"\d[ABD-HJLNP-UW-Z]{2}")
_DISTRICT = re.compile(_CODE)
_AREA = re.compile(r"[A-Z]+")
_WITHIN = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) ?(\d[a-z]{2})\b", re.IGNORECASE)

# Pairs that look or sound alike on a form: what was typed -> what may have been meant.
_ALIKE = {"O": "O0", "0": "0O", "I": "I1", "1": "1IL", "L": "L1", "S": "S5", "5": "5S", "Z": "Z2", "2": "2Z"}
_SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def compact(text: str) -> str:
    """Letters and digits only, in capitals: " cr0-1aa. " -> "CR01AA"."""
    return "".join(letter for letter in text.upper() if letter in _SYMBOLS)


def spaced(key: str) -> str:
    """A full postcode as people write it: "CR01AA" -> "CR0 1AA"."""
    return f"{key[:-3]} {key[-3:]}"


def is_full(key: str) -> bool:
    """Whether it has the shape of a full postcode in a postcode area that exists."""
    return _FULL.fullmatch(key) is not None and _area(key) in AREAS


def is_district(key: str) -> bool:
    """Whether it has the shape of a postcode district ("CR0") in a postcode area that exists."""
    return _DISTRICT.fullmatch(key) is not None and _area(key) in AREAS


def _area(key: str) -> str:
    match = _AREA.match(key)
    return match[0] if match else ""


def inside(text: str) -> str | None:
    """The only full postcode that stands in a longer text, compact; None if there is none, or two."""
    found = {compact(match[0]) for match in _WITHIN.finditer(text)}
    good = [key for key in found if is_full(key)]
    return good[0] if len(good) == 1 else None


def lookalikes(key: str) -> Iterator[str]:
    """`key` with letters and digits that look alike exchanged, itself left out: CRO1AA -> CR01AA, ..."""
    for letters in product(*(_ALIKE.get(letter, letter) for letter in key)):
        if (other := "".join(letters)) != key:
            yield other


def one_slip(key: str, exists: Callable[[str], bool]) -> set[str]:
    """The keys that exist one slip away: a sign wrong, missing, too many, or two exchanged."""
    found: set[str] = set()
    for at in range(len(key) + 1):
        before, after = key[:at], key[at:]
        tries = [before + symbol + after for symbol in _SYMBOLS]
        if after:
            tries += [before + symbol + after[1:] for symbol in _SYMBOLS]
            tries.append(before + after[1:])
        if len(after) > 1:
            tries.append(before + after[1] + after[0] + after[2:])
        found.update(other for other in tries if exists(other))
    found.discard(key)
    return found
