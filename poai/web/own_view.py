"""The worker's side of somebody's own view: a code for them to print or read out, and what they say is not right."""

from collections.abc import Mapping
from types import MappingProxyType

from poai.actions import concerns, own_view
from poai.actions.texts import line_of
from poai.domain.errors import InvalidError, StaleError
from poai.web import forms
from poai.web.following import FOLLOW
from poai.web.forms import N_
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})
_LONGEST_CALL = 100


def show(visit: StaffVisit) -> Page:
    """What somebody has said on their own page, and the form for a code."""
    return _show(visit)


def make(visit: StaffVisit) -> Page:
    """Makes a code, and shows it this once, to print."""
    call = visit.form.get("call", "")
    try:
        call = line_of(call, "call", longest=_LONGEST_CALL) if call.strip() else ""
        made = own_view.make_code(
            visit.office,
            visit.actor,
            visit.params["id"],
            now=visit.now,
            key=visit.form.get("once", ""),
            address=visit.address,
        )
    except InvalidError as error:
        return _show(visit, forms.invalid(visit, error, _WRONG), status=422)
    except StaleError:
        text = visit.language.words.gettext(
            "A newer code was made since. If this person has lost it, make another below"
        )
        return _show(visit, {"": text}, status=409)
    shown = visit.origin.partition("://")[2] + visit.url(FOLLOW)
    view = {"person": made.person, "code": made.code, "call": call, "shown": shown}
    return Page("cases/own-view-code.html", view)


def deal(visit: StaffVisit) -> Go:
    """Something that somebody said was dealt with."""
    identity = visit.params["id"]
    concerns.deal(
        visit.office, visit.actor, identity, visit.params["concern_id"], now=visit.now, address=visit.address
    )
    return Go(f"/cases/{identity}/own-view?done=dealt")


def _show(visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, status: int = 200) -> Page:
    said = concerns.said_by(
        visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address
    )
    person = said.person
    dealt = dict(visit.query).get("done") == "dealt"
    view = {
        "person": person,
        "may": visit.writes(person),
        "coded": said.coded,
        "concerns": [
            {
                "id": one.id,
                "lines": one.words.splitlines(),
                "at": visit.moment(one.at),
                "referral": one.referral,
                "dealt": visit.moment(one.seen_at) if one.seen_at else "",
            }
            for one in said.concerns
        ],
        "done": visit.language.words.gettext("It is noted that you dealt with this.") if dealt else "",
        "errors": errors,
    }
    return Page("cases/own-view.html", view, status)


_WRONG = {
    ("call", "too-long"): N_("Use 100 characters or fewer"),
    ("call", "wrong"): N_("Type it without unusual characters"),
}
