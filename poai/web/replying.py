"""The pages behind the link in a letter, for a group without an account: ask for a code, look, and answer once."""

from collections.abc import Mapping
from types import MappingProxyType

from poai.actions import replying
from poai.actions.replying import CODE_MINUTES, OPEN_MINUTES, Reply, Standing
from poai.domain.errors import (
    InvalidError,
    LinkError,
    MoveError,
    NotFoundError,
    RepeatedError,
    SignInError,
    StaleError,
)
from poai.domain.referral import Name, Party, moves_from
from poai.web import answer_form
from poai.web.forms import Errors
from poai.web.page import Cookie, Go, Page
from poai.web.staffing import GuestVisit
from poai.web.told import told

_COOKIE = "reply"
_BY_LINK = frozenset({Name.ACCEPT, Name.WAIT, Name.DECLINE})
_FINE: Mapping[str, str] = MappingProxyType({})


def show(visit: GuestVisit) -> Page:
    """What the link leads to now."""
    return _page(visit)


def send_code(visit: GuestVisit) -> Page | Go:
    """Sends a code to the address to which the link was sent."""
    try:
        replying.send_code(visit.office, visit.params["token"], now=visit.now, address=visit.address)
    except LinkError:
        return _page(visit)
    return Go(_path(visit))


def give_code(visit: GuestVisit) -> Page | Go:
    """Takes the code; from then on this browser may look for a while."""
    gettext = visit.language.words.gettext
    try:
        browser = replying.give_code(
            visit.office,
            visit.params["token"],
            visit.form.get("code", ""),
            now=visit.now,
            address=visit.address,
        )
    except LinkError:
        return _page(visit)
    except SignInError:
        wrong = gettext("This is not the code that we sent last, or it has run out. Check it, or get another")
        return _page(visit, {"code": wrong})
    return Go(_path(visit), cookie=_cookie(visit, browser))


def ask_answer(visit: GuestVisit) -> Page:
    """The form of one answer."""
    return _form(visit, _named(visit))


def answer(visit: GuestVisit) -> Page | Go:
    """Takes the one answer."""
    name = _named(visit)
    given = answer_form.given(visit, name)
    if isinstance(given, Errors):
        return _form(visit, name, given)
    try:
        replying.answer(
            visit.office,
            visit.params["token"],
            _browser(visit),
            name,
            given,
            key=visit.form.get("once", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _form(visit, name, answer_form.wrong(visit, error))
    except (LinkError, StaleError, MoveError, RepeatedError):
        return _page(visit, refused=True)
    return Go(_path(visit), cookie=_cookie(visit, ""))


def _named(visit: GuestVisit) -> Name:
    named = visit.params["move"]
    if named not in _BY_LINK:
        raise NotFoundError("no such answer")
    return Name(named)


def _look(visit: GuestVisit) -> Reply:
    return replying.look(
        visit.office, visit.params["token"], _browser(visit), now=visit.now, address=visit.address
    )


def _page(visit: GuestVisit, errors: Mapping[str, str] = _FINE, *, refused: bool = False) -> Page:
    """What the link leads to; `refused` is that an answer was sent, and could not be taken."""
    found = _look(visit)
    words, referral = visit.language.words, found.referral
    names = (
        [] if referral is None else [move.name for move in moves_from(referral.status, Party.ORGANISATION)]
    )
    view = {
        "standing": found.standing,
        "link": _path(visit),
        "told": told(visit, found.shared) if found.shared else None,
        "referral": referral,
        "buttons": [
            {"name": name, "text": answer_form.offered(words, name)}
            for name in names
            if name in _BY_LINK and name is not Name.ACCEPT
        ],
        "refused": refused,
        "wrote": visit.form.get("note", "") if refused else "",
        "code_minutes": CODE_MINUTES,
        "open_minutes": OPEN_MINUTES,
        "errors": errors,
    }
    template = "reply/open.html" if found.standing is Standing.OPEN else "reply/closed.html"
    return Page(template, view, status=_status(found, errors, refused=refused))


def _status(found: Reply, errors: Mapping[str, str], *, refused: bool) -> int:
    if found.standing is Standing.GONE:
        return 404
    if refused:
        return 409
    return 422 if errors else 200


def _form(visit: GuestVisit, name: Name, errors: Mapping[str, str] = _FINE) -> Page:
    found = _look(visit)
    if found.standing is not Standing.OPEN or found.shared is None:
        return _page(visit, refused=bool(visit.form))
    action = visit.url(f"{_path(visit)}/answer/{name}")
    view = {
        "link": _path(visit),
        "names": told(visit, found.shared)["names"],
        "referral": found.referral,
        "form": answer_form.view(visit, name, action=action),
        "errors": errors,
    }
    return Page("reply/answer.html", view, status=422 if errors else 200)


def _path(visit: GuestVisit) -> str:
    return f"/reply/{visit.params['token']}"


def _browser(visit: GuestVisit) -> str:
    return visit.cookies.get(_COOKIE, "")


def _cookie(visit: GuestVisit, browser: str) -> Cookie:
    return Cookie(_COOKIE, browser, visit.url("/reply"), OPEN_MINUTES * 60)
