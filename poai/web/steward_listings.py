"""The listings that a steward looks after: found, confirmed together, taken down and shown again."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from poai.actions import do_not_list, merging_listings, stewarding
from poai.actions.stewarding import Row, Show, Standing
from poai.domain.access import Permission, grants
from poai.domain.errors import InvalidError, StaleError
from poai.domain.listing import Listing
from poai.domain.listing_now import standing_pause, standing_room
from poai.web import desk_words, listing_words
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

LISTINGS = "/steward/listings"
_FINE: Mapping[str, str] = MappingProxyType({})
# What is told of one listing here: enough to know which it is. The rest is on its page.
_TOLD = ("organization", "locality", "schedules", "locations", "phones", "email")


def every(visit: StaffVisit) -> Page:
    """The listings of the steward's areas, searched and narrowed."""
    return _shelf(visit, dict(visit.query))


def still_right(visit: StaffVisit) -> Page | Go:
    """Those that were ticked are right as they are."""
    try:
        done = stewarding.still_right(
            visit.office, visit.actor, visit.forms.get("listing", ()), now=visit.now, address=visit.address
        )
    except InvalidError as error:
        gettext = visit.language.words.gettext
        most = gettext("Tick %(most)s listings at most") % {"most": stewarding.MOST_AT_ONCE}
        message = most if error.reason == "too-many" else gettext("Tick the listings that are still right")
        return _shelf(visit, visit.form, {"listing": message})
    narrowed = {name: visit.form[name] for name in ("show", "q", "area") if visit.form.get(name)}
    return Go(f"{LISTINGS}?{urlencode({**narrowed, 'right': len(done)})}")


def one(visit: StaffVisit) -> Page:
    """One listing, with what a steward can do."""
    return _one(visit)


