"""A demo lets anybody be anybody in one click, says on every page that it is one, and is nowhere else."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from poai.actions.demo import Demo, begun_anew
from poai.actions.demo_cast import FEWEST, make_cast
from poai.actions.demo_groups import GROUPS
from poai.actions.office import Office
from poai.actions.publish import prepare
from poai.app import create_app
from poai.content import load_content
from poai.domain.account import Role
from poai.place import load_place
from poai.progress import progress
from poai.settings import Settings
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.web.conftest import NOW, client, prepared
from tests.web.visiting import HOME, SAME_SITE, Form, Seen, page_wrong

KIND = {"content-type": "application/x-www-form-urlencoded"}
BANNER = "This is a demo."


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings.read(
        {
            "POAI_DEMO": "1",
            "POAI_DATA": str(tmp_path_factory.mktemp("demo")),
            "POAI_URL": HOME,
            "POAI_DIRECTORY": str(DIRECTORY),
            "POAI_CONTENT": str(CONTENT),
        }
    )


@pytest.fixture(scope="module")
def running(settings: Settings) -> Iterator[TestClient]:
    with begun_anew(settings):
        prepare(settings, progress)
        office = Office.open(settings)
        place, content = load_place(settings.directory), load_content(settings.content)
        make_cast(Demo.of(office), place, content, NOW, many=FEWEST)
        office.store.close()
        with client(create_app(settings, now=lambda: NOW + timedelta(minutes=1))) as browser:
            yield browser


@pytest.fixture
def browser(running: TestClient) -> Iterator[TestClient]:
    """A browser that has not been here before."""
    yield running
    running.cookies.clear()


def see(browser: TestClient, path: str) -> Seen:
    response = browser.get(path)
    seen = Seen(str(response.url), response.text)
    assert (response.status_code, page_wrong(response, seen)) == (200, [])
    assert response.headers["cache-control"] == "private, no-store"
    return seen


def forms(browser: TestClient) -> dict[str, Form]:
    """The buttons of /demo by the name of whom they let one be."""
    seen = see(browser, "/demo")
    names = [words.removesuffix(" Example") for level, words in seen.headings if level == "h3"]
    ways = [form for form in seen.forms if form.action.endswith("/demo/be")]
    assert len(names) == len(ways)
    return dict(zip(names, ways, strict=True))


def send(browser: TestClient, form: Form) -> Response:
    return browser.post(form.action, content=urlencode(form.fields), headers={**SAME_SITE, **KIND})


def be(browser: TestClient, name: str) -> None:
    answer = send(browser, forms(browser)[name])
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff")


def test_there_is_somebody_to_be_of_each_role_and_their_teams_are_named(browser: TestClient) -> None:
    seen = see(browser, "/demo")
    members = sum(bool(group.member) for group in GROUPS)
    # one of each role; a second link worker and a second steward; and a member of every other group
    assert len(forms(browser)) == len(Role) + 2 + (members - 1)
    for words in ("Link worker: North End demo team", "Team lead: ", "Guardian", "Linnet Example is invited"):
        assert words in seen.text


@pytest.mark.parametrize("name", ["Jay", "Phoebe", "Wren", "Martin", "Lark", "Teal", "Robin", "Merle"])
def test_one_click_signs_in_with_both_steps_done(browser: TestClient, name: str) -> None:
    be(browser, name)
    seen = see(browser, "/staff")
    assert f"Signed in as {name} Example" in seen.text
    assert BANNER in seen.text


def test_who_becomes_somebody_else_is_nobody_else_any_more(browser: TestClient) -> None:
    be(browser, "Robin")
    before = browser.cookies["__Host-session"]
    assert "You are Robin Example at the moment" in see(browser, "/demo").text
    be(browser, "Merle")
    assert "Signed in as Merle Example" in see(browser, "/staff").text
    browser.cookies.clear()
    assert browser.get("/staff", headers={"cookie": f"__Host-session={before}"}).status_code == 303


def test_only_a_form_of_ours_signs_in(browser: TestClient) -> None:
    form = forms(browser)["Robin"]
    body = urlencode(form.fields)
    other_site = {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example", **KIND}
    assert browser.post(form.action, content=body, headers=other_site).status_code == 403
    without = urlencode([pair for pair in form.fields if pair[0] != "csrf"])
    assert browser.post(form.action, content=without, headers={**SAME_SITE, **KIND}).status_code == 403
    nobody = urlencode([("csrf", form.value("csrf")), ("account", "nobody")])
    assert browser.post(form.action, content=nobody, headers={**SAME_SITE, **KIND}).status_code == 404
    assert not browser.cookies


def letters(browser: TestClient) -> Seen:
    """The letters, once the sender has written the last of them."""
    for _ in range(600):
        seen = see(browser, "/demo/mail")
        if "linnet@example.org" in seen.text:
            return seen
    pytest.fail("no letter was ever written")


def test_an_invitation_is_read_and_its_link_followed(browser: TestClient) -> None:
    address = next(url for words, url in letters(browser).links if "linnet@example.org" in words)
    letter = see(browser, address.removeprefix(HOME))
    assert "linnet@example.org" in letter.text
    link = next(url for _, url in letter.links if "/invitation/" in url)
    assert "Linnet Example" in see(browser, link.removeprefix(HOME)).text


@pytest.mark.parametrize("name", ["nothing", "..%2F..%2Fsecret", "%2e%2e", "DEMO.txt"])
def test_what_is_no_letter_looks_like_any_missing_page(browser: TestClient, name: str) -> None:
    assert browser.get(f"/demo/mail/{name}").status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/find?q=lonely", "/list", "/urgent", "/sign-in", "/demo/mail", "/nothing/here"]
)
def test_every_page_of_a_demo_says_that_it_is_one(browser: TestClient, path: str) -> None:
    assert BANNER in Seen(HOME, browser.get(path).text).text


def test_a_real_place_has_neither_the_pages_nor_the_banner(tmp_path: Path) -> None:
    real = prepared(tmp_path, POAI_DIRECTORY=str(DIRECTORY), POAI_CONTENT=str(CONTENT))
    with client(create_app(real, now=lambda: NOW)) as browser:
        for path in ("/demo", "/demo/mail", "/demo/mail/anything"):
            assert browser.get(path).status_code == 404, path
        token = next(form for form in Seen(HOME, browser.get("/sign-in").text).forms if form.value("csrf"))
        body = urlencode({"csrf": token.value("csrf"), "account": "anybody"})
        assert (
            browser.post("/demo/be", content=body, headers={**SAME_SITE, **KIND}).status_code
            == browser.post("/nothing/here", content=body, headers={**SAME_SITE, **KIND}).status_code
            == 404
        )
        assert BANNER not in browser.get("/").text
