"""Somebody's history, a page at a time, in the words of those who work with them."""

from itertools import count, groupby
from typing import Any

from poai.actions.timeline import PAGE, Happening, timeline
from poai.web.happening import told
from poai.web.page import Page
from poai.web.staffing import StaffVisit

_LONGEST = 6  # digits of a page's number


def show(visit: StaffVisit) -> Page:
    """One page of it, the newest first."""
    asked = dict(visit.query).get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _LONGEST else 1
    found = timeline(
        visit.office,
        visit.actor,
        visit.params["id"],
        page=number,
        now=visit.now,
        address=visit.address,
    )
    zone, words = visit.now.tzinfo, visit.language.words

    numbers = count((found.page - 1) * PAGE + 1)

    def entry(one: Happening) -> dict[str, Any]:
        who = words.gettext("You") if one.by == visit.actor.id else found.names.get(one.by, "")
        return {"number": next(numbers), "time": visit.clock(one.at), "who": who, **told(visit, one, found)}

    days = [
        (words.long_date(day), [entry(one) for one in those])
        for day, those in groupby(found.happenings, key=lambda one: one.at.astimezone(zone).date())
    ]
    address = visit.url(f"/cases/{found.person.id}/timeline")
    view = {
        "person": found.person,
        "days": days,
        "page": found.page,
        "pages": found.pages,
        "href": lambda page: f"{address}?page={page}",
    }
    return Page("cases/timeline.html", view)
