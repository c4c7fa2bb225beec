"""Putting off reminders of a referral."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from poai.actions import snoozing
from poai.domain.errors import InvalidError
from poai.domain.referral import OPEN
from poai.store.snoozes import Snooze
from poai.web import forms
from poai.web.forms import N_, Asks
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})


class PutOff(forms.Form):
    """For how many working days, and why."""

    days: Annotated[int, Asks(N_("Choose for how long"))] = 0
    why: Annotated[str, Asks(N_("Say why, so that others know"))] = ""


def ask(visit: StaffVisit) -> Page:
    """The form."""
    return _page(visit)


def put_off(visit: StaffVisit) -> Page | Go:
    """Puts them off."""
    form = forms.read(PutOff, visit)
    if isinstance(form, forms.Errors):
        return _page(visit, form)
    identity = visit.params["id"]
    try:
        snoozing.put_off(
            visit.office,
            visit.actor,
            identity,
            days=form.days,
            why=form.why,
            now=visit.now,
            key=visit.form.get("once", ""),
            address=visit.address,
        )
    except InvalidError as error:
        return _page(visit, forms.invalid(visit, error, _WRONG))
    return Go(f"/referrals/{identity}")


def part(visit: StaffVisit, referral: str, found: Snooze | None) -> dict[str, str]:
    """What templates/referrals/snooze.html shows on the page of an open referral: `snooze` in its view.

    `found` is what is put off of it, if anything is (Snoozes.latest); one whose day has come is not shown.
    """
    told = found if found and found.until > visit.now.date() else None
    return {
        "href": f"/referrals/{referral}/snooze",
        "until": visit.language.words.long_date(told.until) if told else "",
        "why": told.words if told else "",
    }


def _page(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    one, found = snoozing.look(
        visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address
    )
    words = visit.language.words
    view = {
        "referral": one,
        "open": one.status in OPEN,
        "snooze": part(visit, one.id, found),
        "days": [
            {
                "value": str(days),
                "text": words.ngettext("%(num)s working day", "%(num)s working days", days) % {"num": days},
            }
            for days in snoozing.DAYS
        ],
        "typed": visit.typed,
        "errors": errors,
    }
    return Page("referrals/put-off.html", view, status=422 if errors else 200)


_WRONG = {
    ("days", "wrong"): N_("Choose for how long"),
    ("why", "missing"): N_("Say why, so that others know"),
    ("why", "too-long"): N_("Use 1,000 characters or fewer to say why"),
    ("why", "wrong"): N_("Say why without unusual characters"),
}
