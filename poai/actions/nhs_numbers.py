"""NHS numbers: ten digits, the last of which shows a slip in the others (modulus 11)."""

import re

from nhs_number.validate import is_valid

from poai.domain.errors import InvalidError

# Between the digits people write spaces of all kinds and dashes.
_BETWEEN = re.compile("[\\s\u00a0\u2007\u202f\u2010-\u2015.-]+")


def nhs_number_of(typed: str, field: str = "nhs_number") -> str:
    """Ten digits; "" if nothing was typed. Raises InvalidError(field, "wrong") for a number that there cannot be.

    One digit ten times passes the check and is nobody's: people type it to get past a form.
    """
    digits = _BETWEEN.sub("", typed)
    if not digits:
        return ""
    if not digits.isascii() or len(set(digits)) == 1 or not is_valid(digits):
        raise InvalidError(field, "wrong")
    return digits


def written(number: str) -> str:
    """As it is read out: "999 000 0018"."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number else ""
