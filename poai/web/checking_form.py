"""The form in which what is proposed of a listing is worded otherwise: its words, and not its times or places."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from poai.actions.texts import line_of, words_of
from poai.domain.errors import InvalidError
from poai.domain.listing import Listing
from poai.web import listing_words
from poai.web.forms import N_, Errors, invalid
from poai.web.staffing import StaffVisit

MORE = "more-needs"  # the needs that nobody has ticked, which are many
_AGE = re.compile(r"\d{1,3}")
_MOST_TAGS = 40
_LINES = {"name": 200, "url": 400, "email": 254}
_TEXTS = {
    "description": 3_000,
    "alert": 500,
    "eligibility_description": 2_000,
    "application_process": 2_000,
    "fees_description": 1_000,
}
_AGES = ("minimum_age", "maximum_age")
_NEEDED = ("name", "description")
FORM: Final = (
    "name",
    "status",
    "description",
    "alert",
    "url",
    "tags",
    "eligibility_description",
    *_AGES,
    "application_process",
    "fees_description",
    "email",
    "needs",
)
"""The fields that it can ask for, in its order."""


def asked(fields: Iterable[str]) -> tuple[str, ...]:
    """Those of `fields` that the form asks for."""
    wanted = frozenset(fields)
    return tuple(name for name in FORM if name in wanted)


def given(visit: StaffVisit, fields: Iterable[str]) -> dict[str, Any] | Errors:
    """What was sent, by field, or what is wrong with it."""
    found: dict[str, Any] = {}
    errors = Errors()
    for name in asked(fields):
        try:
            found[name] = _read(visit, name)
        except InvalidError as error:
            errors |= wrong(visit, error)
    return errors or found


def wrong(visit: StaffVisit, error: InvalidError) -> Errors:
    """What cannot be taken, in words beside its field."""
    known = (error.field, error.reason)
    return invalid(visit, error, _WRONG if known in _WRONG else {known: _ODD})


def view(visit: StaffVisit, fields: Iterable[str], listing: Listing) -> list[dict[str, Any]]:
    """What templates/checking/fields.html shows: each field with what was typed, else with what `listing` says."""
    words = visit.language.words
    return [
        {"name": name, "label": listing_words.called(words, name), **_shown(visit, name, listing)}
        for name in asked(fields)
    ]


def _shown(visit: StaffVisit, name: str, listing: Listing) -> Mapping[str, Any]:
    gettext, value = visit.language.words.gettext, getattr(listing, name)
    if name == "needs":
        return _needs(visit, listing)
    if name == "status":
        options = [{"value": key, "text": gettext(text)} for key, text in listing_words.STATUS.items()]
        return {"kind": "radios", "options": options, "value": visit.typed(name, value)}
    if name == "tags":
        return {"kind": "words", "value": visit.typed(name, "\n".join(value))}
    kind = "text" if name in _TEXTS else "age" if name in _AGES else "line"
    return {"kind": kind, "value": visit.typed(name, "" if value is None else str(value))}


def _needs(visit: StaffVisit, listing: Listing) -> Mapping[str, Any]:
    """The needs that are proposed or ticked as boxes, and all others behind a summary."""
    ticked = (*visit.typed_all("needs", listing.needs), *visit.typed_all(MORE))
    first = [*listing.needs, *(key for key in ticked if key not in listing.needs)]
    known = {
        key: {"value": key, "text": visit.language.words.gettext(need.label)}
        for key, need in visit.snapshot.content.needs.items()
    }
    chosen = [known[key] for key in dict.fromkeys(first) if key in known]
    rest = sorted((each for key, each in known.items() if key not in first), key=lambda each: each["text"])
    return {"kind": "needs", "options": chosen, "more": rest, "values": ticked}


def _read(visit: StaffVisit, name: str) -> Any:
    typed = visit.form.get(name, "")
    if name == "needs":
        ticked = dict.fromkeys((*visit.forms.get("needs", ()), *visit.forms.get(MORE, ())))
        return tuple(key for key in ticked if key in visit.snapshot.content.needs)
    if name == "tags":
        return _tags(typed)
    if name == "status":
        if typed not in listing_words.STATUS:
            raise InvalidError(name, "missing")
        return typed
    if not typed.strip():
        if name in _NEEDED:
            raise InvalidError(name, "missing")
        return None
    if name in _AGES:
        if not _AGE.fullmatch(typed.strip()) or int(typed) > 120:
            raise InvalidError(name, "wrong")
        return int(typed)
    reader: Callable[..., str] = line_of if name in _LINES else words_of
    if name in _LINES:
        return reader(typed, name, longest=_LINES[name])
    return reader(typed, name, shortest=1, longest=_TEXTS[name])


def _tags(typed: str) -> tuple[str, ...]:
    lines = (part for line in typed.splitlines() for part in line.split(","))
    tags = tuple(dict.fromkeys(line_of(part, "tags", longest=60) for part in lines if part.strip()))
    if len(tags) > _MOST_TAGS:
        raise InvalidError("tags", "too-many")
    return tags


_ODD = N_("Check this and try again")
_WRONG = {
    ("name", "missing"): N_("Enter a name"),
    ("name", "too-long"): N_("Enter a name of 200 characters or fewer"),
    ("description", "missing"): N_("Say what it is"),
    ("description", "too-long"): N_("Use 3,000 characters or fewer"),
    ("alert", "too-long"): N_("Use 500 characters or fewer"),
    ("eligibility_description", "too-long"): N_("Use 2,000 characters or fewer"),
    ("application_process", "too-long"): N_("Use 2,000 characters or fewer"),
    ("fees_description", "too-long"): N_("Use 1,000 characters or fewer"),
    ("url", "wrong"): N_("Enter a web address that begins with https:// or http://"),
    ("url", "too-long"): N_("Enter a web address of 400 characters or fewer"),
    ("minimum_age", "wrong"): N_("Enter an age from 0 to 120, such as 16"),
    ("maximum_age", "wrong"): N_("Enter an age from 0 to 120, such as 25"),
    ("status", "missing"): N_("Choose whether it is running"),
    ("tags", "too-many"): N_("Use 40 words or fewer"),
    ("tags", "too-long"): N_("Put each word or phrase on a line of its own"),
    ("message", "missing"): N_("Say what has to change, or why it cannot be shown"),
    ("message", "too-long"): N_("Use 2,000 characters or fewer"),
    ("message", "wrong"): N_("Write without unusual characters"),
    ("why", "missing"): N_("Say why"),
    ("why", "too-long"): N_("Use 300 characters or fewer"),
    ("why", "wrong"): N_("Write without unusual characters"),
    ("why", "same"): N_("This is what the listing says already"),
    ("locality", "elsewhere"): N_(
        "This would move the listing to an area that is not yours. Return it, or ask the steward of that area"
    ),
    ("number", "elsewhere"): N_(
        "This would move the listing to an area that is not yours. Ask the steward of that area"
    ),
    ("number", "listed"): N_(
        "This listing is now part of another, or must not be listed, so it cannot come back"
    ),
    ("organization", "wrong"): N_("The group is not listed any more. Return this, and say so"),
    ("listing", "gone"): N_("The listing is no longer shown, so nothing of it can be changed. Return this"),
}
