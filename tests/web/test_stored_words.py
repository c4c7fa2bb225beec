"""What groups and editors write about themselves never becomes mark-up, in any field of any page."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from poai import catalogue
from poai.actions.reloading import Snapshots
from poai.app import create_app
from poai.content import load_content
from poai.domain.listing import (
    Contact,
    CostOption,
    Listing,
    Location,
    Organisation,
    Phone,
    Schedule,
    ServiceArea,
    Source,
)
from poai.place import load_place
from poai.settings import Settings
from poai.web.render import Renderer
from tests.web.conftest import NOW, client
from tests.web.test_hostile_words import MARKUP
from tests.web.visiting import HTML, Seen, application_in, shape

PAGES = (
    "/listings/it",
    "/organisations/them",
    "/find?q=lunch",
    "/areas/north-end",
    "/list?show=it",
    "/a-to-z",
    "/needs/food",
)


def stored(words: str) -> tuple[Organisation, Listing]:
    """A group and its listing with `words` in every field that takes words."""
    group = Organisation(
        id="00000000-0000-4000-8000-00000000000a",
        slug="them",
        name=words,
        description=words,
        email=words,
        phones=(Phone(number=words, description=words),),
    )
    listing = Listing(
        id="00000000-0000-4000-8000-00000000000b",
        slug="it",
        locality="north-end",
        name=f"Lunch {words}",
        organization="them",
        description=words,
        alert=words,
        email=words,
        application_process=words,
        eligibility_description=words,
        fees_description=words,
        joining="contact",
        needs=("food",),
        tags=(words,),
        languages=("bn", words),
        attending=("venue",),
        cost_options=(CostOption(option=words, amount=2, amount_description=words + "."),),
        schedules=(Schedule(description=words), Schedule(freq="WEEKLY", byday="MO", description=words)),
        locations=(
            Location(name=words, address_1=words + ".", city=words, postal_code=words, accessibility=words),
        ),
        phones=(Phone(number=words, description=words),),
        contacts=(Contact(title=words, email=words, phone=words),),
        service_areas=(ServiceArea(name=words),),
        source=Source(
            name=words, url="https://example.org/x", seen=date(2026, 11, 1), date_note=words, notes=words
        ),
    )
    return group, listing


@pytest.fixture(scope="module")
def shelf(small: Settings, tmp_path_factory: pytest.TempPathFactory) -> "Shelf":
    return Shelf(small, tmp_path_factory.mktemp("stored"))


class Shelf:
    """A site of one listing, which each example writes anew."""

    def __init__(self, site: Settings, data: Path) -> None:
        self._site = replace(site, data=data)
        self._place = load_place(site.directory)
        self._content = load_content(site.content)
        self._app = create_app(site, now=lambda: NOW)  # over the small place, until an example is shown

    def browser(self, words: str) -> TestClient:
        group, listing = stored(words)
        return self.showing(group, listing)

    def showing(self, group: Organisation, listing: Listing) -> TestClient:
        path = self._site.catalogue
        catalogue.build(path, [group], [listing], self._content.needs, self._place, datetime.now(UTC))
        # At once, without waiting for the next look at whether the file was replaced.
        snapshots = Snapshots(self._place, self._site.content, path, lambda: NOW)
        application_in(self._app).state.snapshots = snapshots
        return client(self._app)


@pytest.fixture(scope="module")
def plain(shelf: Shelf) -> dict[str, list[str]]:
    browser = shelf.browser("abc 1")
    return {path: shape(browser.get(path).text) for path in PAGES}


@pytest.mark.parametrize("words", MARKUP)
def test_s31_stored_mark_up_makes_no_element_and_is_read_as_it_was_written(
    shelf: Shelf, plain: dict[str, list[str]], words: str
) -> None:
    browser = shelf.browser(words)
    for path in PAGES:
        response = browser.get(path)
        assert response.status_code == 200
        assert shape(response.text) == plain[path], path
    tree = html5lib.parse(browser.get("/listings/it").text)
    (heading,) = tree.iter(f"{HTML}h1")
    assert "".join(heading.itertext()) == f"Lunch {words}"
    (data,) = [json.loads(text) for text in Seen("/", browser.get("/listings/it").text).data]
    assert (data["name"], data["provider"]["name"]) == (f"Lunch {words}", words)


@settings(max_examples=15)
@given(
    words=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Cs"]), min_size=1)
    .map(str.strip)
    .filter(bool)
)
def test_s31_any_stored_text_is_read_as_it_was_written(
    shelf: Shelf, plain: dict[str, list[str]], words: str
) -> None:
    response = shelf.browser(words).get("/listings/it")
    assert response.status_code == 200
    assert shape(response.text) == plain["/listings/it"]
    (heading,) = html5lib.parse(response.text).iter(f"{HTML}h1")
    assert "".join("".join(heading.itertext()).split()) == "".join(f"Lunch {words}".split())


def test_editors_notes_are_on_no_page(shelf: Shelf) -> None:
    group, listing = stored("abc 1")
    secret = replace(listing, source=replace(listing.source, notes="between ourselves"))
    browser = shelf.showing(group, secret)
    assert all("between ourselves" not in browser.get(path).text for path in PAGES)
    assert b"between ourselves" not in shelf._site.catalogue.read_bytes()


def test_templates_escape_by_default(small: Settings) -> None:
    from poai.web.i18n import load_languages

    renderer = Renderer(small, load_languages(small.content / "translations"), lambda name: name)
    (environment,) = renderer._environments.values()
    assert environment.from_string("{{ words }}").render(words="<b>") == "&lt;b&gt;"
