"""A forgotten password: ask for a link, follow it, choose another."""

from typing import Annotated

from poai.actions import resets
from poai.domain.errors import InvalidError
from poai.web.forms import N_, WEAK, Asks, Errors, Form, invalid, read
from poai.web.invited import NewPassword
from poai.web.page import Go, Page
from poai.web.staffing import SIGN_IN, GuestVisit


class Address(Form):
    """Where to send the link."""

    email: Annotated[str, Asks(N_("Enter your email address"))] = ""


def ask(visit: GuestVisit) -> Page:
    """Asks for the address; afterwards says what comes next, whether or not there is such an account."""
    if dict(visit.query).get("sent"):
        return Page("account/reset-sent.html", {"minutes": resets.MINUTES})
    return Page("account/reset.html", {})


def send(visit: GuestVisit) -> Page | Go:
    """Sends the link, if there is anybody to send it to."""
    given = read(Address, visit)
    if isinstance(given, Errors):
        return Page("account/reset.html", {"errors": given}, 422)
    resets.ask_reset(visit.office, given.email, now=visit.now, address=visit.address)
    return Go("/reset?sent=yes")


def show(visit: GuestVisit) -> Page:
    """The form for another password."""
    return _page(visit, {})


def finish(visit: GuestVisit) -> Page | Go:
    """Takes the other password; the second step stays as it is."""
    given = read(NewPassword, visit)
    if isinstance(given, Errors):
        return _page(visit, given)
    try:
        resets.finish_reset(
            visit.office, visit.params["token"], given.password, now=visit.now, address=visit.address
        )
    except InvalidError as error:
        return _page(visit, invalid(visit, error, WEAK))
    return Go(f"{SIGN_IN}?done=password", session="")


def _page(visit: GuestVisit, errors: dict[str, str]) -> Page:
    resets.look(visit.office, visit.params["token"], now=visit.now)
    return Page("account/reset-password.html", {"errors": errors}, 422 if errors else 200)
