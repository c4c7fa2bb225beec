"""The pages with the forms of a listing: asked, sent, kept for later, and what was wrong beside each field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from poai.actions import drafting
from poai.actions.changing import Done, thing_of
from poai.actions.drafting import Desk, open_desk
from poai.actions.editing import Fields, Sent, WrongError
from poai.actions.editing_times import next_dates
from poai.domain.access import Permission, may
from poai.domain.document import to_json
from poai.domain.errors import ConflictError, NotFoundError
from poai.domain.facts import AT_ONCE, Facts
from poai.domain.listing import Listing, Schedule
from poai.domain.occurrences import Occurrence
from poai.web.conflict import conflict_page
from poai.web.forms import N_
from poai.web.listing_forms import FORMS
from poai.web.listing_forms_fields import Asked, Asking
from poai.web.listing_forms_parts import PARTS, Part
from poai.web.listing_forms_words import wrong
from poai.web.page import Go, Page
from poai.web.staffing import StaffHandler, StaffVisit

MINE = "/my-listings"
LISTED = (Facts.TIMES, Facts.PLACE)  # facts that have a page of their own, with what they consist of
_FINE: Mapping[str, str] = MappingProxyType({})
_OWN = frozenset({"csrf", "once", "action"})
_WHY = N_("changed on the pages of the group")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page of a form is about. `path` is below the listing's, `done` where it leads when it is saved."""

    path: str
    title: str
    done: str
    facts: Facts
    asks: Callable[[Asking], list[Asked]]
    fill: Callable[[], Fields]
    intro: str = ""
    remove: str = ""
    was: str = ""


def desk_of(visit: StaffVisit) -> Desk:
    """The listing or draft of the address. Raises NotFoundError for who may not change it."""
    return open_desk(visit.office, visit.actor, visit.params["slug"], now=visit.now, address=visit.address)


def decides(visit: StaffVisit, listing: Listing) -> bool:
    """Whether the visitor is the listing's steward."""
    return may(visit.actor, Permission.LISTING_PUBLISH, thing_of(listing))


def asking(key: str) -> StaffHandler:
    """The handler that shows the form of one kind of facts."""

    def ask(visit: StaffVisit) -> Page | Go:
        desk = desk_of(visit)
        return _page(visit, desk, _of_form(visit, key)) if desk.open else Go(f"{MINE}/{desk.key}")

    return ask


def saving(key: str) -> StaffHandler:
    """The handler that takes it."""

    def save(visit: StaffVisit) -> Page | Go:
        form = FORMS[key]
        return _save(visit, _of_form(visit, key), lambda sent, listing: form.read(sent, listing, visit))

    return save


def asking_part(path: str) -> StaffHandler:
    """The handler that shows the form of one session, break or venue, or of a new one."""

    def ask(visit: StaffVisit) -> Page | Go:
        desk = desk_of(visit)
        shown = _of_part(visit, PARTS[path], desk)
        return _page(visit, desk, shown) if desk.open else Go(f"{MINE}/{desk.key}")

    return ask


def saving_part(path: str) -> StaffHandler:
    """The handler that takes it, removes it, or shows the dates that it would give."""

    def save(visit: StaffVisit) -> Page | Go:
        part, desk = PARTS[path], desk_of(visit)
        shown = _of_part(visit, part, desk)
        was, number = visit.form.get("was", ""), visit.params["number"]
        if visit.form.get("action") == "dates":
            return _dates(visit, desk, shown)

        def make(sent: Sent, listing: Listing) -> Listing:
            items = part.items(listing)
            at = next((n for n, item in enumerate(items) if fingerprint(item) == was), None)
            if visit.form.get("action") == "remove":
                return listing if at is None else part.put(listing, at, None, visit)
            if at is None:
                at = _number(number, len(items))
            before = items[at] if at < len(items) else None
            return part.put(listing, at, part.read(sent, before, visit), visit)

        return _save(visit, shown, make)

    return save


def fingerprint(item: Any) -> str:
    """By which one of several is known again when others have come or gone."""
    return sha256(to_json(item).encode()).hexdigest()[:16]


def _number(typed: str, many: int) -> int:
    """The place of one in the list, from 0; of a new one, or one that is gone, after the last."""
    return min(int(typed) - 1, many) if typed.isdecimal() and typed != "0" else many


def _of_form(visit: StaffVisit, key: str) -> _Shown:
    form, desk = FORMS[key], desk_of(visit)
    seen = desk.wanted or desk.listing
    return _Shown(
        path=key,
        title=form.title,
        done=f"/{key}" if form.facts in LISTED else "",
        facts=form.facts,
        asks=lambda ask: form.asks(ask, seen),
        fill=lambda: form.fill(seen, visit),
        intro=form.intro,
    )


