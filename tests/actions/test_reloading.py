"""A running site follows what is published and written, never half of it, and serves on when it cannot."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from poai.actions import reloading
from poai.actions.publish import import_directory, prepare, refresh_catalogue
from poai.actions.reloading import Snapshots
from poai.actions.snapshot import Snapshot
from poai.domain.listing import BOROUGH_WIDE
from poai.place import load_place
from poai.progress import progress
from poai.settings import Settings
from poai.store import Listings, open_store
from tests.actions.conftest import NOW
from tests.exampleton.files import edit

LIBRARY = "north-end/harbour-library.toml"
BOOKS = "Books, computers and somebody to ask."


class Clock:
    """Local time at the place, to be put forward."""

    def __init__(self) -> None:
        self.now: datetime | None = NOW

    def __call__(self) -> datetime:
        if self.now is None:
            raise RuntimeError("the clock stands still")
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def running(small: Settings, clock: Clock) -> Snapshots:
    """The snapshots of a running site that looks when it is told to."""
    prepare(small, progress)
    return Snapshots(load_place(small.directory), small.content, small.catalogue, clock)


def publish(small: Settings, old: str, new: str) -> None:
    edit(small.directory / LIBRARY, old, new)
    import_directory(small)


def write(running: Snapshots, small: Settings, file: str, old: str, new: str) -> None:
    """Changes a file of the words, and looks until they rest."""
    edit(small.content / file, old, new)
    running.look()
    running.look()


def library(snapshot: Snapshot) -> str:
    return snapshot.catalogue.listings["harbour-library"].description


def test_what_is_published_is_taken_up(running: Snapshots, small: Settings) -> None:
    before = running.current()
    publish(small, BOOKS, "Books and tea.")
    assert running.current() is before
    running.look()
    assert library(running.current()) == "Books and tea."
    assert running.current().fingerprint != before.fingerprint
    # Whoever is still answering from the old one has all of it.
    assert library(before) == BOOKS


def test_matching_and_filters_change_with_it(running: Snapshots, small: Settings) -> None:
    publish(small, 'joining = "drop-in"', 'joining = "book"')
    running.look()
    assert "drop-in" not in running.current().facets["harbour-library"]
    publish(small, '"getting-online"', '"food"')
    running.look()
    now = running.current()
    assert "harbour-library" in [listing.slug for listing in now.by_need["food"]]
    assert "harbour-library" in [match.id for match in now.matcher.rank(now.matcher.hear("hungry"))]


def test_nothing_is_loaded_while_nothing_changes(running: Snapshots) -> None:
    before = running.current()
    running.look()
    assert running.current() is before


def test_facts_are_judged_anew_on_another_day(running: Snapshots, clock: Clock) -> None:
    clock.now = NOW + timedelta(days=1)
    running.look()
    assert running.current().today == NOW.date() + timedelta(days=1)


@pytest.mark.parametrize(
    "spoil",
    [lambda path: path.unlink(), lambda path: path.write_bytes(b"half a file")],
    ids=["gone", "unreadable"],
)
def test_a_catalogue_that_cannot_be_read_leaves_the_old_one_serving(
    running: Snapshots,
    small: Settings,
    caplog: pytest.LogCaptureFixture,
    spoil: Callable[..., object],
) -> None:
    spoil(small.catalogue)
    for _ in range(3):
        running.look()
    now = running.current()
    assert library(now) == BOOKS
    assert now.doubts == ("the listings of before are shown: the catalogue cannot be read",)
    assert len(caplog.records) == 1
    prepare(small, progress)
    running.look()
    assert running.current().doubts == ()


def test_a_phrase_that_is_added_is_heard(running: Snapshots, small: Settings) -> None:
    assert not running.current().matcher.hear("peckish").needs
    write(running, small, "needs/food.toml", '"hungry"', '"hungry", "peckish"')
    assert [need.key for need in running.current().matcher.hear("peckish").needs] == ["food"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("site.toml", "Find help near you.", "Find it."),
        ("urgent/danger.toml", "phrases = [", 'phrases = ["quite new words", '),
        ("helplines.toml", 'number = "999"', 'number = "112"'),
        ("pages/privacy.md", "title: ", "title: New "),
        ("statements.toml", "statement = ", "statement = "),
    ],
)
def test_words_of_every_kind_are_followed(
    running: Snapshots, small: Settings, file: str, old: str, new: str
) -> None:
    text = (small.content / file).read_text()
    assert old in text
    before = running.current()
    (small.content / file).write_text(text.replace(old, new, 1) + "\n")
    running.look()
    assert running.current() is before  # others may be saved with it
    running.look()
    assert running.current() is not before
    assert (running.current().fingerprint == before.fingerprint) == (old == new)


def test_a_file_that_comes_or_goes_is_noticed(running: Snapshots, small: Settings) -> None:
    (small.content / "pages/new.md").write_text("---\ntitle: New\ndescription: New.\n---\nWords.\n")
    running.look()
    running.look()
    assert "new" in running.current().content.pages
    (small.content / "pages/new.md").unlink()
    running.look()
    running.look()
    assert "new" not in running.current().content.pages


def test_a_broken_file_leaves_the_words_as_they_are_is_said_once_and_can_be_mended(
    running: Snapshots, small: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    heard = running.current().matcher.hear("hungry")
    write(running, small, "needs/food.toml", '"hungry"', '"hungry", 080012345')
    for _ in range(3):
        running.look()
    now = running.current()
    assert now.matcher.hear("hungry") == heard
    (doubt,) = now.doubts
    assert doubt.startswith("the words of before are shown: content/needs/food.toml, line ")
    assert "080012345" not in doubt
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    write(running, small, "needs/food.toml", '"hungry", 080012345', '"hungry", "peckish"')
    assert running.current().doubts == ()
    assert running.current().matcher.hear("peckish").needs


def test_what_is_published_is_shown_while_words_are_broken(running: Snapshots, small: Settings) -> None:
    store, where, content = open_store(small.store), load_place(small.directory), running.current().content
    write(running, small, "pages/privacy.md", "title: ", "titel: ")
    with store.work() as connection:
        listing = replace(running.current().catalogue.listings["harbour-library"], description="Tea.")
        Listings(connection).publish(listing, made_by="editor", why="it changed", now=NOW)
    refresh_catalogue(small, store, where, content)
    running.look()
    assert library(running.current()) == "Tea."
    assert running.current().doubts == ("the words of before are shown: content/pages/privacy.md, line 2",)


def test_a_folder_that_is_half_copied_takes_no_urgent_help_away(running: Snapshots, small: Settings) -> None:
    """Without any urgent rule there is no mistake in any file, and the worst that can happen."""
    (small.content / "urgent").rename(small.content / "elsewhere")
    running.look()
    running.look()
    assert running.current().content.urgent
    assert running.current().doubts == ("the words of before are shown: content/urgent",)


def test_a_fault_of_ours_is_reported_and_the_site_goes_on_looking(
    running: Snapshots, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(reloading, "LOOK_AGAIN", 0.01)
    monkeypatch.setattr(reloading, "TRY_AGAIN", 0.01)
    with running.watched():
        clock.now = None
        until(lambda: bool(running.current().doubts))
        clock.now = NOW
        until(lambda: not running.current().doubts)
    assert "the clock stands still" in caplog.text


def test_it_is_taken_up_by_itself_while_requests_are_answered(
    running: Snapshots, small: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reloading, "LOOK_AGAIN", 0.02)
    seen = [running.current()]

    def told() -> bool:
        seen.append(running.current())
        return library(seen[-1]) == "Books and tea."

    with running.watched():
        publish(small, BOOKS, "Books and tea.")
        until(told)
    assert all(set(found.facets) == set(found.catalogue.listings) == set(found.searchables) for found in seen)


def test_nobody_looks_once_the_site_has_stopped(running: Snapshots) -> None:
    with running.watched():
        (looking,) = [thread for thread in threading.enumerate() if thread.name == "poai.reloading"]
    looking.join(30)
    assert not looking.is_alive()


def until(so: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 60
    while not so():
        assert time.monotonic() < give_up
        time.sleep(0.01)


def test_areas_hold_their_own_listings_and_not_those_of_everywhere(running: Snapshots) -> None:
    now = running.current()
    assert {item.slug for item in now.in_area("north-end")} == {"harbour-library", "hillside-visitors"}
    assert [item.slug for item in now.in_area(BOROUGH_WIDE)] == ["advice-line"]
