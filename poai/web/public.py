"""The pages that anyone may read, but for results, the guided way and My list, which have files of their own."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from itertools import groupby
from typing import Any

from poai.actions.find import show
from poai.catalogue.public import as_shown
from poai.content import Page as WordsPage
from poai.domain.errors import NotFoundError
from poai.domain.freshness import freshness
from poai.domain.listing import BOROUGH_WIDE, Listing, Organisation
from poai.domain.occurrences import Occurrence, sessions
from poai.web.page import Go, Page, Visit
from poai.web.prose import prose

WEEK = 7


def home(visit: Visit) -> Page:
    """One box, the I statements as a second way in, urgent help, and where to ask a person."""
    return Page("home.html", {"statements": visit.snapshot.content.statements})


def listing(visit: Visit) -> Page | Go:
    """One listing, with everything that is known of it and how fresh that is; or the one that it became part of; or, where nobody
    confirms it, that it is not shown."""
    slug = visit.params["slug"]
    found = visit.snapshot.catalogue.listings.get(slug)
    if found is None:
        if target := visit.snapshot.catalogue.redirects.get(slug):
            return Go(f"/listings/{target}", status=308)
        if name := visit.snapshot.catalogue.hidden.get(slug):
            return Page("listing-hidden.html", {"name": name}, status=410)
        raise NotFoundError(slug)
    return Page("listing.html", listing_view(visit, found, visit.snapshot.catalogue.organisations))


def listing_view(visit: Visit, found: Listing, groups: Mapping[str, Organisation]) -> dict[str, Any]:
    """What listing.html shows of a listing, which need not be published; `groups` has at least its own."""
    content, found = visit.snapshot.content, as_shown(found)
    others = visit.snapshot.by_group.get(found.organization, ())
    return {
        "result": show(found, visit.now),
        "listing": found,
        "organisation": groups[found.organization],
        "language_names": [visit.language.words.language(code) for code in found.languages],
        "needs": [content.needs[key] for key in found.needs if key in content.needs],
        "others": [other for other in others if other.slug != found.slug],
        "locality": visit.snapshot.place.localities.get(found.locality),
    }


def organisation(visit: Visit) -> Page:
    """One group and what it runs."""
    slug = visit.params["slug"]
    found = visit.snapshot.catalogue.organisations.get(slug)
    listings = visit.snapshot.by_group.get(slug, ())
    if found is None or not listings:
        raise NotFoundError(slug)
    results = [show(item, visit.now) for item in listings]
    return Page("organisation.html", {"organisation": found, "results": results})


def areas(visit: Visit) -> Page:
    """The six areas on a map, and the same links as text."""
    counts = {key: len(visit.snapshot.in_area(key)) for key in visit.snapshot.place.localities}
    page = _words(visit, "areas-explained")
    return Page("areas.html", {"page": page, "text": prose(page, visit.language.prefix), "counts": counts})


def area(visit: Visit) -> Page:
    """One area: what is on in the next seven days by day, and everything listed there."""
    key = visit.params["key"]
    found = visit.snapshot.place.localities.get(key)
    if found is None:
        raise NotFoundError(key)
    listings = sorted(visit.snapshot.in_area(key), key=lambda item: -freshness(item, visit.now.date()).trust)
    return Page(
        "area.html",
        {
            "locality": found,
            "days": _week(visit, listings),
            "results": [show(item, visit.now) for item in listings],
            "points": [p for p in visit.snapshot.place.points if _at(visit, p.listing) == key],
            "listings": visit.snapshot.catalogue.listings,
            "organisations": visit.snapshot.catalogue.organisations,
        },
    )


def _at(visit: Visit, slug: str) -> str:
    found = visit.snapshot.catalogue.listings.get(slug)
    return found.locality if found else ""


def _week(visit: Visit, listings: list[Listing]) -> list[tuple[str, list[tuple[Occurrence, Listing]]]]:
    today = visit.now.date()
    days: dict[object, list[tuple[Occurrence, Listing]]] = defaultdict(list)
    for item in listings:
        if not freshness(item, today).dates_hold:
            continue
        for found in sessions(item, today, today + timedelta(days=WEEK - 1)):
            days[found.day].append((found, item))
    return [
        (
            visit.language.words.near_date(today + timedelta(days=ahead), today),
            sorted(
                days[today + timedelta(days=ahead)], key=lambda pair: (pair[0].opens_at or "", pair[1].name)
            ),
        )
        for ahead in range(WEEK)
    ]


def ask_a_person(visit: Visit) -> Page:
    """Places and lines where anyone can ask, by area."""
    listings = visit.snapshot.catalogue.listings
    points = [
        (p, show(listings[p.listing], visit.now))
        for p in visit.snapshot.place.points
        if p.listing in listings
    ]
    lines = [pair for pair in points if pair[0].kind == "phone"]
    places: dict[str, list[object]] = {key: [] for key in (*visit.snapshot.place.localities, BOROUGH_WIDE)}
    for pair in points:
        if pair[0].kind != "phone":
            places.setdefault(pair[1].listing.locality, []).append(pair)
    helplines = visit.snapshot.content.helplines
    return Page("ask.html", {"lines": lines, "places": places, "helplines": helplines.values()})


def a_to_z(visit: Visit) -> Page:
    """Every listing by its first letter."""
    listings = sorted(visit.snapshot.listings(), key=lambda item: _filed(item.name))
    letters = [
        (letter, list(items)) for letter, items in groupby(listings, lambda item: _filed(item.name)[0])
    ]
    return Page("a-to-z.html", {"letters": letters})


def _filed(name: str) -> str:
    """The name as a librarian files it: no leading "The", and anything but a letter under "#"."""
    bare = name.casefold().removeprefix("the ")
    return bare.upper() if bare[:1].isalpha() else "#" + bare


def needs(visit: Visit) -> Page:
    """Every need that a listing serves, under the outcome that it helps with."""
    content, by_need = visit.snapshot.content, visit.snapshot.by_need
    groups = [
        (
            statement,
            sorted(
                (n for n in content.needs.values() if n.statements[:1] == (key,) and by_need.get(n.key)),
                key=lambda need: need.label,
            ),
        )
        for key, statement in content.statements.items()
    ]
    return Page("needs.html", {"groups": groups, "counts": {k: len(v) for k, v in by_need.items()}})


def urgent(visit: Visit) -> Page:
    """Who to call now."""
    content = visit.snapshot.content
    return Page("urgent.html", {"rules": content.urgent.values(), "helplines": content.helplines})


def words(visit: Visit) -> Page:
    """A page that content editors write."""
    page = _words(visit, visit.params["page"])
    return Page("words.html", {"page": page, "text": prose(page, visit.language.prefix)})


def _words(visit: Visit, slug: str) -> WordsPage:
    found = visit.language.pages.get(slug) or visit.snapshot.content.pages.get(slug)
    if found is None:
        raise NotFoundError(slug)
    return found
