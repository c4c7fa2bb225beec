"""Saving: nothing is kept until somebody asks, then one cookie of slugs, and none when the list is empty."""

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from poai.domain.my_list import MOST
from tests.web.conftest import SAME_SITE, Crawl, Visit, client, visitor
from tests.web.visiting import HOME, Form, cookies

MONTH = str(30 * 24 * 60 * 60)
NAME = "__Host-list"
HTTP = "http://127.0.0.1:8000"


def send(browser: TestClient, form: Form, **changes: str) -> str:
    """Sends a form as the browser would; gives back where it leads."""
    fields = dict(form.fields) | changes
    response = browser.post(form.action, data=fields, headers=SAME_SITE)
    assert response.status_code == 303, response.text[:300]
    return str(response.headers["location"])


def save(browser: TestClient, visit: Visit, *slugs: str) -> None:
    for slug in slugs:
        send(browser, visit(f"/listings/{slug}").form("/list/save"))


def listed(visit: Visit, address: str = "/list") -> list[str]:
    return [url.rpartition("/")[2] for url in visit(address).inside if "/listings/" in url]


@pytest.fixture
def three(crawl: Crawl) -> list[str]:
    return [url.rpartition("/")[2] for url in crawl.pages if "/listings/" in url][:3]


def test_no_page_sets_a_cookie(browser: TestClient, crawl: Crawl) -> None:
    for address in [
        "/",
        "/find?q=lonely&where=CR0",
        "/guided",
        "/list",
        "/list?show=central-library",
        "/nope",
    ]:
        assert "set-cookie" not in browser.get(address).headers
    assert len(browser.cookies) == 0


def test_saving_sets_one_cookie_for_thirty_days_that_only_this_host_may_set_and_no_script_reads(
    browser: TestClient, visit: Visit
) -> None:
    form = visit("/listings/central-library").form("/list/save")
    response = browser.post(form.action, data=dict(form.fields), headers=SAME_SITE)
    assert cookies(response) == {
        NAME: {
            "": "central-library",
            "max-age": MONTH,
            "path": "/",
            "secure": "",
            "httponly": "",
            "samesite": "lax",
        }
    }
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["location"] == "/listings/central-library#central-library"


def test_over_http_the_cookie_is_the_same_without_what_only_https_can_promise(plain_app: ASGIApp) -> None:
    browser = client(plain_app, HTTP)
    page = browser.get("/listings/central-library").text
    token = page.partition('name="csrf" value="')[2][:32]
    response = browser.post(
        "/list/save", data={"csrf": token, "listing": "central-library"}, headers={"origin": HTTP}
    )
    found = cookies(response)
    assert set(found) == {"list"}
    assert found["list"] == {
        "": "central-library",
        "max-age": MONTH,
        "path": "/",
        "httponly": "",
        "samesite": "lax",
    }


def test_saved_things_are_counted_on_every_page_and_can_be_taken_off_where_they_are(
    browser: TestClient, visit: Visit
) -> None:
    save(browser, visit, "central-library")
    seen = visit("/listings/central-library")
    assert "My list (1)" in seen.text
    assert send(browser, seen.form("/list/remove", listing="central-library"))
    assert "My list (" not in visit("/").text


def test_taking_the_last_thing_off_takes_the_cookie_away(browser: TestClient, visit: Visit) -> None:
    save(browser, visit, "central-library")
    form = visit("/list").form("/list/remove")
    response = browser.post(form.action, data=dict(form.fields), headers=SAME_SITE)
    assert cookies(response)[NAME][""] == ""
    assert cookies(response)[NAME]["max-age"] == "0"
    assert "secure" in cookies(response)[NAME]
    assert len(browser.cookies) == 0
    assert "Nothing saved yet" in visit("/list").text


def test_clearing_takes_the_cookie_away(browser: TestClient, visit: Visit, three: list[str]) -> None:
    save(browser, visit, *three)
    assert send(browser, visit("/list").form("/list/clear")) == "/list"
    assert len(browser.cookies) == 0


def test_the_order_is_the_visitors(browser: TestClient, visit: Visit, three: list[str]) -> None:
    save(browser, visit, *three)
    first, second, third = three
    assert listed(visit) == [first, second, third]
    send(browser, visit("/list").form("/list/move", listing=third, direction="up"))
    assert listed(visit) == [first, third, second]
    send(browser, visit("/list").form("/list/move", listing=first, direction="down"))
    assert listed(visit) == [third, first, second]


