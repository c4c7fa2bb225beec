"""Forms of the office count only when our own page in this very session sent them, and reading changes nothing."""

import re
from itertools import product

import pytest

from poai.domain.access import Permission
from poai.web.csrf import maker, public_token, session_token
from poai.web.page import Policy
from poai.web.routes import ROUTES
from tests.actions.cast import ADMINISTRATOR, GUARDIAN
from tests.web.staff import StaffSite
from tests.web.visiting import HOME

SECRET = "s" * 40
TABLES = "account account_grant session token factor recovery_code throttle outbox team person".split()
FORMS = [entry.path for entry in ROUTES if "POST" in entry.methods and isinstance(entry.allow, Permission)]
GUEST_FORMS = [entry.path for entry in ROUTES if "POST" in entry.methods and entry.allow is Policy.GUEST]
PAGES = [entry.path for entry in ROUTES if "GET" in entry.methods and entry.allow is not Policy.PUBLIC]
ANY = "0b9a3c52-6b1a-4d0e-9f27-3c7f6a1d2e4b"


def concrete(path: str) -> str:
    return re.sub(r"\{\w+\}", ANY, path)


def headers(site: str | None, origin: str | None) -> dict[str, str]:
    return {
        name: value for name, value in (("sec-fetch-site", site), ("origin", origin)) if value is not None
    }


SITES = ("same-origin", "cross-site", "same-site", "none", None)
ORIGINS = (HOME, "https://evil.example", "null", None)
FROM_US = [("same-origin", HOME), ("same-origin", None), (None, HOME)]
NOT_FROM_US = [pair for pair in product(SITES, ORIGINS) if pair[0] != "same-origin" and pair != (None, HOME)]


@pytest.mark.parametrize("path", FORMS)
def test_s30_every_form_needs_our_page_and_the_token_of_its_session(site: StaffSite, path: str) -> None:
    """Each form x where it came from x whose token it carries: refused with nothing changed, but for the right ones,
    which this does not send."""
    ada, bob = site.account("ada", ADMINISTRATOR, GUARDIAN), site.account("bob", ADMINISTRATOR)
    hands, other, third = site.hands(ada), site.hands(ada), site.hands(bob)
    tokens = [theirs.sees("/account").form("/sign-out").value("csrf") for theirs in (other, third)]
    right = hands.sees("/account").form("/sign-out").value("csrf")
    before = site.rows(*TABLES)
    wrong = [
        *product(FROM_US, (*tokens, public_token(SECRET), "", "ü", right[:-1])),
        *product(NOT_FROM_US, [right]),
    ]
    for (where, origin), token in wrong:
        answer = hands.browser.post(
            concrete(path), data={"csrf": token, "name": "x"}, headers=headers(where, origin)
        )
        assert answer.status_code == 403, (where, origin, token)
        assert "set-cookie" not in answer.headers
    assert site.rows(*TABLES) == before


@pytest.mark.parametrize("path", GUEST_FORMS)
def test_s30_forms_on_the_way_in_need_our_page_and_its_token(site: StaffSite, path: str) -> None:
    hands = site.hands()
    before = site.rows(*TABLES)
    for where, token in product(
        (*SITES[1:], "same-origin"), (public_token(SECRET), public_token("t" * 40), "")
    ):
        if where == "same-origin" and token == public_token(SECRET):
            continue
        fields = {"csrf": token, "email": "a@example.org", "password": "x"}
        answer = hands.browser.post(concrete(path), data=fields, headers=headers(where, None))
        assert answer.status_code == 403
    assert site.rows(*TABLES) == before


@pytest.mark.parametrize("path", PAGES)
def test_s30_reading_a_page_changes_nothing(site: StaffSite, path: str) -> None:
    ada = site.account("ada", ADMINISTRATOR, GUARDIAN)
    half, hands, guest = site.half(ada), site.hands(ada), site.hands()
    before = site.rows(*TABLES)
    for browser in (hands, half, guest):
        for method in ("GET", "HEAD"):
            assert browser.browser.request(method, concrete(path)).status_code in (200, 303, 404)
    assert site.rows(*TABLES) == before


def test_the_token_says_in_whose_session_it_was_made_and_cannot_be_made_up(site: StaffSite) -> None:
    ada = site.account("ada")
    hands = site.hands(ada)
    token = hands.sees("/account").form("/sign-out").value("csrf")
    assert maker(SECRET, token) == ada.id
    for made_up in (token.replace(ada.id, ANY), token[:-1], "", ".", "a.b", public_token(SECRET), "ü.ü.ü"):
        assert maker(SECRET, made_up) == ""
    assert maker("t" * 40, token) == ""


def test_each_session_has_a_token_of_its_own(site: StaffSite) -> None:
    from poai.store import Sessions

    ada = site.account("ada")
    with site.cast.store.work() as connection:
        sessions = [
            Sessions(connection).start(ada.id, "second-factor", device="", now=site.at())[1] for _ in range(2)
        ]
    assert len({session_token(SECRET, session) for session in sessions}) == 2