def _of_part(visit: StaffVisit, part: Part, desk: Desk) -> _Shown:
    number, items = visit.params["number"], part.items(desk.listing)
    if number != "new" and not (number.isdecimal() and 1 <= int(number) <= len(items)):
        raise NotFoundError("no such part of the listing")
    item = None if number == "new" else items[int(number) - 1]
    return _Shown(
        path=f"{part.path}/{number}",
        title=part.new if item is None else part.change,
        done=f"/{part.page}",
        facts=part.page,
        asks=lambda ask: part.asks(ask, item),
        fill=lambda: part.fill(item),
        remove=part.remove if item is not None else "",
        was=fingerprint(item) if item is not None else "",
    )


def _save(visit: StaffVisit, shown: _Shown, make: Callable[[Sent, Listing], Listing]) -> Page | Go:
    key = visit.params["slug"]
    office, actor, now, address = visit.office, visit.actor, visit.now, visit.address
    if visit.form.get("action") == "keep":
        typed = {name: values for name, values in visit.forms.items() if name not in _OWN}
        drafting.keep(office, actor, key, shown.path, typed, now=now, address=address)
        return Go(f"{MINE}/{key}?done=kept")
    base = visit.form.get("base", "")
    try:
        done = drafting.save(
            office,
            actor,
            key,
            shown.path,
            lambda listing: make(Sent(visit.forms, now.date()), listing),
            base=int(base) if base.isdecimal() and len(base) < 9 else 0,
            why=visit.form.get("why", "").strip()[:300] or _WHY,
            now=now,
            address=address,
        )
    except WrongError as error:
        return _page(visit, desk_of(visit), shown, wrong(visit, error))
    except ConflictError as error:
        return conflict_page(visit, error, again=f"{MINE}/{key}{shown.done}")
    draft = bool(drafting.DRAFT.fullmatch(key))
    return Go(f"{MINE}/{key}{shown.done}?done={'draft' if draft else outcome(done)}")


def outcome(done: Done) -> str:
    """What became of a change, as addresses say it."""
    if done.proposal:
        return "both" if done.fields else "waits"
    return "shown" if done.fields else "same"


def _dates(visit: StaffVisit, desk: Desk, shown: _Shown) -> Page:
    """The next dates that a session would give, and nothing is saved."""
    part = PARTS["times"]
    try:
        session: Schedule = part.read(Sent(visit.forms, visit.now.date()), None, visit)
    except WrongError as error:
        return _page(visit, desk, shown, wrong(visit, error))
    found = next_dates(desk.listing, (session,), visit.now.date())
    return _page(visit, desk, shown, dates=told_dates(visit, found), asked_dates=True)


def told_dates(visit: StaffVisit, found: tuple[Occurrence, ...]) -> list[str]:
    """Dates in words: "Tuesday 24 November 2026, 2pm to 3pm"."""
    words = visit.language.words
    return [
        ", ".join(filter(None, (words.long_date(each.day), words.span(each.opens_at, each.closes_at))))
        for each in found
    ]


def _page(
    visit: StaffVisit,
    desk: Desk,
    shown: _Shown,
    errors: Mapping[str, str] = _FINE,
    *,
    dates: list[str] | None = None,
    asked_dates: bool = False,
) -> Page:
    words, typed = visit.language.words, desk.typed.get(shown.path)
    stands: Fields = visit.forms or visit.kept_all or typed or shown.fill()
    base = next(iter(stands.get("base", ())), "") or str(desk.base)
    here = f"{MINE}/{desk.key}"
    steward = decides(visit, desk.listing)
    at_once = desk.draft or steward or shown.facts in AT_ONCE
    view = {
        "title": words.gettext(shown.title),
        "intro": words.gettext(shown.intro) if shown.intro else "",
        "name": desk.listing.name,
        "back": visit.url(f"{here}{shown.done}"),
        "action": visit.url(f"{here}/{shown.path}"),
        "fields": shown.asks(Asking(visit, stands, errors)),
        "hidden": {"base": base, "was": next(iter(stands.get("was", ())), "") or shown.was},
        "draft": desk.draft,
        "at_once": at_once,
        "asks_why": not at_once,
        "why": next(iter(stands.get("why", ())), ""),
        "remove": words.gettext(shown.remove) if shown.remove else "",
        "session": shown.path.startswith("times/"),
        "dates": dates,
        "asked_dates": asked_dates,
        "begun": bool(typed) and not visit.forms,
        "form_name": shown.path,
        "listing_url": visit.url(here),
        "errors": errors,
    }
    return Page("my-listings/form.html", view, status=422 if errors else 200)
