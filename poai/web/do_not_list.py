"""What is not to be listed, and why: added by name, and taken off again."""

from collections.abc import Mapping
from types import MappingProxyType

from poai.actions import do_not_list
from poai.domain.errors import InvalidError, StaleError
from poai.web.forms import N_, Errors, invalid
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit
from poai.web.steward_listings import LISTINGS

ADDRESS = "/steward/do-not-list"
_FINE: Mapping[str, str] = MappingProxyType({})
_WRONG = {
    ("name", "missing"): N_("Enter the name"),
    ("name", "too-long"): N_("Use 400 characters or fewer for the name"),
    ("name", "wrong"): N_("Use letters, digits and usual signs for the name"),
    ("postcode", "wrong"): N_("Enter a whole postcode, such as SW1A 1AA, or leave it empty"),
    ("reason", "missing"): N_("Say why it is not to be listed"),
    ("reason", "too-long"): N_("Use 1,000 characters or fewer"),
    ("reason", "wrong"): N_("Use letters, digits and usual signs"),
}


def every(visit: StaffVisit) -> Page:
    """The list, and the form for one more."""
    return _every(visit)


def add(visit: StaffVisit) -> Page | Go:
    """Adds one by its name."""
    form = visit.form
    try:
        do_not_list.add_by_name(
            visit.office,
            visit.actor,
            form.get("name", ""),
            form.get("postcode", ""),
            form.get("reason", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _every(visit, invalid(visit, error, _WRONG))
    return Go(f"{ADDRESS}?done=added")


def lift(visit: StaffVisit) -> Page | Go:
    """It may be listed again."""
    try:
        do_not_list.lift(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)
    except StaleError:
        return Go(ADDRESS)  # somebody has lifted it, as they wanted
    return Go(f"{ADDRESS}?done=lifted")


def _every(visit: StaffVisit, errors: Errors | Mapping[str, str] = _FINE) -> Page:
    found = do_not_list.every(visit.office, visit.actor, now=visit.now)
    gettext = visit.language.words.gettext
    done = {
        "added": gettext("It is on the list. No import will list it."),
        "lifted": gettext("It may be listed again. What was taken down stays down until you show it again."),
    }
    view = {
        "entries": [
            {
                "id": each.barred.id,
                "name": each.barred.name,
                "href": visit.url(f"{LISTINGS}/{each.barred.slug}") if each.barred.slug else "",
                "postcode": each.barred.postcode or "",
                "reason": each.barred.reason,
                "who": found.names.get(each.barred.made_by, ""),
                "when": visit.moment(each.barred.made_at),
                "lifts": each.lifts,
                "shown": [
                    {"name": one.name, "href": visit.url(f"{LISTINGS}/{one.slug}")} for one in each.shown
                ],
            }
            for each in found.entries
        ],
        "errors": errors,
        "done": done.get(dict(visit.query).get("done", ""), ""),
    }
    return Page("steward-desk/do-not-list.html", view, status=422 if errors else 200)