def take_down(visit: StaffVisit) -> Page | Go:
    """Residents see it no longer."""
    gettext = visit.language.words.gettext
    try:
        stewarding.take_down(
            visit.office,
            visit.actor,
            visit.params["slug"],
            visit.form.get("why", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError:
        limit = {"most": stewarding.LONGEST_REASON}
        return _one(visit, {"why": gettext("Say why, in %(most)s characters or fewer") % limit})
    except StaleError:
        return _one(visit, again=True)
    return Go(f"{LISTINGS}/{visit.params['slug']}?done=down")


def bar(visit: StaffVisit) -> Page | Go:
    """It is taken down, and no import brings it back."""
    gettext = visit.language.words.gettext
    try:
        do_not_list.bar(
            visit.office,
            visit.actor,
            visit.params["slug"],
            visit.form.get("reason", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError:
        limit = {"most": do_not_list.LONGEST_REASON}
        return _one(visit, {"reason": gettext("Say why, in %(most)s characters or fewer") % limit})
    return Go(f"{LISTINGS}/{visit.params['slug']}?done=barred")


def show_again(visit: StaffVisit) -> Page | Go:
    """Residents see it again as it was."""
    return _do(visit, stewarding.show_again, "shown")


def make_two(visit: StaffVisit) -> Page | Go:
    """It was not the same as the listing that it became part of."""
    return _do(visit, merging_listings.make_two, "two")


def _do(visit: StaffVisit, action: Callable[..., object], done: str) -> Page | Go:
    try:
        action(visit.office, visit.actor, visit.params["slug"], now=visit.now, address=visit.address)
    except (StaleError, InvalidError):
        return _one(visit, again=True)
    return Go(f"{LISTINGS}/{visit.params['slug']}?done={done}")


def _shelf(visit: StaffVisit, asked: Mapping[str, str], errors: Mapping[str, str] = _FINE) -> Page:
    words = visit.language.words
    which = Show(asked["show"]) if asked.get("show") in set(Show) else Show.ALL
    area = asked.get("area", "") if asked.get("area", "") in visit.snapshot.place.localities else ""
    search, number = asked.get("q", "")[:100], asked.get("page", "")
    found = stewarding.shelf(
        visit.office,
        visit.actor,
        which,
        search=search,
        area=area,
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
        now=visit.now,
    )

    def link(**changed: object) -> str:
        asked = {"show": which, "q": search, "area": area, **changed}
        return visit.url(f"{LISTINGS}?{urlencode({name: value for name, value in asked.items() if value})}")

    right = dict(visit.query).get("right", "")
    view = {
        "rows": [_row(visit, row) for row in found.rows],
        "found": found,
        "filters": [
            {
                "href": link(show=each),
                "text": f"{desk_words.show(words, each)} ({found.counts[each]})",
                "on": each is which,
            }
            for each in Show
            if found.counts[each] or each in (Show.ALL, which)
        ],
        "show": str(which),
        "q": search,
        "area": area,
        "areas": _areas(visit),
        "page_link": lambda page: link(page=page),
        "errors": errors,
        "right": int(right) if right.isascii() and right.isdigit() and len(right) < 6 else None,
        "ticked": visit.forms.get("listing", ()),
    }
    return Page("steward-desk/listings.html", view, status=422 if errors else 200)


def _areas(visit: StaffVisit) -> list[dict[str, str]]:
    """The steward's areas to choose from; none to choose from where there is one."""
    theirs = {grant.scope for grant in grants(visit.actor, Permission.LISTING_PUBLISH)}
    areas = [
        {"value": each.key, "text": each.name}
        for each in visit.snapshot.place.localities.values()
        if theirs & {"", each.key}
    ]
    every = {"value": "", "text": visit.language.words.gettext("All your areas")}
    return [every, *areas] if len(areas) > 1 else []


def _row(visit: StaffVisit, row: Row) -> dict[str, Any]:
    listing = row.listing
    return {
        "slug": listing.slug,
        "name": listing.name,
        "href": visit.url(f"{LISTINGS}/{listing.slug}"),
        "about": f"{row.group}. {listing_words.area(visit, listing.locality)}",
        "tags": _tags(visit, row),
        "when": _confirmed(visit, listing),
        "tickable": not row.gone,
    }


def _tags(visit: StaffVisit, row: Row) -> list[str]:
    words, today = visit.language.words, visit.now.date()
    room = standing_room(row.listing.room, today)
    tags = [
        words.gettext("Taken down") if row.gone else desk_words.stage(words, row.stage),
        words.gettext("Paused") if standing_pause(row.listing.pause, today) else "",
        words.gettext("Full") if room and room.kind == "full" else "",
    ]
    return [tag for tag in tags if tag]


def _confirmed(visit: StaffVisit, listing: Listing) -> str:
    words = visit.language.words
    if listing.confirmed is None:
        return words.gettext("Never confirmed as a whole")
    return words.gettext("Confirmed on %(day)s") % {"day": words.long_date(listing.confirmed.date)}


def _one(visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, again: bool = False) -> Page:
    slug = visit.params["slug"]
    found = stewarding.one(visit.office, visit.actor, slug, now=visit.now, address=visit.address)
    listing, words = found.row.listing, visit.language.words
    view = {
        "slug": slug,
        "name": listing.name,
        "tags": _tags(visit, found.row),
        "rows": [
            {
                "key": listing_words.called(words, field),
                "value": "; ".join(listing_words.told(visit, field, listing)) or words.gettext("Nothing yet"),
            }
            for field in _TOLD
        ],
        "confirmed": _confirmed(visit, listing),
        "gone": found.row.gone,
        "why": found.last.why if found.row.gone else "",
        "since": visit.moment(found.last.since),
        "kept": found.kept,
        "led_here": found.led_here,
        "barred": found.barred.reason if found.barred else "",
        "errors": errors,
        "again": again,
        "done": _done(visit, found),
    }
    return Page("steward-desk/listing.html", view, status=409 if again else 422 if errors else 200)


def _done(visit: StaffVisit, found: Standing) -> str:
    gettext = visit.language.words.gettext
    told = {
        "down": gettext("It is taken down. Residents no longer see it."),
        "barred": gettext("It is taken down, and no import will bring it back."),
        "shown": gettext("Residents see it again."),
        "two": gettext("They are two again. Residents see both."),
        "one": gettext("They are one now. The old address leads here."),
    }
    done = dict(visit.query).get("done", "")
    holds = found.row.gone if done in ("down", "barred") else not found.row.gone
    return told.get(done, "") if holds else ""
