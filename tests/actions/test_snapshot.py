"""A running site picks up a catalogue that was built again, and never half of one."""

import threading
import time
from datetime import timedelta

import pytest

from poai.actions import snapshot
from poai.actions.publish import build_catalogue, import_directory, prepare
from poai.actions.snapshot import Snapshot, Snapshots
from poai.content import load_content
from poai.domain.listing import BOROUGH_WIDE
from poai.place import load_place
from poai.progress import progress
from poai.settings import Settings
from tests.actions.conftest import NOW
from tests.exampleton.files import edit

LIBRARY = "north-end/harbour-library.toml"


@pytest.fixture
def running(small: Settings, monkeypatch: pytest.MonkeyPatch) -> Snapshots:
    """The snapshots of a running site that looks for another catalogue at every request."""
    monkeypatch.setattr(snapshot, "LOOK_AGAIN", -1.0)
    prepare(small, progress)
    place, content = load_place(small.directory), load_content(small.content)
    return Snapshots(place, content, small.catalogue, lambda: NOW)


def rebuild(small: Settings, old: str, new: str) -> None:
    edit(small.directory / LIBRARY, old, new)
    import_directory(small)
    build_catalogue(small)


def newest(running: Snapshots) -> Snapshot:
    """The snapshot once the one that is being loaded beside it is there."""
    give_up = time.monotonic() + 20
    while running.current().catalogue.stale() and time.monotonic() < give_up:
        time.sleep(0.01)
    return running.current()


def test_a_catalogue_that_was_built_again_is_picked_up(running: Snapshots, small: Settings) -> None:
    before = running.current()
    rebuild(small, "Books, computers and somebody to ask.", "Books and tea.")
    after = newest(running)
    assert after.catalogue.listings["harbour-library"].description == "Books and tea."
    assert after.catalogue.version != before.catalogue.version
    # Whoever is still answering from the old one has all of it.
    assert before.catalogue.listings["harbour-library"].description.startswith("Books, computers")


def test_matching_and_filters_change_with_it(running: Snapshots, small: Settings) -> None:
    rebuild(small, 'joining = "drop-in"', 'joining = "book"')
    assert "drop-in" not in newest(running).facets["harbour-library"]
    rebuild(small, '"getting-online"', '"food"')
    now = newest(running)
    assert "harbour-library" in [listing.slug for listing in now.by_need["food"]]
    assert "harbour-library" in [match.id for match in now.matcher.rank(now.matcher.hear("hungry"))]


def test_nothing_changes_while_the_file_is_the_same(running: Snapshots) -> None:
    assert running.current() is running.current()


def test_a_catalogue_that_is_gone_leaves_the_old_one_serving(running: Snapshots, small: Settings) -> None:
    before = running.current()
    small.catalogue.unlink()
    assert running.current() is before


def test_a_catalogue_that_cannot_be_read_leaves_the_old_one_serving(
    running: Snapshots, small: Settings
) -> None:
    before = running.current()
    small.catalogue.write_bytes(b"half a file")
    assert running.current() is before


def test_requests_at_the_same_time_each_get_a_whole_one(running: Snapshots, small: Settings) -> None:
    rebuild(small, "Books, computers and somebody to ask.", "Books and tea.")
    got = []
    threads = [threading.Thread(target=lambda: got.append(running.current())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert all(set(found.facets) == set(found.catalogue.listings) for found in got)
    assert newest(running).catalogue.listings["harbour-library"].description == "Books and tea."


def test_it_looks_only_now_and_then(small: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "LOOK_AGAIN", timedelta(days=1).total_seconds())
    prepare(small, progress)
    place, content = load_place(small.directory), load_content(small.content)
    running = Snapshots(place, content, small.catalogue, lambda: NOW)
    before = running.current()
    rebuild(small, "Books, computers and somebody to ask.", "Books and tea.")
    assert running.current() is before


def test_areas_hold_their_own_listings_and_not_those_of_everywhere(running: Snapshots) -> None:
    now = running.current()
    assert {item.slug for item in now.in_area("north-end")} == {"harbour-library", "hillside-visitors"}
    assert [item.slug for item in now.in_area(BOROUGH_WIDE)] == ["advice-line"]
