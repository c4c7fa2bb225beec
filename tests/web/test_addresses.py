"""An address with a slash too many leads to the one without, never to where a Host header says."""

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import SAME_SITE
from tests.web.visiting import HOME, headers_wrong

EVIL = {"host": "evil.example"}


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("/find/?q=a%20b&where=CR0", "/find?q=a%20b&where=CR0"),
        ("/areas/purley//", "/areas/purley"),
        ("/en-xa/find/", "/en-xa/find"),
        ("//evil.example/", "/evil.example"),
        ("/%5Cevil.example/", "/%5Cevil.example"),
        ("/%2F%2Fevil.example/", "/evil.example"),
        ("/find%0D%0Ax:y/", "/find%0D%0Ax%3Ay"),
        ("/find%3Fq/", "/find%3Fq"),
    ],
)
def test_a_slash_at_the_end_leads_to_our_own_address_without(
    browser: TestClient, address: str, to: str
) -> None:
    response = browser.get(HOME + address, headers=EVIL)
    assert (response.status_code, response.headers["location"]) == (308, to)
    assert headers_wrong(response) == []


@pytest.mark.parametrize("address", ["/", "/en-xa", "/en-xa/"])
def test_a_home_page_is_answered_with_and_without(browser: TestClient, address: str) -> None:
    assert browser.get(address).status_code == 200


def test_a_form_is_never_sent_on(browser: TestClient) -> None:
    response = browser.post("/list/save/", headers={**SAME_SITE, **EVIL})
    assert response.status_code in (404, 405)
    assert "location" not in response.headers
