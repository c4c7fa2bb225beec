"""From the files that people edit to the catalogue: all of it or nothing, and only what has changed."""

import threading
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poai.actions.publish import (
    IMPORT,
    build_catalogue,
    export_directory,
    fingerprint,
    import_directory,
    prepare,
    refresh_catalogue,
)
from poai.catalogue import Catalogue, alone
from poai.content import Content, load_content
from poai.place import Place, load_place
from poai.reading.problem import BadFiles
from poai.settings import Settings
from poai.store import Listings, Store, open_store
from poai.store.listing_clock import ListingClock, Standing
from poai.store.prompts import Kind, Prompts
from tests.exampleton.files import edit

LIBRARY = "north-end/harbour-library.toml"
SHOWN = {"advice-line", "harbour-library", "hillside-visitors", "marsh-lunch-club", "marsh-repairs"}


class Said(list[str]):
    """Keeps what a start says that it does."""

    def __call__(self, what: str) -> AbstractContextManager[None]:
        self.append(what)
        return nullcontext()


def quiet(_: str) -> AbstractContextManager[None]:
    return nullcontext()


def shown(settings: Settings) -> set[str]:
    return set(Catalogue.open(settings.catalogue).listings)


def test_the_first_start_loads_and_builds_and_says_so(small: Settings) -> None:
    said = Said()
    ready = prepare(small, said)
    assert (ready.listings, ready.organisations, ready.built) == (5, 2, True)
    assert ready.imported is not None
    assert len(ready.imported.added) == 6
    assert said == ["Loading the directory", "Building the catalogue"]
    assert shown(small) == SHOWN


def test_the_second_start_does_nothing(small: Settings) -> None:
    prepare(small, quiet)
    before = small.catalogue.stat()
    said = Said()
    ready = prepare(small, said)
    assert (ready.listings, ready.imported, ready.built, said) == (5, None, False, [])
    after = small.catalogue.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_changed_file_is_taken_in_at_the_next_start(small: Settings) -> None:
    prepare(small, quiet)
    edit(small.directory / LIBRARY, "Books, computers and somebody to ask.", "Books and tea.")
    ready = prepare(small, quiet)
    assert ready.imported is not None
    assert ready.imported.changed == ("harbour-library",)
    assert Catalogue.open(small.catalogue).listings["harbour-library"].description == "Books and tea."


def test_a_new_file_is_taken_in_at_the_next_start(small: Settings) -> None:
    prepare(small, quiet)
    text = (small.directory / LIBRARY).read_text().replace("000000000011", "000000000099")
    (small.directory / "north-end/second-library.toml").write_text(text)
    assert prepare(small, quiet).listings == 6


def test_a_mistake_in_one_file_changes_nothing_and_names_it(small: Settings) -> None:
    prepare(small, quiet)
    before = small.catalogue.read_bytes()
    edit(small.directory / LIBRARY, "Books, computers and somebody to ask.", "Books and tea.")
    edit(small.directory / "south-end/marsh-repairs.toml", 'status = "temporarily closed"', 'status = "shut"')
    with pytest.raises(BadFiles, match=r"directory/south-end/marsh-repairs\.toml: status"):
        prepare(small, quiet)
    with pytest.raises(BadFiles):
        import_directory(small)
    assert small.catalogue.read_bytes() == before
    edit(small.directory / "south-end/marsh-repairs.toml", 'status = "shut"', 'status = "temporarily closed"')
    ready = prepare(small, quiet)
    assert ready.imported is not None
    assert ready.imported.changed == ("harbour-library",)


def test_every_mistake_is_named_at_once(small: Settings) -> None:
    edit(small.directory / LIBRARY, "latitude = 55.15", "latitude = 5.15")
    edit(small.directory / "south-end/marsh-repairs.toml", 'status = "temporarily closed"', 'status = "shut"')
    with pytest.raises(BadFiles) as caught:
        prepare(small, quiet)
    assert {problem.file for problem in caught.value.problems} == {
        f"directory/{LIBRARY}",
        "directory/south-end/marsh-repairs.toml",
    }
    assert not small.catalogue.exists()


def test_what_has_ended_leaves_the_catalogue(small: Settings) -> None:
    prepare(small, quiet)
    edit(small.directory / LIBRARY, 'status = "active"', 'status = "defunct"')
    edit(small.directory / "points-of-access.toml", "harbour-library", "advice-line")
    prepare(small, quiet)
    assert shown(small) == SHOWN - {"harbour-library"}


