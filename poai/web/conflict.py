"""What somebody sees who changed the same thing of a listing as somebody else: both versions, and a way on from each."""

from poai.actions.listing_history import changer
from poai.domain.errors import ConflictError
from poai.web.page import Page
from poai.web.sides import side_by_side
from poai.web.staffing import StaffVisit

_OWN = frozenset({"csrf", "base", "once"})  # of the form itself, which is sent anew


def conflict_page(visit: StaffVisit, error: ConflictError, *, again: str) -> Page:
    """Answers a form that raised `error`: each field in which two people differ, side by side, with what was typed.

    The same form can be sent again from here, made from what stands now; `again` is the page on which to do it
    anew, without its language. The form's field of the revision that it was made from must be called `base`.
    """
    made = changer(visit.office, visit.actor, error.theirs.slug, error.number, now=visit.now)
    who, at = made or ("", None)
    typed = [(name, value) for name, values in visit.forms.items() if name not in _OWN for value in values]
    view = {
        "name": error.theirs.name,
        "both": side_by_side(visit, error.fields, error.yours, error.theirs),
        "who": who,
        "when": visit.moment(at) if at else "",
        "action": visit.url(visit.path),
        "typed": [*typed, ("base", str(error.number))] if typed else [],
        "again": visit.url(again),
    }
    return Page("checking/conflict.html", view, status=409)
