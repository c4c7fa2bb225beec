"""One's own account: where one is signed in, the password, the e-mail address."""

from typing import Annotated

from poai.actions import own_account
from poai.actions.factors import codes_left
from poai.domain.errors import InvalidError, SignInError
from poai.web.enrolling import wrong_password
from poai.web.forms import N_, WEAK, Asks, Errors, Form, invalid, read
from poai.web.home import roles
from poai.web.page import Go, Page
from poai.web.staffing import SIGN_IN, GuestVisit, StaffVisit


class ChangePassword(Form):
    """The password and another."""

    password: Annotated[str, Asks(N_("Enter your password"))] = ""
    new_password: Annotated[str, Asks(N_("Enter a new password"))] = ""


class ChangeEmail(Form):
    """The password and another address."""

    password: Annotated[str, Asks(N_("Enter your password"))] = ""
    email: Annotated[str, Asks(N_("Enter your new email address"))] = ""


_EMAIL = {("email", "wrong"): N_("Enter an email address in the right format, such as name@example.com")}


def show(visit: StaffVisit) -> Page:
    """The account, where it is signed in, and ways to change it."""
    found, sessions = own_account.own(visit.office, visit.actor, now=visit.now)
    view = {
        "account": found,
        "roles": roles(visit, found.grants),
        "sessions": [
            {
                "id": each.id,
                "device": each.device,
                "begun": visit.moment(each.made_at),
                "own": each.id == visit.session.id,
            }
            for each in sessions
        ],
        "codes": codes_left(visit.office, visit.actor),
        "done": dict(visit.query).get("done", ""),
    }
    return Page("account/account.html", view)


def end_session(visit: StaffVisit) -> Go:
    """Ends one of one's sessions."""
    identity = visit.form.get("session", "")
    own_account.end_session(visit.office, visit.actor, identity, now=visit.now, address=visit.address)
    if identity == visit.session.id:
        return Go(f"{SIGN_IN}?done=signed-out", session="")
    return Go("/account?done=session")


def end_other_sessions(visit: StaffVisit) -> Go:
    """Ends all of one's sessions but this one."""
    own_account.end_other_sessions(visit.office, visit.actor, now=visit.now, address=visit.address)
    return Go("/account?done=sessions")


def ask_password(_: StaffVisit) -> Page:
    """Asks for the password and another."""
    return Page("account/password.html", {})


def change_password(visit: StaffVisit) -> Page | Go:
    """Another password; every other session ends."""
    given = read(ChangePassword, visit)
    if isinstance(given, Errors):
        return Page("account/password.html", {"errors": given}, 422)
    try:
        signed = own_account.change_password(
            visit.office, visit.actor, given.password, given.new_password,
            now=visit.now, address=visit.address, device=visit.device,
        )  # fmt: skip
    except SignInError:
        return Page("account/password.html", {"errors": wrong_password(visit)}, 422)
    except InvalidError as error:
        why = invalid(visit, error, WEAK)["password"]
        return Page("account/password.html", {"errors": {"new_password": why}}, 422)
    return Go("/account?done=password", session=signed.token)


def ask_email(_: StaffVisit) -> Page:
    """Asks for another address, and the password."""
    return Page("account/email.html", {})


def change_email(visit: StaffVisit) -> Page | Go:
    """Sends a link to the other address."""
    given = read(ChangeEmail, visit)
    if isinstance(given, Errors):
        return Page("account/email.html", {"errors": given}, 422)
    try:
        own_account.ask_email(
            visit.office, visit.actor, given.password, given.email, now=visit.now, address=visit.address
        )
    except SignInError:
        return Page("account/email.html", {"errors": wrong_password(visit)}, 422)
    except InvalidError as error:
        return Page("account/email.html", {"errors": invalid(visit, error, _EMAIL)}, 422)
    return Go("/account?done=email")


def show_email_link(visit: GuestVisit) -> Page:
    """A button to confirm the address with: a program that looks at links in letters must not have done it."""
    return Page("account/confirm-email.html", {"token": visit.params["token"]})


def confirm_email(visit: GuestVisit) -> Go:
    """The other address counts from now on."""
    own_account.confirm_email(visit.office, visit.params["token"], now=visit.now, address=visit.address)
    return Go(f"{SIGN_IN}?done=email", session="")
