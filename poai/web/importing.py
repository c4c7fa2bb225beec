"""Taking listings in from elsewhere: a file or an address is tried, its report read, and then it is taken."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from poai.actions import taking_in_desk
from poai.actions.taking_in import OUTCOMES, feed_of
from poai.actions.taking_in_desk import Taking
from poai.actions.taking_in_fetch import fetch_feed
from poai.actions.taking_in_new import slug_of
from poai.actions.taking_in_plan import Asked, Line
from poai.domain.access import ListingThing, Permission, may
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.interchange.csv_in_columns import template
from poai.interchange.csv_out import MEDIA_TYPE, written
from poai.interchange.dialects import UnreadableError
from poai.web.forms import N_
from poai.web.page import Answer, Go, Page
from poai.web.staffing import StaffVisit
from poai.web.words import Words

IMPORT = "/steward/import"
MOST_BYTES = 10_000_000
UPLOAD = MOST_BYTES + 64 * 1024
SECONDS = 60.0  # for a feed that is fetched while somebody waits
PER_PAGE = 100
NEW = "new"
_FINE: Mapping[str, str] = MappingProxyType({})
_HOW = ("whole", "everywhere", "show")
_WORDS = {
    "added": N_("New"),
    "changed": N_("Changed"),
    "unchanged": N_("Unchanged"),
    "conflict": N_("For a steward to decide"),
    "gone": N_("No longer in the feed"),
    "skipped": N_("Not taken"),
}


def ask(visit: StaffVisit) -> Page:
    """The form, the feeds and what was taken of late."""
    return _form(visit)


def attempt(visit: StaffVisit) -> Page | Go:
    """Tries a file or an address."""
    if not _allowed(visit):
        raise NotFoundError("only a steward of the whole place takes listings in")
    feeds, _ = taking_in_desk.overview(visit.office, visit.actor, now=visit.now, address=visit.address)
    place, gettext = visit.snapshot.place, visit.language.words.gettext
    chosen = next((each for each in feeds if each.key == visit.typed("feed")), None)
    name = chosen.name if chosen else visit.typed("name")
    try:
        feed = feed_of(
            place,
            key=chosen.key if chosen else slug_of(name)[:60].strip("-") if name.strip() else "none",
            name=name,
            url=(chosen.url or "") if chosen else visit.typed("url"),
            attribution=(chosen.attribution or "") if chosen else visit.typed("attribution"),
        )
    except InvalidError as error:
        return _form(visit, {error.field: gettext(_WRONG[error.field, error.reason])})
    if chosen is None and any(each.key == feed.key for each in feeds):
        return _form(visit, {"name": gettext("There is a source of this name. Choose it in the list")})
    how = {each: each in visit.typed_all("how") for each in _HOW}
    file, address = visit.files.get("file", b""), visit.typed("address").strip()
    if bool(file) == bool(address):
        return _form(visit, {"file": gettext("Choose a file, or give a web address to fetch it from")})
    try:
        if len(file) > MOST_BYTES:
            raise UnreadableError(f"The file is larger than {MOST_BYTES // 1_000_000} MB")
        body = file or fetch_feed(address, seconds=SECONDS)
        run = taking_in_desk.try_file(
            visit.office,
            visit.actor,
            Asked(feed=feed, **how),
            body,
            place,
            visit.snapshot.content.needs,
            now=visit.now,
            address=visit.address,
        )
    except UnreadableError as error:
        return _form(visit, {"file" if file else "address": str(error)})
    return Go(f"{IMPORT}/{run}")


def one(visit: StaffVisit) -> Page:
    """What taking it would do, or did."""
    return _report(visit)


def take(visit: StaffVisit) -> Page | Go:
    """Takes what was tried."""
    run = _number(visit)
    try:
        taking_in_desk.take_tried(
            visit.office,
            visit.actor,
            run,
            visit.snapshot.place,
            visit.snapshot.content.needs,
            now=visit.now,
            address=visit.address,
        )
    except StaleError:
        gettext = visit.language.words.gettext
        return _form(visit, {"file": gettext("That file was tried more than a day ago. Choose it again")})
    return Go(f"{IMPORT}/{run}?done=yes")


def report_csv(visit: StaffVisit) -> Answer:
    """Every row of a report, as a table."""
    taking = _look(visit)
    rows = (
        [line.outcome, line.where, line.field, line.name, line.why, line.slug] for line in taking.report.lines
    )
    text = written(["outcome", "where", "field", "name", "why", "listing"], rows)
    return _table(text, f"{taking.feed.key}-{taking.id}.csv")


def template_csv(visit: StaffVisit) -> Answer:
    """An empty table to fill in."""
    if not _allowed(visit):
        raise NotFoundError("only a steward of the whole place takes listings in")
    return _table(template(), "listings-template.csv")


def _allowed(visit: StaffVisit) -> bool:
    return may(visit.actor, Permission.LISTING_PUBLISH, ListingThing())


def _table(text: str, name: str) -> Answer:
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "private, no-store",
        "vary": "Cookie",
    }
    return Answer(text, f"{MEDIA_TYPE}; charset=utf-8", headers=headers)


def _number(visit: StaffVisit) -> int:
    given = visit.params["id"]
    if not re.fullmatch("[0-9]{1,9}", given):
        raise NotFoundError("no such taking")
    return int(given)


def _look(visit: StaffVisit) -> Taking:
    return taking_in_desk.look(
        visit.office, visit.actor, _number(visit), now=visit.now, address=visit.address
    )


def _form(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    feeds, takings = taking_in_desk.overview(visit.office, visit.actor, now=visit.now, address=visit.address)
    gettext = visit.language.words.gettext
    credits_ = [{"value": each.key, "text": each.text[:80]} for each in visit.snapshot.place.attributions]
    view = {
        "feeds": [
            {"value": NEW, "text": gettext("A new source: say below what it is")},
            *({"value": each.key, "text": each.name} for each in feeds),
        ],
        "feed": visit.typed("feed", dict(visit.query).get("feed", NEW)),
        "typed": {name: visit.typed(name) for name in ("name", "url", "attribution", "address")},
        "credits": [{"value": "", "text": gettext("It asks for no words")}, *credits_],
        "how": visit.typed_all("how"),
        "options": [
            {"value": each, "text": gettext(text), "hint": gettext(hint)} for each, text, hint in _OPTIONS
        ],
        "takings": [_short(visit, each) for each in takings],
        "errors": errors,
    }
    return Page("importing/import.html", view, status=422 if errors else 200)


def _report(visit: StaffVisit) -> Page:
    taking, query = _look(visit), dict(visit.query)
    report, words = taking.report, visit.language.words
    wanted = query.get("show", "")
    lines = [line for line in report.lines if wanted in ("", line.outcome)]
    pages = max(1, -(-len(lines) // PER_PAGE))
    asked = query.get("page", "1")
    page = min(pages, max(1, int(asked) if re.fullmatch("[0-9]{1,5}", asked) else 1))
    base = f"{IMPORT}/{taking.id}"

    def href(number: int) -> str:
        chosen = {"show": wanted} if wanted else {}
        return visit.url(f"{base}?{urlencode({**chosen, 'page': number})}")

    view = {
        "one": _short(visit, taking),
        "tried": report.tried,
        "counts": [
            {"key": name, "text": words.gettext(_WORDS[name]), "count": f"{report.counts[name]:,}"}
            for name in OUTCOMES
        ],
        "notes": report.notes,
        "dialect": report.dialect,
        "lines": [_line(visit, line) for line in lines[(page - 1) * PER_PAGE : page * PER_PAGE]],
        "total": len(lines),
        "shown": wanted,
        "narrow": lambda name: visit.url(f"{base}?show={name}" if name else base),
        "page": page,
        "pages": pages,
        "href": href,
        "table": visit.url(f"{base}/report.csv"),
        "action": visit.url(f"{base}/take"),
        "nothing": report.tried and not sum(report.counts[name] for name in OUTCOMES[:2] + OUTCOMES[3:5]),
        "done": query.get("done") == "yes" and not report.tried,
    }
    return Page("importing/report.html", view)


def _line(visit: StaffVisit, line: Line) -> dict[str, Any]:
    words = visit.language.words
    shown = line.slug in visit.snapshot.catalogue.listings
    return {
        "what": words.gettext(_WORDS[line.outcome]),
        "where": ", ".join(filter(None, (line.where, line.field))),
        "name": line.name,
        "href": visit.url(f"/listings/{line.slug}") if shown else "",
        "why": line.why,
    }


def _short(visit: StaffVisit, taking: Taking) -> dict[str, Any]:
    words: Words = visit.language.words
    counts = taking.report.counts
    return {
        "href": visit.url(f"{IMPORT}/{taking.id}"),
        "name": taking.feed.name,
        "url": taking.feed.url or "",
        "when": visit.moment(taking.made_at),
        "tried": taking.report.tried,
        "counts": ", ".join(
            f"{words.gettext(_WORDS[name])}: {counts[name]}" for name in OUTCOMES if counts[name]
        ),
    }


_OPTIONS = (
    (
        "whole",
        N_("This is everything that the source has"),
        N_("Listings that it had before and has no longer are proposed to be taken down."),
    ),
    (
        "everywhere",
        N_("What is outside the area, or does not say where it is, serves all of it"),
        N_("Otherwise such rows are not taken."),
    ),
    (
        "show",
        N_("Show new listings at once"),
        N_("Otherwise each waits until a steward has read it."),
    ),
)
_WRONG = {
    ("key", "missing"): N_("Say what the source is called"),
    ("key", "too-long"): N_("The name of the source is too long"),
    ("key", "wrong"): N_("Say what the source is called, in letters"),
    ("name", "missing"): N_("Say what the source is called"),
    ("name", "too-long"): N_("The name of the source is too long"),
    ("name", "wrong"): N_("The name of the source has characters that cannot be shown"),
    ("url", "missing"): N_("Give the web page of the source, so that residents can find it"),
    ("url", "too-long"): N_("The web address is too long"),
    ("url", "wrong"): N_("This is not a web address that begins with http:// or https://"),
    ("attribution", "wrong"): N_("Choose one of the list"),
}
