"""Telephone numbers as people type them, and as they are kept: the way that they are written here, or abroad."""

import re

from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    format_number,
    is_valid_number,
    parse,
)

from poai.domain.errors import InvalidError

_HERE = "GB"
_HERE_CODE = 44
# Set aside by Ofcom for stories, so that nobody has them: demonstrations and training use these.
_OF_NOBODY = re.compile(r"7700900\d{3}|1632960\d{3}")
_SIGNS = re.compile(r"[0-9+() .\-\u2010-\u2015/\s\u00a0]+|\s*(?:x|ext\.?)\s*[0-9]{1,6}\s*$", re.IGNORECASE)


def telephone_of(typed: str, field: str) -> str:
    """A number as it is kept: "020 7946 0000", or "+33 1 42 68 53 00" of another country; "" if nothing was typed.

    Raises InvalidError(field, "wrong") for what is no number that can be rung.
    """
    if not typed.strip():
        return ""
    if _SIGNS.sub("", typed):
        raise InvalidError(field, "wrong")
    try:
        number = parse(typed, _HERE)
    except NumberParseException as error:
        raise InvalidError(field, "wrong") from error
    here = number.country_code == _HERE_CODE
    if not is_valid_number(number) and not (here and _OF_NOBODY.fullmatch(_digits(number))):
        raise InvalidError(field, "wrong")
    return format_number(number, PhoneNumberFormat.NATIONAL if here else PhoneNumberFormat.INTERNATIONAL)


def _digits(number: PhoneNumber) -> str:
    return str(number.national_number)
