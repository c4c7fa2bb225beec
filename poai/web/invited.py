"""An invitation: choose a password, then set up the second step."""

from typing import Annotated

from poai.actions import invitations
from poai.domain.errors import InvalidError
from poai.web.forms import N_, WEAK, Asks, Errors, Form, invalid, read
from poai.web.page import Go, Page
from poai.web.sign_in import leave, set_up
from poai.web.staffing import GuestVisit


class NewPassword(Form):
    """A password to come in with."""

    password: Annotated[str, Asks(N_("Enter a new password"))] = ""


def show(visit: GuestVisit) -> Page:
    """Whom the link invites, and the form for a password."""
    return _page(visit, {})


def accept(visit: GuestVisit) -> Page | Go:
    """Takes the password and goes on to the second step."""
    given = read(NewPassword, visit)
    if isinstance(given, Errors):
        return _page(visit, given)
    try:
        signed = invitations.accept(
            visit.office, visit.params["token"], given.password,
            now=visit.now, address=visit.address, device=visit.device,
        )  # fmt: skip
    except InvalidError as error:
        return _page(visit, invalid(visit, error, WEAK))
    leave(visit)
    return set_up(visit, signed)


def _page(visit: GuestVisit, errors: dict[str, str]) -> Page:
    invited = invitations.look(visit.office, visit.params["token"], now=visit.now)
    view = {"invited": invited, "errors": errors}
    return Page("account/invitation.html", view, 422 if errors else 200)
