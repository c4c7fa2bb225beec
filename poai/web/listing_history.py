"""What a listing said before: who changed it, when and why, one version against the one that stands, and put back."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import listing_history
from poai.actions.listing_history import History, Version
from poai.domain.audit import VISITOR
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.merging import EDITABLE, changed_between
from poai.web import checking_form, listing_words
from poai.web.checking import kind, state, who
from poai.web.page import Go, Page
from poai.web.sides import side_by_side
from poai.web.staffing import StaffVisit
from poai.web.words import Words

_FINE: Mapping[str, str] = MappingProxyType({})
STEWARD, OWN = "/steward/listings", "/my-listings"
Shows = Callable[[StaffVisit], Page]
Sends = Callable[[StaffVisit], Page | Go]


def every(home: str) -> Shows:
    """All versions, the newest first; `home` is where the listings are from which somebody comes."""

    def show(visit: StaffVisit) -> Page:
        found, words = _history(visit), visit.language.words
        steward = home == STEWARD
        proposals = [
            {
                "href": visit.url(
                    f"/steward/proposals/{each.id}" if steward else f"/my-listings/proposals/{each.id}"
                ),
                "what": kind(words, each.kind),
                "state": state(words, each.state),
                "who": who(words, each, found.names),
                "when": visit.moment(each.made_at),
            }
            for each in found.proposals
        ]
        done = {
            "back": words.gettext("Put back. Residents see it now."),
            "asked": words.gettext("What can be shown at once is put back. The rest waits for the steward."),
        }.get(dict(visit.query).get("done", ""), "")
        view = {
            "name": found.listing.name,
            "home": f"{home}/{found.slug}",
            "up": _up(visit, home, found),
            "shown": found.published is not None,
            "versions": [_row(visit, found, each) for each in found.versions],
            "proposals": proposals if found.decides or not steward else [],
            "done": done,
        }
        return Page("checking/history.html", view)

    return show


def one(home: str) -> Shows:
    """One version beside what stands now, and the form that puts it back."""
    return lambda visit: _version(visit, home)


def put_back(home: str) -> Sends:
    """Puts a version back."""

    def send(visit: StaffVisit) -> Page | Go:
        base = visit.version
        try:
            done = listing_history.put_back(
                visit.office,
                visit.actor,
                visit.params["slug"],
                _number(visit),
                base=base or None,
                why=visit.form.get("why", ""),
                now=visit.now,
                address=visit.address,
            )
        except StaleError:
            return _version(visit, home, stale=True)
        except InvalidError as error:
            return _version(visit, home, checking_form.wrong(visit, error))
        slug = visit.params["slug"]
        return Go(f"{home}/{slug}/history?done={'asked' if done.proposal else 'back'}")

    return send


def _version(visit: StaffVisit, home: str, errors: Mapping[str, str] = _FINE, *, stale: bool = False) -> Page:
    found = _history(visit)
    version = found.version(_number(visit))
    fields = changed_between(version.listing, found.listing)
    view = {
        "name": found.listing.name,
        "home": f"{home}/{found.slug}",
        "up": _up(visit, home, found),
        "one": _row(visit, found, version),
        "both": side_by_side(visit, fields, found.listing, version.listing),
        "shown": found.published is not None,
        "decides": found.decides,
        "can": bool(fields) if found.published is not None else found.decides,
        "version": str(found.published or 0),
        "why": visit.typed("why"),
        "stale": stale,
        "errors": errors,
    }
    return Page("checking/version.html", view, status=409 if stale else 422 if errors else 200)


def _history(visit: StaffVisit) -> History:
    return listing_history.history(
        visit.office, visit.actor, visit.params["slug"], now=visit.now, address=visit.address
    )


def _number(visit: StaffVisit) -> int:
    typed = visit.params["number"]
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise NotFoundError("no such version")
    return int(typed)


def _up(visit: StaffVisit, home: str, found: History) -> dict[str, str]:
    """The page above, for the trail."""
    gettext = visit.language.words.gettext
    if home == STEWARD:
        return {"text": gettext("Listings"), "href": visit.url(home)}
    return {"text": found.listing.name, "href": visit.url(f"{home}/{found.slug}")}


def _row(visit: StaffVisit, found: History, each: Version) -> dict[str, Any]:
    words = visit.language.words
    changed = words.gettext("All of it") if each.fields == EDITABLE else _changed(visit, each)
    return {
        "number": each.number,
        "when": visit.moment(each.made_at),
        "who": _who(words, found, each),
        "why": each.why,
        "changed": changed if each.shown else "",
        "shown": each.shown,
        "now": each.number == found.published,
    }


def _changed(visit: StaffVisit, each: Version) -> str:
    words = visit.language.words
    return words.all_of([listing_words.called(words, name) for name in each.fields])


def _who(words: Words, found: History, each: Version) -> str:
    """Who made a version: whoever proposed it, and whoever let it through."""
    if each.made_by == VISITOR or each.made_by.startswith("link:"):
        return words.gettext("The group, by the link in a letter")
    name = found.names.get(each.made_by) or words.gettext("The site itself")
    proposer = found.names.get(each.proposer, "")
    if not proposer:
        return name
    return words.gettext("%(proposer)s; checked by %(name)s") % {"proposer": proposer, "name": name}
