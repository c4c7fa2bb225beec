"""What programs read says what is so, in the form that they expect."""

import json
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

from starlette.testclient import TestClient

from poai.interchange.directory import read_directory
from poai.settings import Settings
from tests.web.conftest import Crawl
from tests.web.visiting import HOME

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_the_site_map_has_every_listing_group_area_and_page_once(
    browser: TestClient, shipped: Settings
) -> None:
    response = browser.get("/sitemap.xml")
    assert response.headers["content-type"].startswith("application/xml")
    listed = [node.text or "" for node in ElementTree.fromstring(response.text).iter(f"{SITEMAP}loc")]
    assert len(listed) == len(set(listed))
    assert all(url.startswith(f"{HOME}/") for url in listed)
    paths = {urlsplit(url).path for url in listed}
    seed = read_directory(shipped.directory)
    shown = [listing for listing in seed.listings if listing.status not in ("defunct", "inactive")]
    assert {p for p in paths if p.startswith("/listings/")} == {f"/listings/{item.slug}" for item in shown}
    groups = {f"/organisations/{item.organization}" for item in shown}
    assert {p for p in paths if p.startswith("/organisations/")} == groups
    assert {"/", "/guided", "/areas/purley", "/needs/food", "/privacy", "/urgent"} <= paths
    assert not {"/find", "/list", "/health"} & paths


def test_robots_read_every_page_but_what_people_typed_and_saved(browser: TestClient, crawl: Crawl) -> None:
    """A rule is a beginning: "Disallow: /list" alone would shut out "/listings/…" too."""
    response = browser.get("/robots.txt")
    assert response.headers["content-type"].startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(response.text.splitlines())
    assert rules.site_maps() == [f"{HOME}/sitemap.xml"]
    assert [url for url in crawl.pages if not rules.can_fetch("*", url)] == []
    assert not rules.can_fetch("*", f"{HOME}/find?q=lonely")
    assert not rules.can_fetch("*", f"{HOME}/list?show=central-library")


def test_a_browser_can_offer_our_search(browser: TestClient) -> None:
    response = browser.get("/opensearch.xml")
    assert response.headers["content-type"].startswith("application/opensearchdescription+xml")
    tree = ElementTree.fromstring(response.text)
    name, url = tree.findtext(f"{SEARCH}ShortName") or "", tree.find(f"{SEARCH}Url")
    assert 0 < len(name) <= 16
    assert url is not None
    assert url.get("template") == HOME + "/find?q={searchTerms}"
    asked = (url.get("template") or "").replace("{searchTerms}", "lunch")
    assert browser.get(asked).status_code == 200


def test_health_says_what_is_served(browser: TestClient, crawl: Crawl) -> None:
    response = browser.get("/health")
    body = json.loads(response.text)
    assert body["status"] == "ok"
    assert body["listings"] == sum("/listings/" in url for url in crawl.pages)
    assert len(body["catalogue"]) == len(body["snapshot"]) == 12
    assert body["doubts"] == []
    assert response.headers["cache-control"] == "no-store"


class Head(HTMLParser):
    """The canonical address, Open Graph and description of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel") == "canonical":
            self.found["canonical"] = given["href"]
        elif tag == "meta" and ("property" in given or "name" in given):
            self.found[given.get("property") or given["name"]] = given.get("content", "")


def test_every_page_says_its_own_address_and_what_it_is(crawl: Crawl) -> None:
    for address, seen in crawl.pages.items():
        head = Head(seen.html).found
        assert head["canonical"] == address
        assert head["og:url"] == address
        assert head["description"]
        assert head["og:title"]
        assert head["og:description"] == head["description"]


def test_canonical_addresses_leave_out_what_somebody_typed(browser: TestClient) -> None:
    head = Head(browser.get("/find?q=lonely&where=CR0").text).found
    assert head["canonical"] == f"{HOME}/find"
    assert "lonely" not in head["og:title"] + head["og:description"]
    assert parse_qs(urlsplit(head["og:url"]).query) == {}


def test_data_for_search_engines_is_valid_and_says_what_the_listing_says(
    crawl: Crawl, shipped: Settings
) -> None:
    seed = read_directory(shipped.directory)
    listings = {listing.slug: listing for listing in seed.listings}
    seen = 0
    for address, page in crawl.pages.items():
        if "/listings/" not in address:
            assert page.data == []
            continue
        (text,) = page.data
        data, listing = json.loads(text), listings[address.rpartition("/")[2]]
        assert (data["@context"], data["@type"], data["name"]) == (
            "https://schema.org",
            "Service",
            listing.name,
        )
        assert data["url"] == address
        assert ("location" in data) == bool(listing.locations)
        assert data.get("telephone") == (listing.phones[0].number if listing.phones else None)
        seen += 1
    assert seen == 211
