"""What a listing's page promises: where the facts are from, how old they are, and no time that nobody gave."""

import json
import sqlite3
import tomllib
from contextlib import closing
from datetime import date, timedelta

import pytest

from poai.domain.listing import Listing
from poai.interchange.directory import read_directory
from poai.settings import Settings
from tests.web.conftest import NOW, Crawl, Visit
from tests.web.visiting import HOME

ONE_WEEK = "dementia-action-week"  # a page of sessions in one week of May 2025
CONFIDENTIAL = "family-justice-centre"


@pytest.fixture(scope="module")
def listings(shipped: Settings) -> dict[str, Listing]:
    return {listing.slug: listing for listing in read_directory(shipped.directory).listings}


def test_every_page_says_where_the_facts_are_from_and_when_we_looked(
    crawl: Crawl, listings: dict[str, Listing]
) -> None:
    for slug, listing in listings.items():
        seen = crawl.pages[f"{HOME}/listings/{slug}"]
        assert (listing.source.name, listing.source.url) in [(w, u) for w, u in seen.links], slug
        assert "We last looked on" in seen.text, slug
        kinds = ("Checked by", "has not confirmed it yet", "so it may have changed", "may close or change")
        assert any(words in seen.text for words in kinds), slug
        if listing.source.date:
            assert listing.source.date[:4] in seen.text, slug


def test_every_card_says_how_fresh_it_is(crawl: Crawl) -> None:
    cards = sum(seen.html.count('class="app-card"') for seen in crawl.pages.values())
    fresh = sum(seen.html.count('class="app-fresh"') for seen in crawl.pages.values())
    assert cards == fresh > 500


def test_groups_at_risk_are_marked_wherever_they_are(crawl: Crawl, listings: dict[str, Listing]) -> None:
    risky = [slug for slug, listing in listings.items() if listing.source.standing == "at-risk"]
    assert risky
    for slug in risky:
        seen = crawl.pages[f"{HOME}/listings/{slug}"]
        assert "may close or change" in seen.text, slug
        assert "app-notice--caution" in seen.html, slug


def test_a_time_that_was_given_for_one_week_is_never_dated(
    crawl: Crawl, listings: dict[str, Listing]
) -> None:
    once = [
        slug
        for slug, listing in listings.items()
        if ONE_WEEK in listing.source.url and listing.organization == "age-uk-croydon"
    ]
    assert len(once) == 7
    for slug in once:
        assert not any(schedule.freq for schedule in listings[slug].schedules), slug
        page = crawl.pages[f"{HOME}/listings/{slug}"]
        assert "Next:" not in page.text, slug
        assert "2025" in page.text, slug
        area = crawl.pages[f"{HOME}/areas/{listings[slug].locality}"].html
        week = area.partition('class="app-week"')[2].partition("</div>")[0]
        assert week
        assert f"/listings/{slug}" not in week, slug


def test_only_times_that_a_source_gives_as_regular_are_dated(
    crawl: Crawl, listings: dict[str, Listing]
) -> None:
    dated = 0
    for slug, listing in listings.items():
        if "Next:" in crawl.pages[f"{HOME}/listings/{slug}"].text:
            dated += 1
            assert any(schedule.freq for schedule in listing.schedules), slug
    assert dated > 20


def test_next_is_never_in_the_past_nor_today_after_it_ended(visit: Visit) -> None:
    """Half past nine on a Monday: the words for days are today, tomorrow, or a day of the next two months."""
    seen = visit("/find?day=MO")
    said = [part.partition(",")[0].strip() for part in seen.text.split("Next: ")[1:]]
    days = {(NOW.date() + timedelta(days=n)): n for n in range(63)}
    words = {"Today", "Tomorrow", *(f"{day:%A} {day.day} {day:%B}" for day in days)}
    assert said
    assert set(said) <= words


def test_a_confidential_service_has_no_venue_anywhere(
    crawl: Crawl, listings: dict[str, Listing], shipped: Settings
) -> None:
    listing = listings[CONFIDENTIAL]
    assert listing.locations == ()
    page = crawl.pages[f"{HOME}/listings/{CONFIDENTIAL}"]
    (data,) = page.data
    assert "location" not in json.loads(data)
    assert "address" not in data.lower()
    assert "By phone" in page.text
    with closing(sqlite3.connect(shipped.catalogue)) as database:
        database.row_factory = sqlite3.Row
        (row,) = database.execute("SELECT * FROM listing WHERE slug = ?", [CONFIDENTIAL]).fetchall()
    kept = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a row iterates over its values
    where = ("address", "postal", "postcode", "latitude", "longitude", "venue", "location_name")
    assert [name for name, value in kept.items() if value and any(part in name for part in where)] == []
    assert not json.loads(kept["document"]).get("locations")


def test_what_editors_note_for_themselves_is_in_no_page_and_not_in_the_catalogue(
    crawl: Crawl, listings: dict[str, Listing], shipped: Settings
) -> None:
    notes = [listing.source.notes for listing in listings.values() if listing.source.notes]
    assert notes
    catalogue = shipped.catalogue.read_bytes()
    assert [note for note in notes if note.encode() in catalogue] == []
    pages = "\n".join(seen.text for seen in crawl.pages.values())
    assert [note for note in notes if len(note) > 40 and note in pages] == []


def test_what_has_closed_is_named_on_no_page(crawl: Crawl, shipped: Settings) -> None:
    closed = tomllib.loads((shipped.directory / "do-not-list.toml").read_text())["closed"]
    names = {row["name"].casefold() for row in closed}
    assert len(names) > 5
    named = {
        (address, words)
        for address, seen in crawl.pages.items()
        for words in [words for _, words in seen.headings] + [words for words, _ in seen.links]
        if words.casefold() in names
    }
    assert named == set()


def test_the_week_of_an_area_is_the_next_seven_days(visit: Visit) -> None:
    seen = visit("/areas/purley")
    days = [words for tag, words in seen.headings if tag == "h3"][:7]
    later = [NOW.date() + timedelta(days=n) for n in range(2, 7)]
    assert days == ["Today", "Tomorrow", *(f"{day:%A} {day.day} {day:%B}" for day in later)]


def test_phone_numbers_can_be_rung(crawl: Crawl, listings: dict[str, Listing]) -> None:
    for slug, listing in listings.items():
        dialled = [url for _, url in crawl.pages[f"{HOME}/listings/{slug}"].links if url.startswith("tel:")]
        assert len(dialled) >= len(listing.phones), slug
        assert all(url[4:].lstrip("+").isdigit() for url in dialled), slug


def test_old_facts_say_so(crawl: Crawl, listings: dict[str, Listing]) -> None:
    old = [
        s
        for s, item in listings.items()
        if item.source.date and item.source.date < "2023" and not item.confirmed
    ]
    assert old
    assert date(2026, 11, 23) == NOW.date()
    for slug in old:
        text = crawl.pages[f"{HOME}/listings/{slug}"].text
        assert "so it may have changed" in text or "may close or change" in text, slug
