"""My list: saved in the visitor's own browser, put in order, printed, shared by its address."""

from urllib.parse import quote

from poai.actions.find import show
from poai.domain import my_list
from poai.domain.errors import BadRequestError
from poai.web.page import Go, Page, Visit


def my_list_page(visit: Visit) -> Page:
    """The saved listings, or those that a shared address names."""
    asked = dict(visit.query)
    listings = visit.snapshot.catalogue.listings
    moved = visit.snapshot.catalogue.redirects
    shared = my_list.read(asked["show"], ",", listings, moved) if "show" in asked else None
    slugs = visit.saved if shared is None else shared
    gone = (
        len([part for part in asked.get("show", "").split(",") if part]) - len(slugs)
        if shared is not None
        else 0
    )
    return Page(
        "list.html",
        {
            "results": [show(listings[slug], visit.now) for slug in slugs],
            "organisations": visit.snapshot.catalogue.organisations,
            "shared": shared is not None,
            "gone": max(0, gone),
            "share": "/list?show=" + quote(",".join(slugs), safe=","),
            "large": asked.get("print") == "large",
            "full": len(visit.saved) >= my_list.MOST,
            "robots": "noindex",
        },
        private=True,
    )


def save(visit: Visit) -> Go:
    """Add one listing, or all of a shared list."""
    saved = visit.saved
    catalogue = visit.snapshot.catalogue
    for slug in my_list.read(visit.form.get("listing", ""), ",", catalogue.listings, catalogue.redirects):
        saved = my_list.add(saved, slug)
    return _back(visit, saved)


def remove(visit: Visit) -> Go:
    """Take one listing off."""
    return _back(visit, my_list.remove(visit.saved, visit.form.get("listing", "")))


def move(visit: Visit) -> Go:
    """Move one listing up or down."""
    by = {"up": -1, "down": 1}.get(visit.form.get("direction", ""))
    if by is None:
        raise BadRequestError("a listing can be moved up or down")
    return _back(visit, my_list.move(visit.saved, visit.form.get("listing", ""), by))


def clear(visit: Visit) -> Go:
    """Take everything off, which takes the cookie away too."""
    return _back(visit, ())


def _back(visit: Visit, saved: tuple[str, ...]) -> Go:
    """To the page that the form was on, at the listing it was about."""
    path = own_path(visit.form.get("back", "")) or "/list"
    listing = visit.form.get("listing", "")
    anchor = f"#{listing}" if listing in visit.snapshot.catalogue.listings else ""
    return Go(path + anchor, saved)


def own_path(path: str) -> str:
    """`path` if it is an address on this site, otherwise nothing: a form must not send people elsewhere."""
    safe = (
        path.startswith("/")
        and not path.startswith("//")
        and "\\" not in path
        and path.isprintable()
        and "#" not in path
        and len(path) < 2000
    )
    return path if safe else ""
