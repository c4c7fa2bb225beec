"""The site in this process, over the shipped directory: fast enough to visit every page of it."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from poai.actions.publish import prepare
from poai.app import create_app
from poai.progress import progress
from poai.settings import Settings
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.web import visiting
from tests.web.staff import StaffSite
from tests.web.staffed import Staffed
from tests.web.visiting import HOME, Seen, page_wrong

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/London"))  # a Monday

Visit = Callable[..., Seen]
SAME_SITE = visiting.SAME_SITE


def prepared(data: Path, **variables: str) -> Settings:
    """Settings for a site of its own in `data`, loaded and built."""
    settings = Settings.read({"POAI_DATA": str(data), "POAI_URL": HOME, "POAI_SECRET": "s" * 40, **variables})
    prepare(settings, progress)
    return settings


def client(app: ASGIApp, url: str = HOME) -> TestClient:
    """A browser without a memory: pages are not followed on, and faults come back as pages."""
    return TestClient(app, base_url=url, raise_server_exceptions=False, follow_redirects=False)


def visitor(browser: TestClient) -> Visit:
    """Goes to pages with `browser`: `visit("/find?q=lunch", status=200)`, each checked before it is given back.

    `typed` is what the page may say back as it stands.
    """

    def visit(address: str, *, status: int = 200, typed: str = "", **headers: str) -> Seen:
        response = browser.get(address, headers=headers)
        seen = Seen(str(response.url), response.text)
        problems = page_wrong(response, seen, typed)
        if response.status_code != status:
            problems.append(f"answered {response.status_code}, not {status}: {seen.text[:300]}")
        assert not problems, "\n".join([str(response.url)[:300], *problems])
        return seen

    return visit


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The shipped directory, served over https, with the pseudo-languages switched on."""
    return prepared(tmp_path_factory.mktemp("shipped"), POAI_PSEUDO="1")


@pytest.fixture(scope="session")
def app(shipped: Settings) -> ASGIApp:
    return create_app(shipped, now=lambda: NOW)


@pytest.fixture(scope="session")
def plain_app(shipped: Settings) -> ASGIApp:
    """The same, reached over http as on somebody's own machine."""
    return create_app(replace(shipped, url="http://127.0.0.1:8000"), now=lambda: NOW)


@pytest.fixture(scope="session")
def _portal(app: ASGIApp) -> Iterator[TestClient]:
    with client(app) as browser:
        yield browser


@pytest.fixture
def browser(_portal: TestClient) -> Iterator[TestClient]:
    """A browser that has not been here before."""
    yield _portal
    _portal.cookies.clear()


@pytest.fixture
def visit(browser: TestClient) -> Visit:
    return visitor(browser)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Exampleton: two areas and six listings, all invented."""
    data = tmp_path_factory.mktemp("small")
    return prepared(data, POAI_DIRECTORY=str(DIRECTORY), POAI_CONTENT=str(CONTENT))


@pytest.fixture
def site(small: Settings, tmp_path: Path) -> StaffSite:
    """Exampleton with a store of its own, in which nobody has an account yet."""
    return StaffSite.open(small, tmp_path)


@pytest.fixture
def staffed(small: Settings, tmp_path: Path) -> Staffed:
    """Exampleton at work: somebody of each role, and people who are helped."""
    return Staffed.open(small, tmp_path)


@dataclass(frozen=True)
class Crawl:
    """Every page that the site map and the home page name, and every page that those link to.

    `pages` were read whole, `answers` are the status of each other address; `before` and `after` are the files
    of the data folder with their contents, as digests.
    """

    pages: dict[str, Seen]
    answers: dict[str, int]
    wrong: list[str]
    before: dict[str, str]
    after: dict[str, str]


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def crawl(shipped: Settings, _portal: TestClient) -> Crawl:
    """One walk through the whole site for all the tests that look at every page."""
    before = digests(shipped.data)
    pages: dict[str, Seen] = {}
    answers: dict[str, int] = {}
    wrong: list[str] = []
    listed = _portal.get("/sitemap.xml").text
    first = [f"{HOME}/", *(part.partition("</loc>")[0] for part in listed.split("<loc>")[1:])]
    for address in dict.fromkeys(first):
        response = _portal.get(address)
        pages[address] = seen = Seen(address, response.text)
        wrong += [f"{address}: {problem}" for problem in page_wrong(response, seen)]
        answers[address] = response.status_code
    for address in dict.fromkeys(url for seen in pages.values() for url in (*seen.inside, *seen.assets)):
        if address not in answers and "/en-xa" not in address and "/ar-xb" not in address:
            answers[address] = _portal.get(address).status_code
    _portal.cookies.clear()
    return Crawl(pages, answers, wrong, before, digests(shipped.data))
