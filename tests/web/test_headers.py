"""Every answer carries the same security headers, whatever it is and whatever went wrong."""

import logging
import re

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from poai.domain.errors import NotFoundError
from poai.web import public
from poai.web.csrf import public_token
from poai.web.page import BODY_LIMIT
from tests.web.conftest import SAME_SITE, Visit, client, visitor
from tests.web.visiting import HOME, application_in, headers_wrong

FORM = {"content-type": "application/x-www-form-urlencoded", **SAME_SITE}
MARKER = "zebracrossing"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/find?q=lunch",
        "/list",
        "/sitemap.xml",
        "/robots.txt",
        "/opensearch.xml",
        "/health",
        "/en-xa/areas",
    ],
)
def test_s28_s29_pages_and_what_programs_read(browser: TestClient, address: str) -> None:
    response = browser.get(address)
    assert response.status_code == 200
    assert headers_wrong(response) == []


def test_static_files_which_are_kept_for_a_year(browser: TestClient, visit: Visit) -> None:
    files = [url for url in visit("/").assets if "/static/" in url]
    assert {url.rpartition(".")[2] for url in files} == {"css", "ico", "svg", "js"}
    for url in files:
        response = browser.get(url)
        assert response.status_code == 200
        assert headers_wrong(response) == []
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert re.search(r"\.[0-9a-f]{8}\.", url)


def test_redirects(browser: TestClient) -> None:
    response = browser.get("/guided?answered=when&statement=healthy-active")
    form = browser.post("/list/clear", data={"csrf": public_token("s" * 40)}, headers=SAME_SITE)
    assert form.status_code == 303
    assert headers_wrong(form) == []
    assert headers_wrong(response) == []


def test_a_slash_too_many_never_leads_to_another_host_or_language(browser: TestClient) -> None:
    """What the address begins with is sent by whoever asks, so no redirect may repeat it."""
    response = browser.get("/en-xa/find/", headers={"host": "evil.example"})
    assert headers_wrong(response) == []
    assert response.status_code == 404 or response.headers["location"] == "/en-xa/find"


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_methods_that_nobody_uses(browser: TestClient, method: str) -> None:
    response = browser.request(method, "/find")
    assert response.status_code == (200 if method == "HEAD" else 405)
    assert headers_wrong(response) == []
    assert response.headers.get("allow", "GET, HEAD") in ("GET, HEAD", "HEAD, GET")


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/no-such-page", "Page not found"),
        ("/listings/no-such-listing", "Page not found"),
        ("/organisations/no-such-group", "Page not found"),
        ("/areas/atlantis", "Page not found"),
        ("/needs/a-pony", "Page not found"),
        ("/static/poai.css", "Page not found"),
        ("/static/..%2f..%2fpyproject.toml", "Page not found"),
        ("/a/b/c", "Page not found"),
    ],
)
def test_404_in_the_same_clothes(visit: Visit, address: str, title: str) -> None:
    seen = visit(address, status=404)
    assert seen.headings[0] == ("h1", title)
    assert seen.link("Ask a person")


def test_405_says_what_may_be_done(browser: TestClient, visit: Visit) -> None:
    seen = visit("/list/save", status=405)
    assert seen.headings[0] == ("h1", "That address does not work like this")
    assert browser.get("/list/save").headers["allow"] == "POST"


def test_an_address_of_thousands_of_parts_is_answered_from_the_first_of_them(visit: Visit) -> None:
    parts = "&".join(f"a{number}=1" for number in range(3000))
    assert visit(f"/find?q=lunch&{parts}").headings[0] == visit("/find?q=lunch").headings[0]
    assert visit(f"/find?{parts}&q=lunch").headings[0] == visit("/find").headings[0]


def test_400_403_and_413_after_a_form(browser: TestClient) -> None:
    answers = {
        400: browser.post("/list/save", content=b"{}", headers={**FORM, "content-type": "application/json"}),
        403: browser.post("/list/save", content=b"listing=x", headers=FORM),
        413: browser.post("/list/save", content=b"a" * (BODY_LIMIT + 1), headers=FORM),
    }
    for status, response in answers.items():
        assert response.status_code == status
        assert headers_wrong(response) == []
        assert "<h1>" in response.text
        assert response.headers["cache-control"] == "private, no-store"


def test_s63_500_shows_a_reference_and_nothing_of_the_fault(
    app: ASGIApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(public, "_filed", broken)
    with caplog.at_level(logging.ERROR, "poai.web"):
        seen = visitor(client(app))(f"/a-to-z?q={MARKER}", status=500)
    assert seen.headings[0] == ("h1", "Something went wrong on our side")
    found = re.search(r"give this reference: ([0-9a-f]{8})", seen.text)
    assert found
    assert not re.search(r"secret of the inside|Traceback|RuntimeError|\.py", seen.html)
    assert any(found[1] in record.getMessage() for record in caplog.records)
    assert MARKER not in caplog.text


def test_500_in_the_language_of_the_page(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "_filed", lambda _: 1 / 0)
    seen = visitor(client(app))("/en-xa/a-to-z", status=500)
    assert re.fullmatch(r"\[Söm.*\]", seen.headings[0][1])


def test_a_broken_error_page_still_says_something(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise NotFoundError("gone")

    renderer = application_in(app).state.renderer
    monkeypatch.setattr(renderer, "_environments", {})
    monkeypatch.setattr(public, "show", missing)
    response = client(app).get("/")
    assert response.status_code == 500
    assert headers_wrong(response) == []
    assert re.fullmatch(r"Something went wrong\. Please try again\. Reference [0-9a-f]{8}", response.text)


def test_s33_pages_without_anything_private_may_be_shared_by_caches_and_say_what_they_vary_by(
    browser: TestClient,
) -> None:
    response = browser.get("/a-to-z")
    assert response.headers["cache-control"] == "public, max-age=60"
    assert {part.strip() for part in response.headers["vary"].split(",")} == {"Cookie", "Accept-Encoding"}


@pytest.mark.parametrize(
    "address", ["/find?q=lonely", "/find?where=CR0", "/guided?where=CR0", "/list", "/nope"]
)
def test_pages_that_show_what_somebody_typed_or_saved_are_kept_by_nobody(
    browser: TestClient, address: str
) -> None:
    assert browser.get(address).headers["cache-control"] == "private, no-store"


def test_a_page_with_something_saved_is_kept_by_nobody(browser: TestClient) -> None:
    browser.cookies.set("__Host-list", "central-library")
    assert browser.get(f"{HOME}/a-to-z").headers["cache-control"] == "private, no-store"
