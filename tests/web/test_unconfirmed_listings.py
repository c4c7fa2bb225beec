"""Residents are told that nobody confirms a listing, and its address says why it is no longer shown."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from poai.actions.publish import refresh_catalogue
from poai.app import create_app
from poai.content import load_content
from poai.place import load_place
from poai.store import Listings, open_store
from poai.store.listing_clock import ListingClock, Standing
from poai.store.prompts import Kind, Prompts
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.web.conftest import NOW, client, prepared


def test_who_does_not_answer_is_marked_and_then_not_shown_even_without_the_staff_pages(
    tmp_path: Path,
) -> None:
    settings = prepared(tmp_path, POAI_DIRECTORY=str(DIRECTORY), POAI_CONTENT=str(CONTENT))
    store = open_store(settings.store)
    with store.work() as connection:
        asked = datetime.now(UTC)
        since = NOW.date() - timedelta(days=50)
        for slug, hidden_on in (("harbour-library", None), ("marsh-lunch-club", NOW.date())):
            head = Listings(connection).head(slug)
            assert head
            Prompts(connection).issue(
                f"{slug}@example.org", {head.id: (Kind.CHECK, 1)}, until=asked, now=asked
            )
            clock = Standing(asked_on=since, unanswered=since, hidden_on=hidden_on)
            ListingClock(connection).set(head.id, None, clock)
    refresh_catalogue(settings, store, load_place(settings.directory), load_content(settings.content))
    store.close()
    browser = client(create_app(settings, lambda: NOW, public=True))
    marked = browser.get("/listings/harbour-library")
    assert marked.status_code == 200
    assert "We asked the group on 4 October 2026 if this is still right." in marked.text
    gone = browser.get("/listings/marsh-lunch-club")
    assert gone.status_code == 410
    assert "We asked the group if it is still right, and nobody has answered." in gone.text
    assert "marsh-lunch-club" not in browser.get("/a-to-z").text
    assert "marsh-lunch-club" not in browser.get("/sitemap.xml").text
