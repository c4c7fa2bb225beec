"""Public forms that need no account: what is wrong with a listing, and which group is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from poai.actions import suggesting
from poai.actions.suggesting import Sent
from poai.domain.errors import InvalidError, NotFoundError, ThrottledError
from poai.domain.listing import BOROUGH_WIDE, Listing
from poai.domain.suggestion import LONGEST, Wrong
from poai.web.forms import N_, Errors
from poai.web.hearing import HeardIn, listen
from poai.web.page import Go, Page
from poai.web.staffing import GuestVisit
from poai.web.words import Words

TRAP = "homepage"  # the field that nobody sees: only programs fill it in
_FINE: Mapping[str, str] = MappingProxyType({})
_CHANGE = ("about", "words", "name", "reach")
_NEW = ("group", "words", "where", "contact", "name", "reach")
_NEEDED = {"change": ("about", "words"), "new": ("group", "words"), "claim": ("name", "email", "role")}


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a form was not taken, by field or "" for the whole of it, with the answer's status."""

    errors: Mapping[str, str]
    status: int


def ask_change(visit: GuestVisit) -> Page:
    """The form for what is wrong with a listing, or thanks for what was said of it."""
    listing = _listing(visit)
    if said_thanks(visit):
        return thanks(visit, "change", back=f"/listings/{listing.slug}", name=listing.name)
    return _change(visit, listing)


def send_change(visit: GuestVisit) -> Page | Go:
    """Takes what is wrong with a listing."""
    listing, form = _listing(visit), visit.form
    heard = heard_in(visit, "words")
    try:
        suggesting.suggest_change(
            visit.office,
            listing.slug,
            about=form.get("about", ""),
            words=form.get("words", ""),
            name=form.get("name", ""),
            reach=form.get("reach", ""),
            urgent=bool(heard.urgent),
            sent=sent(visit),
            now=visit.now,
        )
    except (InvalidError, ThrottledError) as error:
        return _change(visit, listing, refused(visit, error, "change"), heard)
    back = f"/listings/{listing.slug}"
    return taken(visit, "change", heard, path=f"{back}/suggest", back=back, name=listing.name)


def ask_new(visit: GuestVisit) -> Page:
    """The form for a group that is missing, or thanks for it."""
    return thanks(visit, "new", back="/") if said_thanks(visit) else _new(visit)


def send_new(visit: GuestVisit) -> Page | Go:
    """Takes what somebody says of a group that is missing."""
    form, heard = visit.form, heard_in(visit, "words")
    try:
        suggesting.tell_of_group(
            visit.office,
            group=form.get("group", ""),
            words=form.get("words", ""),
            where=form.get("where", ""),
            contact=form.get("contact", ""),
            locality=_locality(visit, form.get("where", "")),
            name=form.get("name", ""),
            reach=form.get("reach", ""),
            urgent=bool(heard.urgent),
            sent=sent(visit),
            now=visit.now,
        )
    except (InvalidError, ThrottledError) as error:
        return _new(visit, refused(visit, error, "new"), heard)
    return taken(visit, "new", heard, path="/tell-us", back="/")


def wrong(words: Words, which: Wrong) -> str:
    """What is wrong, as the form and the steward's page call it."""
    return {
        Wrong.TIMES: words.gettext("The days or times"),
        Wrong.PLACE: words.gettext("The place or address"),
        Wrong.PHONE: words.gettext("The phone number, email or website"),
        Wrong.CLOSED: words.gettext("It has closed or stopped"),
        Wrong.OTHER: words.gettext("Something else"),
    }[which]


def sent(visit: GuestVisit) -> Sent:
    """How a form came."""
    stamp, trap = visit.form.get("stamp", ""), visit.form.get(TRAP, "")
    return Sent(stamp=stamp, trap=trap, address=visit.address)


def frame(visit: GuestVisit, fields: tuple[str, ...], wrong: Refused | None) -> dict[str, Any]:
    """What every one of these forms shows: what was typed, what is wrong, and what it carries."""
    return {
        "given": {name: visit.form.get(name, "") for name in fields},
        "stamp": suggesting.stamped(visit.office, visit.now, visit.form.get("stamp", "")),
        "trap": TRAP,
        "errors": wrong.errors if wrong else _FINE,
    }


