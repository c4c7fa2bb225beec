"""What somebody types into the forms of administration, made fit to keep."""

import re
import unicodedata

from email_validator import EmailNotValidError, validate_email

from poai.domain.account import same_email
from poai.domain.errors import InvalidError

_LONGEST_NAME = 200
_WORDS = re.compile(r"[^\W_]+")
# These turn round what is read after them, so that a name, or the words beside it, would look like others.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def folded(text: str) -> str:
    """Words as they are compared, without accents, capitals or punctuation: "Siân O’Brien-Lee" as "sian o brien lee"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORDS.findall("".join(char for char in letters if not unicodedata.combining(char))))


def email_of(typed: str) -> str:
    """An e-mail address as it is kept. Raises InvalidError("email", "wrong")."""
    try:
        checked = validate_email(same_email(typed), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise InvalidError("email", "wrong") from error
    return same_email(checked.normalized)


def line_of(typed: str, field: str, *, longest: int = _LONGEST_NAME) -> str:
    """One line of text without spaces round it. Raises InvalidError(field, "missing"), "too-long" or "wrong"."""
    text = " ".join(typed.split())
    if not text:
        raise InvalidError(field, "missing")
    if len(text) > longest:
        raise InvalidError(field, "too-long")
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in _TURNS for char in text):
        raise InvalidError(field, "wrong")
    return text


def words_of(typed: str, field: str, *, shortest: int, longest: int) -> str:
    """Text of several lines. Raises InvalidError(field, "missing"), "too-short", "too-long" or "wrong"."""
    text = "\n".join(line.strip() for line in typed.strip().splitlines())
    if not text:
        raise InvalidError(field, "missing")
    if len(text) < shortest:
        raise InvalidError(field, "too-short")
    if len(text) > longest:
        raise InvalidError(field, "too-long")
    if any((unicodedata.category(char) in ("Cc", "Cs") and char != "\n") or char in _TURNS for char in text):
        raise InvalidError(field, "wrong")
    return text
