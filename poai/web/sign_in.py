"""Signing in, in two steps, staying, and signing out."""

from typing import Annotated
from urllib.parse import quote

from poai.actions import sign_in as signing
from poai.actions.factors import begin_factor, enrolled
from poai.domain.errors import SignInError
from poai.web.forms import N_, Asks, Errors, Form, read
from poai.web.kept import given_back
from poai.web.page import Go, Page
from poai.web.saved import own_path
from poai.web.staffing import HOME, SECOND_STEP, SIGN_IN, Again, GuestVisit, StaffVisit, sign_in_page

SET_UP = "/sign-in/set-up"


class Password(Form):
    """The first step."""

    email: Annotated[str, Asks(N_("Enter your email address"))] = ""
    password: Annotated[str, Asks(N_("Enter your password"))] = ""
    back: str = ""
    kept: str = ""


class Code(Form):
    """The second step."""

    code: Annotated[str, Asks(N_("Enter the code from your authenticator app"))] = ""
    back: str = ""
    kept: str = ""


def ask(visit: GuestVisit) -> Page | Go:
    """Asks for address and password."""
    if visit.present and visit.present.actor.strength == "second-factor":
        return Go(HOME)
    return sign_in_page(
        back=own_path(dict(visit.query).get("back", "")), done=dict(visit.query).get("done", "")
    )


def give_password(visit: GuestVisit) -> Page | Go:
    """The first step; the second follows, or is set up."""
    given = read(Password, visit)
    back, kept = own_path(visit.form.get("back", "")), visit.form.get("kept", "")
    email = visit.form.get("email", "")
    if isinstance(given, Errors):
        return sign_in_page(back=back, kept=kept, email=email, errors=given, status=422)
    try:
        signed = signing.give_password(
            visit.office, given.email, given.password,
            now=visit.now, address=visit.address, device=visit.device,
        )  # fmt: skip
    except SignInError:
        wrong = visit.language.words.gettext("The email address or the password is wrong")
        return sign_in_page(back=back, kept=kept, email=email, errors={"email": wrong}, status=422)
    leave(visit)
    if not signed.enrolled:
        return set_up(visit, signed)
    if kept:
        return _code_page(back=back, kept=kept, session=signed.token)
    return Go(f"{SECOND_STEP}?back={quote(back)}" if back else SECOND_STEP, session=signed.token)


def set_up(visit: GuestVisit, signed: signing.SignedIn) -> Go:
    """In a half session that has just begun: on to the second factor, which is still to be set up."""
    present = signing.current(visit.office, signed.token, now=visit.now)
    if present is None:
        return Go(SIGN_IN)
    begin_factor(visit.office, present.actor, now=visit.now, address=visit.address)
    return Go(SET_UP, session=signed.token)


def leave(visit: GuestVisit) -> None:
    """Ends the session in which somebody signs in anew: its token must not outlive it."""
    if visit.present:
        signing.sign_out(visit.office, visit.present.actor, now=visit.now, address=visit.address)


def ask_code(visit: StaffVisit) -> Page | Go:
    """Asks for the code of the second step."""
    if not enrolled(visit.office, visit.actor):
        return Go(SET_UP)
    return _code_page(back=own_path(dict(visit.query).get("back", "")))


def give_code(visit: StaffVisit) -> Page | Go:
    """The second step; then to where they wanted to go, with what they had typed."""
    given = read(Code, visit)
    back, kept = own_path(visit.form.get("back", "")), visit.form.get("kept", "")
    if isinstance(given, Errors):
        return _code_page(back=back, kept=kept, errors=given)
    try:
        signed = signing.give_code(
            visit.office, visit.actor, given.code,
            now=visit.now, address=visit.address, device=visit.device,
        )  # fmt: skip
    except SignInError:
        wrong = visit.language.words.gettext(
            "The code is wrong or was used before. Wait for the next one and enter it"
        )
        return _code_page(back=back, kept=kept, errors={"code": wrong})
    if kept and given_back(visit.secret, kept, account=visit.actor.id, now=visit.now):
        return Page("account/resume.html", {"kept": kept}, session=signed.token)
    return Go(back or HOME, session=signed.token)


def resume(visit: StaffVisit) -> Go | Again:
    """Back to the page on which something was typed when the session had ended, with it."""
    kept = given_back(visit.secret, visit.form.get("kept", ""), account=visit.actor.id, now=visit.now)
    return Again(kept) if kept else Go(HOME)


def stay(_: StaffVisit) -> Page:
    """Goes on with the session: having asked was enough."""
    return Page("account/stay.html", {})


def sign_out(visit: StaffVisit) -> Go:
    """Ends the session."""
    signing.sign_out(visit.office, visit.actor, now=visit.now, address=visit.address)
    return Go(f"{SIGN_IN}?done=signed-out", session="")


def _code_page(
    *, back: str = "", kept: str = "", errors: dict[str, str] | None = None, session: str | None = None
) -> Page:
    view = {"back": back, "kept": kept, "errors": errors or {}}
    return Page("account/code.html", view, 422 if errors else 200, session=session)
