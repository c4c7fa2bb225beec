"""A form counts only when the browser says that one of our pages sent it, and it carries our token."""

from itertools import product

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from poai.web.csrf import public_token
from tests.web.conftest import client
from tests.web.visiting import HOME, headers_wrong

RIGHT = public_token("s" * 40)
SITES = ("same-origin", "same-site", "cross-site", "none", None)
ORIGINS = (HOME, "https://evil.example", "https://help.example.org.evil.example", "http://help.example.org:81",
           "http://help.example.org", "http://[", "null", "", None)  # fmt: skip
TOKENS = (RIGHT, public_token("t" * 40), RIGHT[:-1], RIGHT.upper(), "", "ü", None)
FORMS = ("/list/save", "/list/remove", "/list/move", "/list/clear")


def answer(browser: TestClient, path: str, site: str | None, origin: str | None, token: str | None) -> int:
    headers = {"sec-fetch-site": site, "origin": origin}
    fields = {"csrf": token, "listing": "central-library", "direction": "up"}
    response = browser.post(
        path,
        data={name: value for name, value in fields.items() if value is not None},
        headers={name: value for name, value in headers.items() if value is not None},
    )
    assert headers_wrong(response) == []
    if response.status_code != 303:
        assert "set-cookie" not in response.headers
    return int(response.status_code)


def test_s30_only_our_own_pages_with_our_token_are_heard(app: ASGIApp) -> None:
    with client(app) as browser:
        for site, origin, token in product(SITES, ORIGINS, TOKENS):
            ours = site == "same-origin" or (site is None and origin == HOME)
            expected = 303 if ours and token == RIGHT else 403
            assert answer(browser, "/list/save", site, origin, token) == expected, (site, origin, token)


@pytest.mark.parametrize("path", FORMS)
def test_every_form_is_guarded(browser: TestClient, path: str) -> None:
    assert answer(browser, path, "same-origin", HOME, RIGHT) == 303
    assert answer(browser, path, "cross-site", HOME, RIGHT) == 403
    assert answer(browser, path, None, "https://evil.example", RIGHT) == 403
    assert answer(browser, path, "same-origin", HOME, None) == 403


def test_a_token_in_the_address_does_not_count(browser: TestClient) -> None:
    assert answer(browser, f"/list/clear?csrf={RIGHT}", "same-origin", HOME, None) == 403


def test_the_token_is_of_the_deployment_and_says_nothing_of_its_secret() -> None:
    assert public_token("a" * 32) != public_token("b" * 32)
    assert len(RIGHT) == 32
    assert "s" * 4 not in RIGHT


def test_the_refusal_says_what_to_do(browser: TestClient) -> None:
    response = browser.post("/list/clear", data={"listing": "x"}, headers={"sec-fetch-site": "cross-site"})
    assert "<h1>We could not do that</h1>" in response.text
    assert "load the page again" in response.text
