"""The pages of the office as each role sees them: whole, kept by nobody, with addresses that nobody can guess."""

import re
from uuid import UUID

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route

from poai.domain import errors as wrong
from poai.domain.access import Permission, may
from poai.domain.account import Grant, Role
from poai.store import StoreError
from poai.web.home import TASKS
from poai.web.page import Policy
from poai.web.routes import ROUTES
from tests.web.staff import Hands, StaffSite
from tests.web.visiting import HOME, application_in, cookies, headers_wrong

ROLES = list(Role)
HEX = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}")


def grants(site: StaffSite, role: Role) -> Grant:
    if role in (Role.LINK_WORKER, Role.TEAM_LEAD):
        return Grant(role, site.cast.team("North").id)
    return Grant(role, {Role.ORGANISATION_MEMBER: "harbour-trust", Role.STEWARD: ""}.get(role, ""))


def crawled(site: StaffSite, hands: Hands) -> dict[str, str]:
    """Every page that links lead to from the first one, within the office; by address, its words."""
    pages: dict[str, str] = {}
    waiting = [f"{HOME}/staff"]
    office = ("/staff", "/account", "/admin", "/guardian", "/cases", "/referrals", "/inbox", "/steward")
    while waiting and len(pages) < 80:
        address = waiting.pop()
        if address in pages:
            continue
        seen = hands.sees(address.removeprefix(HOME))
        assert hands.answer.headers["cache-control"] == "private, no-store", address
        assert not cookies(hands.answer), address
        assert 'name="robots" content="noindex"' in seen.html
        assert 'rel="canonical"' not in seen.html
        pages[address] = seen.text
        inside = (url for url in seen.inside if url.removeprefix(HOME).startswith(office))
        waiting += [url for url in inside if not url.endswith(".csv")]  # a file is no page
    return pages


@pytest.mark.parametrize("role", ROLES)
def test_s22_s33_every_page_of_every_role_is_whole_and_kept_by_nobody(site: StaffSite, role: Role) -> None:
    """S28, S29: with every security header exactly, nothing inline, and no address that could be guessed."""
    hands = site.hands(site.account("ada", grants(site, role)))
    pages = crawled(site, hands)
    assert {f"{HOME}/staff", f"{HOME}/account", f"{HOME}/account/password"} <= pages.keys()
    for address, words in pages.items():
        assert "Signed in as Ada" in words
        assert "you will be signed out at" in words
        for part in re.split("[/?&=]", address.removeprefix(HOME)):
            if HEX.search(part):
                assert UUID(part).version == 4
            assert not part.isdigit()


@pytest.mark.parametrize("role", ROLES)
def test_home_offers_what_the_role_may_do_and_all_of_it_is_there(site: StaffSite, role: Role) -> None:
    hands = site.hands(site.account("ada", grants(site, role)))
    seen = hands.sees("/staff")
    actor = site.cast.present(hands.token)
    for permission, path, _, _ in TASKS:
        offered = f"{HOME}{path}" in seen.inside
        assert offered == may(actor, permission)
        assert hands.browser.get(path).status_code == (200 if offered else 404)


def test_somebody_without_a_role_is_told_whom_to_ask(site: StaffSite) -> None:
    seen = site.hands(site.account("ada")).sees("/staff")
    assert "Your administrator can give you a role" in seen.text


def test_s22_every_changing_part_of_an_address_is_an_id_a_token_or_a_word_of_ours() -> None:
    parts = {
        part
        for entry in ROUTES
        if entry.allow is not Policy.PUBLIC
        for part in re.findall(r"\{(\w+)\}", entry.path)
    }
    ids = {"id", "token", "concern_id", "consent", "goal", "talk"}
    ids |= {"slug", "one", "other"}  # of what everybody may read
    words = {"kind", "move", "number", "step"}  # of a list that everybody may know
    assert parts <= ids | words


def test_forbidden_and_missing_look_alike(site: StaffSite) -> None:
    hands = site.hands(site.account("ada"))
    before = len(site.cast.trail())
    forbidden = [
        entry.path
        for entry in ROUTES
        if "GET" in entry.methods
        and "{" not in entry.path
        and isinstance(entry.allow, Permission)
        and entry.allow is not Permission.OWN_ACCOUNT
    ]
    assert forbidden
    missing = hands.browser.get("/cases/nothing/of/the/kind")
    for path in forbidden:
        answer = hands.browser.get(path)
        assert answer.status_code == missing.status_code == 404
        said = answer.text.replace(path, "PATH")
        assert _words(said) == _words(missing.text)
        assert headers_wrong(answer) == []
    assert len(site.cast.trail()) == before + len(forbidden)  # and each is written down


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_s33_public_pages_know_nobody_and_may_be_kept(site: StaffSite) -> None:
    hands, nobody = site.hands(site.account("ada")), site.hands()
    for path in ("/", "/find?q=lunch", "/areas", "/a-to-z", "/ask", "/urgent"):
        signed_in, guest = hands.browser.get(path), nobody.browser.get(path)
        assert signed_in.text == guest.text
        assert signed_in.headers["cache-control"] == guest.headers["cache-control"]
        assert "set-cookie" not in signed_in.headers
    assert "public" in hands.browser.get("/a-to-z").headers["cache-control"]


@pytest.mark.parametrize("path", ["/sign-in", "/reset", "/reset?sent=yes"])
def test_pages_on_the_way_in_are_kept_by_nobody_and_found_by_no_search(site: StaffSite, path: str) -> None:
    hands = site.hands()
    seen = hands.sees(path)
    assert hands.answer.headers["cache-control"] == "private, no-store"
    assert 'content="noindex"' in seen.html


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (wrong.ForbiddenError("own account"), 403),
        (wrong.LinkError("no such link"), 404),
        (HTTPException(405), 405),
        (wrong.StaleError("changed"), 409),
        (wrong.TooLargeError("too large"), 413),
        (wrong.InvalidError("name", "wrong"), 422),
        (wrong.ThrottledError(61), 429),
        (StoreError("down"), 503),
    ],
)
def test_s29_every_error_is_a_whole_page(site: StaffSite, error: Exception, status: int) -> None:
    async def broken(request: Request) -> None:
        raise error

    application_in(site.app).router.routes.insert(0, Route("/broken", broken))
    hands = site.hands()
    seen = hands.sees("/broken", status)
    assert hands.answer.headers["cache-control"] == "private, no-store"
    assert hands.answer.headers.get("retry-after") == ("61" if status == 429 else None)
    assert ("2 minutes" in seen.text) == (status == 429)
