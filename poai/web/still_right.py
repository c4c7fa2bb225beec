"""The pages behind the link of a letter that asks a group whether its listings are right. Nobody needs an account for them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import still_right
from poai.actions.editing import Sent, WrongError
from poai.actions.editing_now import pause_fields, pause_of, room_fields, room_of
from poai.actions.still_right import Wanted
from poai.domain.errors import LinkError, NotFoundError, StaleError
from poai.domain.facts import Facts
from poai.web.forms import N_
from poai.web.listing_forms import FORMS
from poai.web.listing_forms_fields import Asking
from poai.web.listing_forms_words import wrong
from poai.web.page import Go, Page
from poai.web.public import listing_view
from poai.web.staffing import GuestVisit

_DONE = {
    "right": N_("Thank you. People now see that you checked it today."),
    "room": N_("Thank you. People now see how much room there is."),
    "pause": N_("Thank you. People now see when you are on a break."),
}
_FINE: Mapping[str, str] = MappingProxyType({})


def show(visit: GuestVisit) -> Page:
    """All listings that the letter asked about, as residents read them. Only looking changes nothing."""
    return _page(visit)


def right(visit: GuestVisit) -> Page | Go:
    """All of one is right, as it stood when they looked."""
    sent = visit.form.get("base", "")
    base = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
    try:
        still_right.right(
            visit.office,
            visit.params["token"],
            visit.params["slug"],
            base=base,
            now=visit.now,
            address=visit.address,
        )
    except LinkError:
        return _gone(visit)
    except StaleError:
        return _page(visit, moved=visit.params["slug"])
    return Go(f"{_path(visit)}?done=right")


def ask_room(visit: GuestVisit) -> Page:
    """How much room is there?"""
    return _form(visit, Facts.ROOM)


def say_room(visit: GuestVisit) -> Page | Go:
    """Takes how much room there is."""
    try:
        room = room_of(Sent(visit.forms, visit.now.date()))
        still_right.say_room(
            visit.office,
            visit.params["token"],
            visit.params["slug"],
            room,
            now=visit.now,
            address=visit.address,
        )
    except WrongError as error:
        return _form(visit, Facts.ROOM, wrong(visit, error))
    except LinkError:
        return _gone(visit)
    return Go(f"{_path(visit)}?done=room")


def ask_pause(visit: GuestVisit) -> Page:
    """Is there a break?"""
    return _form(visit, Facts.PAUSE)


def say_pause(visit: GuestVisit) -> Page | Go:
    """Takes a break, or that it goes on."""
    try:
        pause = pause_of(Sent(visit.forms, visit.now.date()))
        still_right.say_pause(
            visit.office,
            visit.params["token"],
            visit.params["slug"],
            pause,
            now=visit.now,
            address=visit.address,
        )
    except WrongError as error:
        return _form(visit, Facts.PAUSE, wrong(visit, error))
    except LinkError:
        return _gone(visit)
    return Go(f"{_path(visit)}?done=pause")


def changed(visit: GuestVisit) -> Page:
    """Something has changed: how to tell us."""
    try:
        wanted = _wanted(visit)
        still_right.something_changed(
            visit.office, visit.params["token"], visit.params["slug"], now=visit.now, address=visit.address
        )
    except LinkError:
        return _gone(visit)
    return Page("still-right/changed.html", {"link": _path(visit), "listing": wanted.listing})


def _page(visit: GuestVisit, *, moved: str = "") -> Page:
    """`moved` is the slug of a listing that was changed while somebody looked at it."""
    try:
        found = _look(visit)
    except LinkError:
        return _gone(visit)
    gettext = visit.language.words.gettext
    done = _DONE.get(dict(visit.query).get("done", ""), "")
    view = {
        "link": _path(visit),
        "wanted": [_shown(visit, one) for one in found],
        "done": gettext(done) if done else "",
        "moved": moved,
    }
    return Page("still-right/show.html", view, status=409 if moved else 200)


def _shown(visit: GuestVisit, one: Wanted) -> dict[str, Any]:
    groups = {one.organisation.slug: one.organisation}
    checked = one.listing.confirmed
    return {
        **listing_view(visit, one.listing, groups),
        "base": one.base,
        "today": bool(checked and checked.date == visit.now.date()),
    }


def _form(visit: GuestVisit, facts: Facts, errors: Mapping[str, str] = _FINE) -> Page:
    try:
        listing = _wanted(visit).listing
    except LinkError:
        return _gone(visit)
    today, form = visit.now.date(), FORMS[facts]
    kept = room_fields(listing.room, today) if facts is Facts.ROOM else pause_fields(listing.pause, today)
    asking = Asking(visit, visit.forms or kept, errors)
    view = {
        "link": _path(visit),
        "action": visit.url(f"{_path(visit)}/{listing.slug}/{facts}"),
        "title": visit.language.words.gettext(form.title),
        "name": listing.name,
        "fields": form.asks(asking, listing),
        "errors": errors,
    }
    return Page("still-right/form.html", view, status=422 if errors else 200)


def _wanted(visit: GuestVisit) -> Wanted:
    for one in _look(visit):
        if one.listing.slug == visit.params["slug"]:
            return one
    raise NotFoundError("the link is not for that listing")


def _look(visit: GuestVisit) -> list[Wanted]:
    return still_right.look(visit.office, visit.params["token"], now=visit.now, address=visit.address)


def _gone(visit: GuestVisit) -> Page:
    return Page("still-right/gone.html", {"link": _path(visit)}, status=404)


def _path(visit: GuestVisit) -> str:
    return f"/check/{visit.params['token']}"