def refused(visit: GuestVisit, error: InvalidError | ThrottledError, kind: str) -> Refused:
    """Why it was not taken, in words, with all that is missing from a form of that kind. What was typed stays in it."""
    words = visit.language.words
    if isinstance(error, ThrottledError):
        minutes = max(1, -(-error.retry_after // 60))
        told = words.ngettext(
            "We were sent a lot just now. Please send this again in %(num)s minute",
            "We were sent a lot just now. Please send this again in %(num)s minutes",
            minutes,
        )
        return Refused(Errors({"": told % {"num": minutes}}), 429)
    if error.field == "stamp":
        return Refused(
            Errors({"": words.gettext("Please check what you wrote, then send it once more")}), 422
        )
    empty = [name for name in _NEEDED[kind] if not visit.form.get(name, "").strip()]
    found = {name: words.gettext(_WRONG[name, "missing"]) for name in empty}
    found.setdefault(error.field, words.gettext(_WRONG[error.field, error.reason]))
    return Refused(Errors(found), 422)


def heard_in(visit: GuestVisit, *fields: str) -> HeardIn:
    """What is heard in what was typed: somebody in danger may write here too."""
    return listen(visit.snapshot, [visit.form.get(name, "")[:LONGEST] for name in fields])


def taken(visit: GuestVisit, kind: str, heard: HeardIn, *, path: str, back: str, name: str = "") -> Page | Go:
    """Thanks: at once where there is urgent help to show, else on a page that can be loaded again."""
    if heard.urgent:
        return thanks(visit, kind, back=back, name=name, heard=heard)
    return Go(f"{path}?done=sent")


def said_thanks(visit: GuestVisit) -> bool:
    """Whether the address is that of the thanks."""
    return dict(visit.query).get("done") == "sent"


def thanks(visit: GuestVisit, kind: str, *, back: str, name: str = "", heard: HeardIn | None = None) -> Page:
    """What happens next, and by when no promise is made."""
    view = {"kind": kind, "back": visit.url(back), "name": name, **urgent(heard)}
    return Page("suggest/thanks.html", view)


def urgent(heard: HeardIn | None) -> dict[str, Any]:
    """What templates/parts/urgent.html shows."""
    return {"urgent": heard.urgent if heard else (), "helplines": heard.helplines if heard else ()}


def _listing(visit: GuestVisit) -> Listing:
    found = visit.snapshot.catalogue.listings.get(visit.params["slug"])
    if found is None:
        raise NotFoundError(visit.params["slug"])
    return found


def _change(
    visit: GuestVisit, listing: Listing, wrongly: Refused | None = None, heard: HeardIn | None = None
) -> Page:
    words = visit.language.words
    view = {
        "listing": listing,
        "kinds": [{"value": which, "text": wrong(words, which)} for which in Wrong],
        **frame(visit, _CHANGE, wrongly),
        **urgent(heard),
    }
    return Page("suggest/change.html", view, wrongly.status if wrongly else 200)


def _new(visit: GuestVisit, wrongly: Refused | None = None, heard: HeardIn | None = None) -> Page:
    view = {**frame(visit, _NEW, wrongly), **urgent(heard)}
    return Page("suggest/new.html", view, wrongly.status if wrongly else 200)


def _locality(visit: GuestVisit, where: str) -> str:
    """The area of what was typed for where it is, so that the right steward reads it; else that of the whole place."""
    found = visit.snapshot.place.find(where[:LONGEST])
    return found.locality or BOROUGH_WIDE


_LINE = N_("Use 200 characters or fewer")
_SIGNS = N_("Write this without unusual characters")
_WRONG = {
    ("about", "missing"): N_("Choose what is wrong"),
    ("words", "missing"): N_("Write what we should know"),
    ("words", "too-long"): N_("Use 2,000 characters or fewer"),
    ("words", "wrong"): _SIGNS,
    ("group", "missing"): N_("Type the name of the group"),
    ("name", "missing"): N_("Type your name"),
    ("role", "missing"): N_("Say what you do in the group"),
    ("email", "missing"): N_("Type your email"),
    ("email", "wrong"): N_("Type an email address, such as name@example.org"),
    **{(name, "too-long"): _LINE for name in ("name", "reach", "group", "where", "contact", "role")},
    **{(name, "wrong"): _SIGNS for name in ("name", "reach", "group", "where", "contact", "role")},
}
