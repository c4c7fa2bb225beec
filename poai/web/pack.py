"""A few listings on paper, in large print, for somebody to take away: nothing about them, unless they want their name on it."""

from poai.actions.find import show
from poai.actions.people import open_person
from poai.domain.errors import NotFoundError
from poai.web import refer
from poai.web.agreeing import group_name
from poai.web.page import Page
from poai.web.staffing import StaffVisit


def make(visit: StaffVisit) -> Page:
    """The page to print."""
    listings = refer.ticked(visit)
    if not listings:
        return refer.nothing_ticked(visit)
    person = open_person(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)
    if not visit.writes(person):
        raise NotFoundError("not theirs to refer")
    point = visit.snapshot.place.find(person.details.postcode).point
    view = {
        "identity": person.id,
        "names": (person.details.preferred_name or person.names) if visit.form.get("name") else "",
        "cards": [
            {"result": show(listing, visit.now, point), "group": group_name(visit, listing.organization)}
            for listing in listings
        ],
        "day": visit.language.words.long_date(visit.now.date()),
        "worker": visit.actor.name,
    }
    return Page("cases/pack.html", view)