def test_a_dry_run_says_what_would_change_and_changes_nothing(small: Settings) -> None:
    prepare(small, quiet)
    edit(small.directory / LIBRARY, "Books, computers and somebody to ask.", "Books and tea.")
    assert import_directory(small, dry_run=True).changed == ("harbour-library",)
    assert build_catalogue(small).listings["harbour-library"].description.startswith("Books, computers")
    assert import_directory(small, dry_run=True).changed == ("harbour-library",)
    assert prepare(small, quiet).imported is not None


def test_a_catalogue_that_went_missing_is_built_again(small: Settings) -> None:
    prepare(small, quiet)
    small.catalogue.unlink()
    ready = prepare(small, quiet)
    assert (ready.listings, ready.imported, ready.built) == (5, None, True)


@pytest.mark.parametrize("spoilt", [b"", b"this is no catalogue", b"SQLite format 3\x00" + b"\x00" * 100])
def test_a_catalogue_that_cannot_be_read_is_built_again(small: Settings, spoilt: bytes) -> None:
    """After an upgrade, too: a catalogue of another version is ours to make again."""
    prepare(small, quiet)
    small.catalogue.write_bytes(spoilt)
    ready = prepare(small, quiet)
    assert (ready.listings, ready.built) == (5, True)


def test_exported_files_are_the_same_bytes(small: Settings, tmp_path: Path) -> None:
    prepare(small, quiet)
    written = export_directory(small, tmp_path / "out", remove_others=False)
    files = {path.relative_to(small.directory) for path in small.directory.glob("*/*.toml")}
    assert set(written.changed) == files
    for file in files:
        assert (tmp_path / "out" / file).read_bytes() == (small.directory / file).read_bytes(), file


def test_the_fingerprint_changes_with_what_is_served_and_not_with_the_rest(small: Settings) -> None:
    before = fingerprint(small)
    (small.directory / "README.md").write_text("Something else.")
    assert fingerprint(small) == before
    edit(small.content / "needs/food.toml", "hungry", "peckish")
    changed = fingerprint(small)
    assert changed != before
    (small.directory / LIBRARY).rename(small.directory / "south-end/harbour-library.toml")
    assert fingerprint(small) != changed


def test_an_import_on_its_own_is_in_the_catalogue(small: Settings) -> None:
    prepare(small, quiet)
    edit(small.directory / LIBRARY, "Books, computers and somebody to ask.", "Books and tea.")
    import_directory(small)
    assert Catalogue.open(small.catalogue).listings["harbour-library"].description == "Books and tea."
    assert not prepare(small, quiet).built


def test_a_store_that_cannot_be_opened_leaves_the_catalogue_of_before(small: Settings) -> None:
    prepare(small, quiet)
    for file in Path(small.store).parent.glob("store.db*"):
        file.unlink()
    Path(small.store).mkdir()
    ready = prepare(small, quiet)
    assert ready.doubt
    assert ready.listings == 5


def test_a_file_that_moves_to_another_area_is_taken_in(small: Settings) -> None:
    prepare(small, quiet)
    before = fingerprint(small)
    (small.directory / LIBRARY).rename(small.directory / "south-end" / "harbour-library.toml")
    assert fingerprint(small) != before


def work_of(settings: Settings) -> tuple[Store, Place, Content]:
    return open_store(settings.store), load_place(settings.directory), load_content(settings.content)


def published(store: Store, words: str, slug: str = "harbour-library") -> None:
    """What an editor does."""
    with store.work() as connection:
        listings = Listings(connection)
        before = listings.get(slug)
        assert before
        changed = replace(before, description=words)
        assert listings.publish(changed, made_by="editor", why="it changed", now=datetime.now(UTC))


def test_what_an_editor_published_is_shown_even_while_a_file_is_half_written(small: Settings) -> None:
    prepare(small, quiet)
    store, where, content = work_of(small)
    (small.directory / LIBRARY).write_text("name = ")
    published(store, "Books and tea.")
    refresh_catalogue(small, store, where, content)
    assert Catalogue.open(small.catalogue).listings["harbour-library"].description == "Books and tea."


