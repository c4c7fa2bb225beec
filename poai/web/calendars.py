"""What is on, for the calendars of phones and computers. Each can be followed at its address."""

from collections.abc import Iterable
from urllib.parse import quote

from poai.actions.open_calendars import calendar_of
from poai.domain import my_list
from poai.domain.errors import NotFoundError
from poai.domain.listing import Listing
from poai.interchange.calendars import MEDIA_TYPE
from poai.web.open_answers import fresh
from poai.web.page import Answer, Go, Later, Visit


def listing(visit: Visit) -> Later | Go:
    """The sessions of one listing, or where those are of the one that it became part of."""
    slug = visit.params["slug"]
    found = visit.snapshot.catalogue.listings.get(slug)
    if found is None:
        if target := visit.snapshot.catalogue.redirects.get(slug):
            return Go(f"/listings/{target}/calendar.ics", status=308)
        raise NotFoundError(slug)
    return _calendar(visit, [found], found.name, visit.path)


def area(visit: Visit) -> Later:
    """What is on in one area."""
    found = visit.snapshot.place.localities.get(visit.params["key"])
    if found is None:
        raise NotFoundError(visit.params["key"])
    return _calendar(visit, visit.snapshot.in_area(found.key), found.name, visit.path)


def saved(visit: Visit) -> Later:
    """The sessions of the listings that the address names. What the browser has saved is not asked for: a calendar
    that follows this has no cookies."""
    listings = visit.snapshot.catalogue.listings
    moved = visit.snapshot.catalogue.redirects
    slugs = my_list.read(dict(visit.query).get("show", ""), ",", listings, moved)
    if not slugs:
        raise NotFoundError("list")
    shown = quote(",".join(slugs), safe=",-")
    site = visit.snapshot.content.site
    return _calendar(visit, [listings[slug] for slug in slugs], site.name, f"{visit.path}?show={shown}")


def _calendar(visit: Visit, listings: Iterable[Listing], name: str, path: str) -> Later:
    def made() -> Answer:
        body = calendar_of(listings, name, f"{visit.origin}{path}", visit.snapshot, visit.origin)
        return fresh(
            body, f"{MEDIA_TYPE}; charset=utf-8", {"content-disposition": 'inline; filename="calendar.ics"'}
        )

    return Later(made)
