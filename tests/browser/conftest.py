"""A real server and a real browser. Every page opened here fails its test if it misbehaves."""

import re
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, sync_playwright

from tests.browser.executable import find_browser
from tests.browser.office import Staff
from tests.browser.pages import PageState
from tests.browser.watch import Watch
from tests.serving import Server, serving

HERE = Path(__file__).parent
OpenPage = Callable[..., Page]

ARGUMENTS = [
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--font-render-hinting=none",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
CONTEXT: dict[str, Any] = {
    "locale": "en-GB",
    "reduced_motion": "reduce",
    "timezone_id": "Europe/London",
    "viewport": {"width": 1280, "height": 800},
}
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site on a free port, its data in a folder of its own, the pseudo-languages switched on."""
    with serving(tmp_path_factory.mktemp("data"), POAI_PSEUDO="1") as running:
        yield running


@pytest.fixture(scope="session")
def staff(server: Server) -> Staff:
    """Those who work there."""
    return Staff(server, server.log.parent)


@pytest.fixture(scope="session")
def examples(server: Server) -> dict[str, str]:
    """One real key of each kind, from the sitemap: listings, organisations, areas, needs."""
    with urllib.request.urlopen(f"{server.url}/sitemap.xml", timeout=30) as answer:
        sitemap = answer.read().decode()
    found = {}
    for kind in ("listings", "organisations", "areas", "needs"):
        match = re.search(rf"/{kind}/([a-z0-9-]+)<", sitemap)
        assert match, f"the sitemap names none of the {kind}"
        found[kind] = match[1]
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    executable = find_browser()
    assert executable, "no browser: run `make test`, which installs one or says what is missing"
    launched = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
    yield launched
    launched.close()


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[OpenPage]:
    """Opens pages: `open_page("/areas", scripts=False, **context options)`. Each has its own cookies."""
    contexts, watches = [], []

    def open_one(path: str | None = None, *, scripts: bool = True, **options: Any) -> Page:
        context = browser.new_context(base_url=server.url, **(CONTEXT | options))
        context.set_default_timeout(10_000)
        contexts.append(context)
        watches.append(Watch(context, server.url, forgiven=() if scripts else (".js",)))
        if not scripts:
            context.route(re.compile(r"\.js(\?|$)"), _block)
        page = context.new_page()
        if path is not None:
            page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    problems = [problem for watch in watches for problem in watch.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture
def prepared(request: pytest.FixtureRequest, examples: dict[str, str]) -> Callable[[PageState, Page], str]:
    """Signs in whoever a page is for, in the browser that will show it, and gives back its address."""

    def prepare(state: PageState, page: Page) -> str:
        if not state.role:
            return state.path.format(**examples)
        staff: Staff = request.getfixturevalue("staff")
        staff.signed_in(page, state.role, "password" if state.half else "second-factor")
        return state.path.format(**examples, **staff.examples)

    return prepare


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """An empty tab on a desk."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """An empty tab on the narrowest phone, 320 px wide."""
    return open_page(**PHONE)


@pytest.fixture
def page_without_scripts(open_page: OpenPage) -> Page:
    """An empty tab in which no script file arrives."""
    return open_page(scripts=False)


def _block(route: Route) -> None:
    route.abort("blockedbyclient")