def test_what_was_withdrawn_is_no_longer_shown(small: Settings) -> None:
    prepare(small, quiet)
    store, where, content = work_of(small)
    with store.work() as connection:
        others = SHOWN - {"harbour-library"}
        Listings(connection).withdraw_others(others, made_by=IMPORT, why="shut", now=datetime.now(UTC))
    assert set(refresh_catalogue(small, store, where, content).listings) == others


def test_nothing_is_built_where_nothing_was_published(small: Settings) -> None:
    prepare(small, quiet)
    before = small.catalogue.stat()
    refresh_catalogue(small, *work_of(small))
    after = small.catalogue.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_store_begun_anew_is_not_taken_for_the_one_before(small: Settings) -> None:
    """Its changes are counted from one again, and here come to the same number."""
    prepare(small, quiet)
    for file in Path(small.store).parent.glob("store.db*"):
        file.unlink()
    edit(small.directory / LIBRARY, "Books, computers and somebody to ask.", "Books and tea.")
    assert prepare(small, quiet).built
    assert Catalogue.open(small.catalogue).listings["harbour-library"].description == "Books and tea."


def test_whoever_waits_for_another_builds_from_what_the_store_holds_then(small: Settings) -> None:
    prepare(small, quiet)
    store, where, content = work_of(small)
    published(store, "First words.")
    with alone(small.catalogue):
        waiting = threading.Thread(target=refresh_catalogue, args=(small, store, where, content))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
        published(store, "Last words.")
    waiting.join(60)
    assert Catalogue.open(small.catalogue).listings["harbour-library"].description == "Last words."


def test_of_many_who_publish_at_once_nobodys_change_is_lost(small: Settings) -> None:
    prepare(small, quiet)
    store, where, content = work_of(small)
    told = {slug: f"New words for {slug}." for slug in SHOWN}

    def publish(slug: str) -> None:
        published(store, told[slug], slug)
        refresh_catalogue(small, store, where, content)

    threads = [threading.Thread(target=publish, args=(slug,)) for slug in SHOWN]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    shown_now = Catalogue.open(small.catalogue).listings
    assert {slug: listing.description for slug, listing in shown_now.items()} == told


def test_a_listing_is_as_new_as_its_last_change_and_not_as_its_last_import(small: Settings) -> None:
    prepare(small, quiet)
    before = dict(Catalogue.open(small.catalogue).changed)
    edit(small.directory / LIBRARY, "Books, computers", "Books, maps, computers")
    prepare(small, quiet)
    after = Catalogue.open(small.catalogue).changed
    assert {slug for slug in SHOWN if after[slug] != before[slug]} == {"harbour-library"}
    assert after["harbour-library"] > before["harbour-library"]


def test_a_listing_is_as_new_as_the_group_that_runs_it(small: Settings) -> None:
    prepare(small, quiet)
    before = dict(Catalogue.open(small.catalogue).changed)
    edit(
        small.directory / "organisations" / "exampleton-council.toml",
        "name = ",
        'description = "All of it."\nname = ',
    )
    prepare(small, quiet)
    after = Catalogue.open(small.catalogue)
    run = {item.slug for item in after.listings.values() if item.organization == "exampleton-council"}
    assert {slug for slug in SHOWN if after.changed[slug] > before[slug]} == run != set()


def test_what_nobody_answers_for_is_marked_and_what_is_hidden_comes_back_with_its_next_change(
    small: Settings,
) -> None:
    prepare(small, quiet)
    store, where, content = work_of(small)
    asked = datetime.now(UTC)
    marked, gone = "harbour-library", "marsh-repairs"
    with store.work() as connection:
        clock, day = ListingClock(connection), asked.date()
        for slug, hidden_on in ((marked, None), (gone, day)):
            head = Listings(connection).head(slug)
            assert head
            Prompts(connection).issue(
                f"{slug}@example.org", {head.id: (Kind.CHECK, 1)}, until=asked, now=asked
            )
            clock.set(head.id, None, Standing(asked_on=day, unanswered=day, hidden_on=hidden_on))
    built = refresh_catalogue(small, store, where, content)
    assert built.listings[marked].unanswered == day
    assert gone not in built.listings
    assert set(built.hidden) == {gone}
    with store.work() as connection:
        again = Listings(connection).get(gone)
        assert again
        changed = replace(again, description="Repairs, and tea.")
        Listings(connection).publish(changed, made_by="olga", why="a test", now=datetime.now(UTC))
    built = refresh_catalogue(small, store, where, content)
    assert built.listings[gone].description == "Repairs, and tea."
    assert built.hidden == {}
