"""Giving somebody to another worker, and opening a record of another team in an emergency."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from poai.actions import people
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.web import forms, person
from poai.web.forms import N_, Asks
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

CASES = "/cases"
_FINE: Mapping[str, str] = MappingProxyType({})


class Emergency(forms.Form):
    """Whose record must be opened, and why."""

    reference: Annotated[str, Asks(N_("Enter the person’s reference"))]
    reason: Annotated[str, Asks(N_("Say why you must open this record"))]


def move(visit: StaffVisit) -> Page | Go:
    """Gives somebody to another worker of the team, or to nobody yet."""
    form, gettext = visit.form, visit.language.words.gettext
    try:
        people.move_person(
            visit.office,
            visit.actor,
            visit.params["id"],
            worker=form.get("worker", ""),
            version=visit.version,
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return person.record(visit, forms.invalid(visit, error, _WRONG), status=422)
    except StaleError:
        text = gettext(
            "Somebody has just changed this record. See who works with them now, then choose again"
        )
        return person.record(visit, {"worker": text}, status=409)
    return Go(f"{CASES}/{visit.params['id']}?done=moved")


def glass(visit: StaffVisit) -> Page:
    """The form to open a record of another team with."""
    return _glass(visit)


def break_glass(visit: StaffVisit) -> Page | Go:
    """Opens one record of another team for an hour. Why one cannot be opened is never told: there may be none."""
    form = forms.read(Emergency, visit)
    if isinstance(form, forms.Errors):
        return _glass(visit, form)
    try:
        opened = people.break_glass(
            visit.office,
            visit.actor,
            form.reference,
            form.reason,
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _glass(visit, forms.invalid(visit, error, _WRONG))
    except NotFoundError:
        return _glass(visit, forms.invalid(visit, InvalidError("reference", "unknown"), _WRONG))
    return Go(f"{CASES}/{opened.person}")


def _glass(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    view = {"typed": visit.typed, "errors": errors}
    return Page("cases/break-glass.html", view, status=422 if errors else 200)


_WRONG = {
    ("reference", "unknown"): N_(
        "No record of another team has this reference. Check it, and look in your own team’s list"
    ),
    ("reason", "too-short"): N_("Say more about why you must open this record"),
    ("reason", "too-long"): N_("Use 1,000 characters or fewer to say why"),
    ("reason", "wrong"): N_("Say why without unusual characters"),
    ("worker", "wrong"): N_("Choose somebody who works in this team"),
}