def test_saving_twice_saves_once(browser: TestClient, visit: Visit) -> None:
    form = visit("/listings/central-library").form("/list/save")
    send(browser, form)
    send(browser, form)
    assert listed(visit) == ["central-library"]


def test_a_full_list_says_so_and_pushes_nothing_off(browser: TestClient, visit: Visit, crawl: Crawl) -> None:
    slugs = [url.rpartition("/")[2] for url in crawl.pages if "/listings/" in url][: MOST + 1]
    form = visit(f"/list?show={','.join(slugs)}").form("/list/save")
    send(browser, form, listing=",".join(slugs))
    assert listed(visit) == slugs[:MOST]
    assert "Your list is full" in visit("/list").text
    assert len(browser.cookies[NAME]) < 4096


def test_a_shared_address_shows_the_list_to_someone_without_cookies_and_saves_nothing_by_itself(
    browser: TestClient, visit: Visit, three: list[str], app: ASGIApp
) -> None:
    save(browser, visit, *three)
    address = visit("/list").link("A link to this list")
    other = client(app)
    seen = visitor(other)(address)
    assert listed(visitor(other), address) == three
    assert seen.headings[0][1] == "A list shared with you"
    assert len(other.cookies) == 0
    send(other, seen.form("/list/save"))
    assert listed(visitor(other)) == three


def test_a_shared_list_says_how_many_of_it_are_gone(visit: Visit) -> None:
    seen = visit("/list?show=central-library,closed-long-ago,also-gone")
    assert "2 things on this list are no longer listed." in seen.text


@pytest.mark.parametrize("value", ["", "...", "no-such", "a" * 5000, "<script>", "%00"])
def test_a_spoilt_cookie_is_an_empty_list(app: ASGIApp, value: str) -> None:
    assert "Nothing saved yet" in visitor(client(app))("/list", cookie=f"{NAME}={value}").text


def test_a_list_that_another_host_could_have_set_is_not_read(app: ASGIApp) -> None:
    assert "Nothing saved yet" in visitor(client(app))("/list", cookie="list=central-library").text


def test_what_is_no_longer_listed_drops_out_of_what_was_saved(app: ASGIApp) -> None:
    address = f"{HOME}/list"
    visit = visitor(client(app))
    seen = visit(address, cookie=f"{NAME}=closed-long-ago.central-library")
    assert [url.rpartition("/")[2] for url in seen.inside if "/listings/" in url] == ["central-library"]


@pytest.mark.parametrize("direction", ["", "sideways", "up; drop table"])
def test_a_direction_that_is_none_is_refused(browser: TestClient, visit: Visit, direction: str) -> None:
    fields = dict(visit("/listings/central-library").form("/list/save").fields) | {"direction": direction}
    assert browser.post("/list/move", data=fields, headers=SAME_SITE).status_code == 400


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "///evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "http:evil.example",
        "@evil.example",
        ".evil.example",
        "",
    ],
)
def test_a_form_leads_on_to_our_own_pages_only(browser: TestClient, visit: Visit, back: str) -> None:
    form = visit("/listings/central-library").form("/list/save")
    assert send(browser, form, back=back) == "/list#central-library"


@pytest.mark.parametrize(
    "back", ["/%2F/evil.example", "/%5Cevil.example", "/.//evil.example", "/ /evil.example"]
)
def test_an_odd_address_of_ours_stays_on_our_host(browser: TestClient, visit: Visit, back: str) -> None:
    location = send(browser, visit("/listings/central-library").form("/list/save"), back=back)
    assert location.startswith("/")
    assert location[1] not in "/\\"


def test_moving_and_saving_keep_the_visitors_language(
    browser: TestClient, visit: Visit, three: list[str]
) -> None:
    for slug in three:
        after = send(browser, visit(f"/en-xa/listings/{slug}").form("/list/save"))
        assert after == f"/en-xa/listings/{slug}#{slug}"
    for ending in ("/list/move", "/list/remove", "/list/clear"):
        after = send(browser, visit("/en-xa/list").form(ending))
        assert after.partition("#")[0] == "/en-xa/list"
