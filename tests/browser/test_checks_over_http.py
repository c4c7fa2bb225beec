"""The checks that need a server: what a visit weighs, and that a strict policy stops none of them."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks.axe import axe_problems
from tests.browser.checks.styles import add_styles
from tests.browser.checks.weight import MOST_BYTES, MOST_REQUESTS, weight_of_first_visit, weight_problems
from tests.browser.conftest import CONTEXT

STRICT = "default-src 'none'; img-src 'self'"
IMAGES = "".join(f'<img src="/{number}.svg" alt="">' for number in range(MOST_REQUESTS))


class Site(BaseHTTPRequestHandler):
    """/heavy is too large, /many asks for too much, /strict allows no script; /light is what it should be."""

    def do_GET(self) -> None:
        body = {"/heavy": "x" * MOST_BYTES, "/many": IMAGES, "/strict": '<img src="/a.svg"><p>Words'}.get(
            self.path, ""
        )
        page = (
            f'<!doctype html><html lang="en"><title>A</title><link rel="icon" href="data:,">{body}'.encode()
        )
        self.send_response(200)
        self.send_header("content-type", "image/svg+xml" if self.path.endswith(".svg") else "text/html")
        self.send_header("content-length", str(len(page)))
        if self.path == "/strict":
            self.send_header("content-security-policy", STRICT)
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that is overridden
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def tab(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, **CONTEXT)
    yield context.new_page()
    context.close()


def test_a_heavy_page_is_found(tab: Page) -> None:
    assert "kB" in weight_problems(tab, "/heavy")[0]


def test_a_page_that_asks_for_too_much_is_found(tab: Page) -> None:
    assert "requests" in weight_problems(tab, "/many")[0]


def test_a_light_page_passes_and_is_counted(tab: Page) -> None:
    assert weight_problems(tab, "/light") == []
    weight, asked = weight_of_first_visit(tab, "/light")
    assert 80 < weight < 1000
    assert len(asked) == 1


def test_a_policy_without_scripts_does_not_stop_axe(tab: Page) -> None:
    tab.goto("/strict")
    assert any("image-alt" in problem for problem in axe_problems(tab))


def test_a_policy_without_styles_does_not_stop_a_readers_own(tab: Page) -> None:
    tab.goto("/strict")
    add_styles(tab, "p { letter-spacing: 7px }")
    assert tab.evaluate("() => getComputedStyle(document.querySelector('p')).letterSpacing") == "7px"
