"""The part of a form in which somebody's consent is written down: how, by whom, until when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from poai.actions.consents import Agreed
from poai.content.consent import ConsentWords, Purpose
from poai.domain.consent import ALWAYS, Field, Giver, Way
from poai.web import referral_words
from poai.web.forms import N_
from poai.web.staffing import StaffVisit

_PARTS = ("until_day", "until_month", "until_year")


def asked(visit: StaffVisit) -> dict[str, Any]:
    """What templates/referrals/agreed.html shows: the choices, and what was typed."""
    words = visit.language.words
    until = visit.snapshot.content.consent.until(visit.now.date())
    default = (str(until.day), str(until.month), str(until.year))
    return {
        "ways": [{"value": str(way), "text": referral_words.way(words, way)} for way in Way],
        "givers": [{"value": str(giver), "text": referral_words.giver(words, giver)} for giver in Giver],
        "way": visit.typed("way"),
        "giver": visit.typed("giver", Giver.PERSON) or Giver.PERSON,
        "who": visit.typed("who"),
        "until": {
            part.removeprefix("until_"): visit.typed(part, value)
            if visit.typed(part) or _sent(visit)
            else value
            for part, value in zip(_PARTS, default, strict=True)
        },
    }


def read(visit: StaffVisit) -> tuple[dict[str, Any], dict[str, str]]:
    """What was said of how consent was given: way, giver, who and until; and what is wrong with it, by field."""
    gettext = visit.language.words.gettext
    errors: dict[str, str] = {}
    form = visit.form
    said: dict[str, Any] = {"who": form.get("who", "")}
    if form.get("way") in set(Way):
        said["way"] = Way(form["way"])
    else:
        errors["way"] = gettext("Choose how they agreed")
    if form.get("giver") in set(Giver):
        said["giver"] = Giver(form["giver"])
        if said["giver"] is not Giver.PERSON and not said["who"].strip():
            errors["who"] = gettext("Enter the name of whoever agreed for them")
    else:
        errors["giver"] = gettext("Choose who agreed")
    try:
        day, month, year = (int(form.get(part, "").strip()) for part in _PARTS)
        said["until"] = date(year, month, day)
    except (ValueError, OverflowError):
        errors["until_day"] = gettext("Enter the last day as numbers, such as 23 11 2027")
    else:
        if said["until"] < visit.now.date():
            errors["until_day"] = gettext("The last day cannot be before today")
    return said, errors


def agreed(
    said: Mapping[str, Any], organisation: str, purpose: Purpose, wording: str, fields: frozenset[Field]
) -> Agreed:
    """What was agreed about one group, from what `read` found without errors."""
    return Agreed(
        organisation=organisation,
        purpose=purpose.key,
        fields=fields | ALWAYS,
        wording=wording or purpose.wording.version,
        **said,
    )


def explained(words: ConsentWords, purpose: str, version: str, group: str, until: str) -> tuple[str, ...]:
    """The exact words of a version; none if the content no longer has it."""
    found = words.purposes.get(purpose)
    wording = found.version(version) if found else None
    return wording.told(group, until) if wording else ()


def fields_of(visit: StaffVisit, name: str, default: frozenset[Field]) -> frozenset[Field]:
    """What was ticked to be shared."""
    ticked = visit.typed_all(name, tuple(default))
    return ALWAYS | frozenset(Field(key) for key in ticked if key in set(Field))


def fields_offered(visit: StaffVisit, filled: frozenset[Field] = frozenset(Field)) -> list[dict[str, str]]:
    """What can be ticked to be shared, of what there is."""
    return [
        {"value": str(field), "text": referral_words.field(visit.language.words, field)}
        for field in Field
        if field in filled and field not in ALWAYS
    ]


def group_name(visit: StaffVisit, slug: str) -> str:
    """What a group is called today; its slug if it is no longer listed."""
    found = visit.snapshot.catalogue.organisations.get(slug)
    return found.name if found else slug


# What the action finds wrong beyond that.
WRONG = {
    ("who", "missing"): N_("Enter the name of whoever agreed for them"),
    ("who", "too-long"): N_("Enter a name of 200 characters or fewer"),
    ("who", "wrong"): N_("Enter a name without unusual characters"),
    ("until", "wrong"): N_("The last day cannot be before today"),
    ("until", "too-late"): N_("Choose a last day within the next five years"),
    ("organisation", "wrong"): N_("Choose a group"),
    ("purpose", "wrong"): N_("Choose what it is for"),
    ("wording", "wrong"): N_("The words to explain have changed. Read them out again"),
}


def _sent(visit: StaffVisit) -> bool:
    return any(part in visit.forms for part in _PARTS)
