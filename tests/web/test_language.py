"""A language is part of the address, so links, forms and caches agree about it."""

from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from poai.interchange.directory import read_directory
from poai.place import load_place
from poai.settings import Settings
from tests.web.conftest import Visit
from tests.web.visiting import HOME, Seen

PAGES = (
    "/",
    "/find",
    "/find?q=lunch&where=CR0+6RB&day=TU",
    "/find?q=zzxxqv",
    "/guided",
    "/guided?statement=healthy-active&answered=where",
    "/listings/central-library",
    "/organisations/croydon-libraries",
    "/areas",
    "/areas/purley",
    "/needs",
    "/needs/food",
    "/a-to-z",
    "/ask",
    "/urgent",
    "/list",
    "/list?show=central-library",
    "/privacy",
)
# Not pages: the same for everyone.
SHARED = ("/static/", "/opensearch.xml", "/sitemap.xml")
CALENDAR = "/calendar.ics"  # dates, places and names, which nobody translates
WORDS = ("/privacy", "/areas")  # what editors write stays in its language, and says so
SWITCH = ("English", "Pseudo", "Mirrored")


def strays(seen: Seen, prefix: str) -> list[str]:
    """Addresses on a page that would leave its language."""
    links = [url for words, url in seen.links if words not in SWITCH]
    paths = [
        urlsplit(url).path for url in (*links, *(form.action for form in seen.forms)) if url.startswith(HOME)
    ]
    pages = {path for path in paths if not path.startswith(SHARED) and not path.endswith(CALENDAR)}
    return sorted(path for path in pages if not path.startswith(f"{prefix}/") and path != prefix)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["/en-xa", "/ar-xb"])
def test_every_link_and_form_stays_in_the_language(visit: Visit, prefix: str, path: str) -> None:
    assert strays(visit(prefix + path), prefix) == []


@pytest.mark.parametrize("path", PAGES)
def test_the_switch_leads_to_the_same_page_and_question(visit: Visit, path: str) -> None:
    seen = visit(path)
    parts = urlsplit(seen.address)
    for name, prefix in (("Pseudo", "/en-xa"), ("Mirrored", "/ar-xb")):
        other = urlsplit(seen.link(name))
        assert (other.path, other.query) == (prefix + parts.path, parts.query)
    back = urlsplit(visit("/en-xa" + path).link("English"))
    assert (back.path, back.query) == (parts.path, parts.query)


def test_a_page_says_its_language_and_direction(browser: TestClient) -> None:
    assert '<html lang="en-GB" dir="ltr"' in browser.get("/").text
    assert '<html lang="en-XA" dir="ltr"' in browser.get("/en-xa/").text
    mirrored = browser.get("/ar-xb/").text
    assert '<html lang="ar-XB" dir="rtl"' in mirrored
    assert "/static/poai.rtl." in mirrored


def test_a_language_that_is_not_offered_is_a_missing_page(visit: Visit) -> None:
    for address in ("/cy/find", "/xx/find", "/en-xa/en-xa/find", "/EN-XA/find"):
        visit(address, status=404)


def test_errors_are_in_the_language_too(visit: Visit) -> None:
    seen = visit("/en-xa/no-such-page", status=404)
    assert seen.headings[0][1].startswith("[")
    assert strays(seen, "/en-xa") == []


@pytest.mark.parametrize("path", [path for path in PAGES if path not in WORDS])
def test_every_heading_button_and_link_is_translated(visit: Visit, shipped: Settings, path: str) -> None:
    """In the pseudo-language all that is ours stands in brackets; names of groups and areas are as they are."""
    seed, place = read_directory(shipped.directory), load_place(shipped.directory)
    names = {*SWITCH, f"Help near you {place.name}", *(area.name for area in place.localities.values())}
    names |= {listing.name for listing in seed.listings} | {group.name for group in seed.organisations}
    seen = visit("/en-xa" + path)
    inside = [words for words, url in seen.links if url.startswith(HOME)]
    said = [words for _, words in seen.headings] + inside
    dates = ("Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    plain = [
        words
        for words in said
        if words not in names and not words.startswith(("[", *dates)) and any(c.isalpha() for c in words)
    ]
    assert [words for words in plain if len(words) > 1] == []
