"""Listings that may be the same: said to be two, or made one field by field."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import merging_listings
from poai.actions.doubles import Pair, doubles, say_two
from poai.actions.merging_listings import Both
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.joining import TOGETHER, Stays, differing, proposed
from poai.domain.listing import Listing
from poai.web import desk_words, listing_words
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit
from poai.web.steward_listings import LISTINGS

DOUBLES = "/steward/doubles"
_FINE: Mapping[str, str] = MappingProxyType({})
_MOST = 50  # pairs on the page: after these there are others
_TOLD = ("organization", "locality", "schedules", "locations", "phones", "email", "url")


def every(visit: StaffVisit) -> Page:
    """The pairs, the likeliest first."""
    return _every(visit)


def two(visit: StaffVisit) -> Page | Go:
    """These two are two."""
    one, other = visit.form.get("one", ""), visit.form.get("other", "")
    try:
        say_two(visit.office, visit.actor, one, other, now=visit.now, address=visit.address)
    except InvalidError as error:
        raise NotFoundError("no such pair") from error
    return Go(f"{DOUBLES}?done=two")


def ask(visit: StaffVisit) -> Page:
    """Field by field, whose value stays."""
    return _ask(visit)


def make_one(visit: StaffVisit) -> Page | Go:
    """Makes them one, as was chosen."""
    gettext = visit.language.words.gettext
    kept, other = visit.params["one"], visit.params["other"]
    choice = {
        name.removeprefix("stays-"): Stays(value)
        for name, value in visit.form.items()
        if name.startswith("stays-") and value in set(Stays)
    }
    try:
        merging_listings.make_one(
            visit.office,
            visit.actor,
            kept,
            other,
            choice,
            bases=(_number(visit, "base"), _number(visit, "other_base")),
            now=visit.now,
            address=visit.address,
        )
    except StaleError:
        return _ask(visit, again=True)
    except InvalidError as error:
        if error.field != "choice":
            raise NotFoundError("no such pair") from error
        told = gettext("The youngest age must not be above the oldest age. Choose both from one listing")
        return _ask(visit, {"stays-minimum_age": told})
    return Go(f"{LISTINGS}/{kept}?done=one")


def _every(visit: StaffVisit) -> Page:
    found = doubles(visit.office, visit.actor, now=visit.now)
    view = {
        "pairs": [_pair(visit, pair) for pair in found[:_MOST]],
        "total": len(found),
        "most": _MOST,
        "done": dict(visit.query).get("done", "") == "two",
    }
    return Page("steward-desk/doubles.html", view)


def _pair(visit: StaffVisit, pair: Pair) -> dict[str, Any]:
    words = visit.language.words
    reasons = [desk_words.reason(words, each) for each in pair.reasons]
    return {
        "one": _side(visit, pair.one),
        "other": _side(visit, pair.other),
        "why": words.gettext("They have %(what)s.") % {"what": ", ".join(reasons)},
        "join": visit.url(f"{DOUBLES}/{pair.one.slug}/{pair.other.slug}"),
    }


def _side(visit: StaffVisit, listing: Listing) -> dict[str, Any]:
    told = (*(listing_words.told(visit, field, listing) for field in _TOLD),)
    return {
        "slug": listing.slug,
        "name": listing.name,
        "href": visit.url(f"{LISTINGS}/{listing.slug}"),
        "lines": ["; ".join(each) for each in told if each],
    }


def _ask(visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, again: bool = False) -> Page:
    kept, other = visit.params["one"], visit.params["other"]
    try:
        both = merging_listings.look(
            visit.office, visit.actor, kept, other, now=visit.now, address=visit.address
        )
    except InvalidError as error:
        raise NotFoundError("no such pair") from error
    except StaleError:
        return Page("steward-desk/gone.html", {"kept": kept, "other": other}, status=409)
    view = {
        "kept": {"slug": kept, "name": both.kept.record.name},
        "other": {"slug": other, "name": both.other.record.name},
        "base": both.kept.published,
        "other_base": both.other.published,
        "fields": _fields(visit, both),
        "errors": errors,
        "again": again,
    }
    return Page("steward-desk/join.html", view, status=409 if again else 422 if errors else 200)


def _fields(visit: StaffVisit, both: Both) -> list[dict[str, Any]]:
    words = visit.language.words
    kept, other = both.kept.record, both.other.record
    likely = proposed(kept, other)

    def told(field: str, listing: Listing) -> str:
        return "; ".join(listing_words.told(visit, field, listing)) or words.gettext("Nothing")

    fields = []
    for field in differing(kept, other):
        options = [
            {
                "value": str(Stays.KEPT),
                "text": told(field, kept),
                "hint": words.gettext("The one that stays"),
            },
            {"value": str(Stays.OTHER), "text": told(field, other), "hint": words.gettext("The other")},
        ]
        if field in TOGETHER and getattr(kept, field) and getattr(other, field):
            options.append({"value": str(Stays.BOTH), "text": words.gettext("Both"), "hint": ""})
        fields.append(
            {
                "name": f"stays-{field}",
                "legend": listing_words.called(words, field),
                "options": options,
                "value": visit.typed(f"stays-{field}", str(likely[field])),
            }
        )
    return fields


def _number(visit: StaffVisit, field: str) -> int:
    sent = visit.form.get(field, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1
