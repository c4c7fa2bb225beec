"""What is recorded of somebody: read from what was typed, all that is wrong with it told at once."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from babel import Locale

from poai.actions.nhs_numbers import nhs_number_of
from poai.actions.telephones import telephone_of
from poai.actions.texts import email_of, line_of, words_of
from poai.domain.errors import InvalidError
from poai.domain.person import Details, Leave
from poai.matching.languages import LANGUAGES as _NAMED
from poai.place.postcode_text import compact, is_full, spaced

OLDEST = 120  # years
_LINE, _WORDS = 200, 2000  # characters, at most
_REACH = 1000
_LEAVE: dict[str, Leave] = {"": "", "yes": "yes", "no": "no"}
_TWO_LETTERS = {code for code in map(str, Locale("en").languages) if len(code) == 2}  # ISO 639-1
LANGUAGES = frozenset(_TWO_LETTERS | set(_NAMED.values()))

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A record as it was typed, by the fields of its form; only the names and one way to reach them are needed."""

    names: str
    preferred_name: str = ""
    pronouns: str = ""
    phone: str = ""
    other_phone: str = ""
    email: str = ""
    reach: str = ""
    voicemail: str = ""
    address: str = ""
    postcode: str = ""
    birth_day: str = ""
    birth_month: str = ""
    birth_year: str = ""
    nhs_number: str = ""
    practice: str = ""
    language: str = ""
    interpreter: str = ""
    adjustments: str = ""
    supporter: str = ""
    risks: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A record as it is kept."""

    names: str
    details: Details
    practice: str


class WrongError(InvalidError):
    """What was typed cannot be taken; `problems` says all that is wrong, in the order of the form."""

    def __init__(self, problems: list[InvalidError]) -> None:
        super().__init__(problems[0].field, problems[0].reason)
        self.problems = tuple(problems)


def read(typed: Typed, today: date, before: Details | None = None) -> Known:
    """The record that was typed; what its form does not ask for stays as it was `before`.

    Raises WrongError for fields of `Typed` (and "birth_date"): missing, too-long, wrong; a birth date also
    incomplete, year, future, too-old.
    """
    problems: list[InvalidError] = []

    def take(check: Callable[[], T], otherwise: T) -> T:
        try:
            return check()
        except InvalidError as error:
            problems.append(error)
            return otherwise

    names = take(lambda: line_of(typed.names, "names"), "")
    details = replace(
        before or Details(),
        preferred_name=take(lambda: _line(typed.preferred_name, "preferred_name"), ""),
        pronouns=take(lambda: _line(typed.pronouns, "pronouns"), ""),
        phone=take(lambda: telephone_of(typed.phone, "phone"), ""),
        other_phone=take(lambda: telephone_of(typed.other_phone, "other_phone"), ""),
        email=take(lambda: email_of(typed.email) if typed.email.strip() else "", ""),
        reach=take(lambda: _words(typed.reach, "reach", _REACH), ""),
        voicemail=take(lambda: _leave(typed.voicemail, "voicemail"), ""),
        address=take(lambda: _words(typed.address, "address", _WORDS), ""),
        postcode=take(lambda: _postcode(typed.postcode), ""),
        birth_date=take(
            lambda: birth_date_of(typed.birth_day, typed.birth_month, typed.birth_year, today), None
        ),
        nhs_number=take(lambda: nhs_number_of(typed.nhs_number), ""),
        language=take(lambda: _language(typed.language), ""),
        interpreter=take(lambda: _leave(typed.interpreter, "interpreter"), ""),
        adjustments=take(lambda: _words(typed.adjustments, "adjustments", _WORDS), ""),
        supporter=take(lambda: _words(typed.supporter, "supporter", _WORDS), ""),
        risks=take(lambda: _words(typed.risks, "risks", _WORDS), ""),
    )
    practice = take(lambda: _line(typed.practice, "practice"), "")
    if not any(each.strip() for each in (typed.phone, typed.other_phone, typed.email, typed.reach)):
        problems.append(InvalidError("reach", "missing"))
    if problems:
        raise WrongError(problems)
    return Known(names, details, practice)


def birth_date_of(day: str, month: str, year: str, today: date) -> date | None:
    """A day of birth from its three parts; None if nothing was typed.

    Raises InvalidError("birth_date", why): incomplete, year (not four digits), wrong (no such day), future, too-old.
    """
    parts = [part.strip() for part in (day, month, year)]
    if not any(parts):
        return None
    if not all(parts):
        raise InvalidError("birth_date", "incomplete")
    if not all(re.fullmatch("[0-9]{1,4}", part) for part in parts):
        raise InvalidError("birth_date", "wrong")
    if len(parts[2]) != 4:  # "41" may be 1941 or 2041
        raise InvalidError("birth_date", "year")
    try:
        born = date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError as error:
        raise InvalidError("birth_date", "wrong") from error
    if born > today:
        raise InvalidError("birth_date", "future")
    if (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) > OLDEST:
        raise InvalidError("birth_date", "too-old")
    return born


def _line(typed: str, field: str) -> str:
    return line_of(typed, field, longest=_LINE) if typed.strip() else ""


def _words(typed: str, field: str, longest: int) -> str:
    return words_of(typed, field, shortest=1, longest=longest) if typed.strip() else ""


def _leave(typed: str, field: str) -> Leave:
    if typed not in _LEAVE:
        raise InvalidError(field, "wrong")
    return _LEAVE[typed]


def _language(typed: str) -> str:
    if typed and typed not in LANGUAGES:
        raise InvalidError("language", "wrong")
    return typed


def _postcode(typed: str) -> str:
    key = compact(typed)
    if typed.strip() and not is_full(key):
        raise InvalidError("postcode", "wrong")
    return spaced(key) if key else ""
