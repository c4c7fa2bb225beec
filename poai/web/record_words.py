"""What the parts of somebody's record are called on pages, how each is shown, and what is said when one cannot be taken."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from poai.actions.nhs_numbers import written
from poai.actions.typed_record import LANGUAGES, Known, WrongError
from poai.web.forms import N_
from poai.web.staffing import GuestVisit
from poai.web.words import Words

_LINE = N_("Use 200 characters or fewer")
_WORDS = N_("Use 2,000 characters or fewer")
_SIGNS = N_("Write this without unusual characters")
_PHONE = N_("Enter a whole phone number, such as 020 7946 0000 or 07700 900123")
_CHOICE = N_("Choose one of the answers")

_WRONG: Mapping[tuple[str, str], str] = {
    ("names", "missing"): N_("Enter the person’s name"),
    ("names", "too-long"): N_("Enter a name of 200 characters or fewer"),
    ("names", "wrong"): N_("Enter a name without unusual characters"),
    ("reach", "missing"): N_("Enter a phone number, or say how to reach them"),
    ("reach", "too-long"): N_("Use 1,000 characters or fewer to say how to reach them"),
    ("reach", "wrong"): N_("Say how to reach them without unusual characters"),
    ("phone", "wrong"): _PHONE,
    ("other_phone", "wrong"): _PHONE,
    ("email", "wrong"): N_("Enter an email address, such as name@example.com"),
    ("voicemail", "wrong"): _CHOICE,
    ("interpreter", "wrong"): _CHOICE,
    ("language", "wrong"): N_("Choose a language from the list"),
    ("postcode", "wrong"): N_("Enter a whole postcode, such as SW1A 1AA"),
    ("nhs_number", "wrong"): N_(
        "This cannot be an NHS number. Check each of its 10 digits, or leave it empty"
    ),
    ("birth_date", "incomplete"): N_("Enter the day, the month and the year of birth, or leave all empty"),
    ("birth_date", "year"): N_("Enter all 4 digits of the year of birth"),
    ("birth_date", "wrong"): N_("There is no such day. Check the date of birth"),
    ("birth_date", "future"): N_("The date of birth cannot be after today"),
    ("birth_date", "too-old"): N_("Check the year of birth: it is more than 120 years ago"),
}
_OF_LENGTH = {"too-long": _WORDS, "wrong": _SIGNS}
_LINES = frozenset({"preferred_name", "pronouns", "practice"})
_FIRST = {"birth_date": "birth_day"}  # the part of a field to which the reader is led
# British Sign Language and Sylheti have no name among those of the locale.
_UNNAMED = {"bfi": N_("British Sign Language"), "syl": N_("Sylheti")}


def wrong(visit: GuestVisit, error: WrongError) -> dict[str, str]:
    """Everything that is wrong with a record, by the field that it stands beside."""
    gettext = visit.language.words.gettext
    told: dict[str, str] = {}
    for one in error.problems:
        otherwise = (
            _LINE if one.field in _LINES and one.reason == "too-long" else _OF_LENGTH.get(one.reason, "")
        )
        told[_FIRST.get(one.field, one.field)] = gettext(_WRONG.get((one.field, one.reason), otherwise))
    return told


def shown(words: Words, known: Known, field: str, needs: Mapping[str, Any]) -> str:
    """A part of a record in words, "" for what is not known. `needs` are those of the content, by key."""
    value: Any = getattr(known, field) if field in ("names", "practice") else getattr(known.details, field)
    if not value:
        return ""
    if isinstance(value, date):
        return words.partial_date(value.isoformat())
    if field == "nhs_number":
        return written(value)
    if field == "language":
        return language(words, str(value))
    if field in ("voicemail", "interpreter"):
        return {"yes": words.gettext("Yes"), "no": words.gettext("No")}[str(value)]
    if field == "needs":
        return words.all_of([words.gettext(needs[key].label) if key in needs else key for key in value])
    return str(value)


def language(words: Words, code: str) -> str:
    """A language's name, for its code; "" for none."""
    if not code:
        return ""
    return words.gettext(_UNNAMED[code]) if code in _UNNAMED else words.language(code)


def languages(words: Words) -> list[dict[str, str]]:
    """Every language that can be chosen, in order of its name."""
    named = sorted((language(words, code), code) for code in LANGUAGES)
    return [{"value": "", "text": words.gettext("Nobody has asked yet")}] + [
        {"value": code, "text": name} for name, code in named
    ]
