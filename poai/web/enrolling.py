"""The second step of signing in: setting it up, in place of another, and recovery codes."""

from typing import Annotated

import segno

from poai.actions import factors
from poai.domain.errors import NotFoundError, SignInError
from poai.web.forms import N_, Asks, Errors, Form, read
from poai.web.page import Go, Page
from poai.web.sign_in import SET_UP, Code
from poai.web.staffing import SECOND_STEP, StaffVisit

AGAIN = "/account/factor"
BORDER = 4  # modules of white round a QR code (ISO/IEC 18004)


class OwnPassword(Form):
    """The password once more, before something that matters."""

    password: Annotated[str, Asks(N_("Enter your password"))] = ""


def show_first(visit: StaffVisit) -> Page | Go:
    """What an authenticator needs, as a picture and to type, and the form for a first code."""
    if factors.enrolled(visit.office, visit.actor):
        return Go(SECOND_STEP)
    return _set_up_page(visit, SET_UP, {})


def begin_first(visit: StaffVisit) -> Go:
    """Begins once more, where another browser has begun since."""
    factors.begin_factor(visit.office, visit.actor, now=visit.now, address=visit.address)
    return Go(SET_UP)


def confirm_first(visit: StaffVisit) -> Page | Go:
    """Takes the first code, and shows the recovery codes."""
    return _confirm(visit, SET_UP)


def ask_again(_: StaffVisit) -> Page:
    """Asks for the password before another authenticator takes the place of this one."""
    return Page("account/factor.html", {})


def begin_again(visit: StaffVisit) -> Page | Go:
    """Begins to set up another."""
    given = read(OwnPassword, visit)
    if isinstance(given, Errors):
        return Page("account/factor.html", {"errors": given}, 422)
    try:
        factors.begin_factor(
            visit.office, visit.actor, now=visit.now, address=visit.address, password=given.password
        )
    except SignInError:
        return Page("account/factor.html", {"errors": wrong_password(visit)}, 422)
    return Go(f"{AGAIN}/set-up")


def show_again(visit: StaffVisit) -> Page:
    """What the other authenticator needs."""
    return _set_up_page(visit, f"{AGAIN}/set-up", {})


def confirm_again(visit: StaffVisit) -> Page | Go:
    """Takes its first code; it counts from now on, and the one before no longer does."""
    return _confirm(visit, f"{AGAIN}/set-up")


def ask_codes(_: StaffVisit) -> Page:
    """Asks for the password before new recovery codes are made."""
    return Page("account/ask-codes.html", {})


def new_codes(visit: StaffVisit) -> Page:
    """Ten recovery codes in place of those before, shown once."""
    given = read(OwnPassword, visit)
    if isinstance(given, Errors):
        return Page("account/ask-codes.html", {"errors": given}, 422)
    try:
        codes = factors.new_codes(
            visit.office, visit.actor, given.password, now=visit.now, address=visit.address
        )
    except SignInError:
        return Page("account/ask-codes.html", {"errors": wrong_password(visit)}, 422)
    return Page("account/codes.html", {"codes": codes})


def wrong_password(visit: StaffVisit) -> dict[str, str]:
    """What to say about a password that was given once more."""
    return {"password": visit.language.words.gettext("The password is wrong")}


def _confirm(visit: StaffVisit, path: str) -> Page:
    given = read(Code, visit)
    if isinstance(given, Errors):
        return _set_up_page(visit, path, given)
    try:
        enrolled = factors.confirm_factor(
            visit.office, visit.actor, given.code, now=visit.now, address=visit.address, device=visit.device
        )
    except SignInError:
        wrong = visit.language.words.gettext("The code is wrong. Wait for the next one and enter it")
        return _set_up_page(visit, path, {"code": wrong})
    return Page("account/codes.html", {"codes": enrolled.codes}, session=enrolled.signed.token)


def _set_up_page(visit: StaffVisit, path: str, errors: dict[str, str]) -> Page:
    try:
        found = factors.pending_factor(visit.office, visit.actor, now=visit.now)
    except NotFoundError:
        if path != SET_UP:
            raise
        return Page("account/set-up-again.html", {})
    drawn = segno.make(found.uri, error="m", micro=False)
    view = {
        "action": path,
        "secret": [found.secret[start : start + 4] for start in range(0, len(found.secret), 4)],
        "size": drawn.symbol_size(border=BORDER)[0],
        "squares": squares([list(row) for row in drawn.matrix]),
        "errors": errors,
    }
    return Page("account/set-up.html", view, 422 if errors else 200)


def squares(matrix: list[list[int]]) -> str:
    """The dark modules of a QR code as the path of an SVG, one run of each row after the other."""
    drawn = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            run = 0
            while x + run < len(row) and row[x + run]:
                run += 1
            if run:
                drawn.append(f"M{x + BORDER} {y + BORDER}h{run}v1h-{run}z")
            x += run or 1
    return "".join(drawn)
