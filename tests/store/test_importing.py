from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from poai.domain.seed import Seed
from poai.interchange.directory import read_directory
from poai.store import (
    Accounts,
    Listings,
    Organisations,
    Redirects,
    SlugTakenError,
    Store,
    export,
    import_seed,
    last_import,
)
from poai.store.do_not_list import DoNotList
from poai.store.tables import import_run
from tests.exampleton.files import DIRECTORY

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SEED = read_directory(DIRECTORY)


def changed(slug: str, *, description: str) -> Seed:
    """The seed with another description in one listing."""
    return Seed(
        SEED.organisations,
        tuple(
            replace(item, description=description) if item.slug == slug else item for item in SEED.listings
        ),
    )


@pytest.fixture
def loaded(store: Store) -> Store:
    """A store with Exampleton in it."""
    with store.work() as connection:
        import_seed(connection, SEED, now=NOW, source="first")
    return store


def test_what_was_imported_is_exported(loaded: Store) -> None:
    with loaded.read() as connection:
        assert export(connection) == SEED


def test_an_import_says_what_it_added_and_the_next_that_nothing_changed(store: Store) -> None:
    with store.work() as connection:
        first = import_seed(connection, SEED, now=NOW)
        again = import_seed(connection, SEED, now=NOW)
    assert len(first.added) == 6
    assert len(first.organisations.added) == 3
    assert (again.added, again.changed, again.kept, again.absent) == ((), (), (), ())
    assert len(again.unchanged) == 6
    with store.read() as connection:
        assert len(Listings(connection).revisions("advice-line")) == 1


def test_a_changed_file_is_a_further_revision_of_that_listing_only(loaded: Store) -> None:
    with loaded.work() as connection:
        report = import_seed(connection, changed("advice-line", description="Otherwise."), now=NOW)
        assert report.changed == ("advice-line",)
        assert len(report.unchanged) == 5
        assert [r.number for r in Listings(connection).revisions("advice-line")] == [1, 2]
        assert [r.number for r in Listings(connection).revisions("harbour-library")] == [1]


def test_an_import_keeps_what_a_person_has_changed_and_says_so(loaded: Store) -> None:
    by_hand = next(
        item for item in changed("advice-line", description="By hand.").listings if item.slug == "advice-line"
    )
    with loaded.work() as connection:
        Listings(connection).publish(by_hand, made_by="ann", why="rang them", now=NOW)
    with loaded.work() as connection:
        report = import_seed(connection, changed("advice-line", description="From a file."), now=NOW)
        assert report.kept == ("advice-line",)
        assert report.changed == ()
        assert Listings(connection).get("advice-line") == by_hand


def test_an_import_keeps_an_organisation_that_a_person_has_changed(loaded: Store) -> None:
    by_hand = replace(SEED.organisations[0], name="By hand")
    with loaded.work() as connection:
        Organisations(connection).publish(by_hand, made_by="ann", why="rang them", now=NOW)
        report = import_seed(connection, SEED, now=NOW)
        assert report.organisations.kept == (by_hand.slug,)
        assert Organisations(connection).get(by_hand.slug) == by_hand


def test_a_listing_that_is_no_longer_in_the_files_is_taken_down_and_keeps_its_history(loaded: Store) -> None:
    gone = SEED.listings[0]
    with loaded.work() as connection:
        report = import_seed(connection, Seed(SEED.organisations, SEED.listings[1:]), now=NOW)
        assert report.withdrawn == (gone.slug,)
        assert export(connection).listings == SEED.listings[1:]
        assert [r.state for r in Listings(connection).revisions(gone.slug)] == ["published", "withdrawn"]


def test_a_listing_whose_file_comes_back_is_up_again(loaded: Store) -> None:
    with loaded.work() as connection:
        import_seed(connection, Seed(SEED.organisations, SEED.listings[1:]), now=NOW)
        import_seed(connection, SEED, now=NOW)
        assert export(connection) == SEED


def test_what_a_person_published_stays_up_without_a_file(loaded: Store) -> None:
    by_hand = replace(SEED.listings[0], description="By hand.")
    with loaded.work() as connection:
        Listings(connection).publish(by_hand, made_by="ann", why="rang them", now=NOW)
        report = import_seed(connection, Seed(SEED.organisations, SEED.listings[1:]), now=NOW)
        assert (report.withdrawn, report.absent) == ((), (by_hand.slug,))
        assert Listings(connection).get(by_hand.slug) == by_hand


def test_an_organisation_without_a_file_goes_when_nothing_of_it_is_left(loaded: Store) -> None:
    first = SEED.organisations[0]
    rest = tuple(item for item in SEED.listings if item.organization != first.slug)
    with loaded.work() as connection:
        import_seed(connection, Seed(SEED.organisations[1:], rest), now=NOW)
        assert export(connection) == Seed(SEED.organisations[1:], rest)


def test_a_report_counts_and_names_only_what_needs_a_look(loaded: Store) -> None:
    with loaded.work(dry_run=True) as connection:
        same = import_seed(connection, SEED, now=NOW)
        fewer = import_seed(connection, Seed(SEED.organisations, SEED.listings[1:]), now=NOW)
    assert str(same) == (
        "listings: 0 added, 0 changed, 6 unchanged; organisations: 0 added, 0 changed, 3 unchanged"
    )
    assert str(fewer).splitlines()[1:] == ["taken down as their files are gone: advice-line"]


def test_an_import_that_fails_leaves_nothing_of_itself(loaded: Store) -> None:
    thief = replace(SEED.listings[-1], id="00000000-0000-4000-8000-00000000ffff")
    seed = Seed(SEED.organisations, (*changed("advice-line", description="New.").listings[:-1], thief))
    with pytest.raises(SlugTakenError), loaded.work() as connection:
        import_seed(connection, seed, now=NOW, source="second")
    with loaded.read() as connection:
        assert export(connection) == SEED
        assert last_import(connection) == "first"


def test_a_dry_run_reports_and_changes_nothing(loaded: Store) -> None:
    with loaded.work(dry_run=True) as connection:
        report = import_seed(connection, changed("advice-line", description="New."), now=NOW)
    assert report.changed == ("advice-line",)
    with loaded.read() as connection:
        assert export(connection) == SEED


def test_each_import_is_on_record(loaded: Store) -> None:
    with loaded.work() as connection:
        assert last_import(connection) == "first"
        import_seed(connection, changed("advice-line", description="New."), now=NOW, source="second")
        assert last_import(connection) == "second"
        rows = connection.execute(select(import_run).order_by(import_run.c.id)).all()
    assert [(row.made_at, row.made_by, row.added, row.changed, row.unchanged) for row in rows] == [
        (NOW, "import", 6, 0, 0),
        (NOW, "import", 0, 1, 5),
    ]


def test_there_is_no_last_import_before_the_first(store: Store) -> None:
    with store.read() as connection:
        assert last_import(connection) is None


def test_what_somebody_took_down_is_not_brought_back(loaded: Store) -> None:
    gone = SEED.listings[0]
    with loaded.work() as connection:
        Listings(connection).withdraw(gone.slug, made_by="ann", why="it ended", now=NOW)
        report = import_seed(connection, SEED, now=NOW)
        assert report.left_out == ((gone.slug, "somebody took it down"),)
        assert Listings(connection).get(gone.slug) is None
    assert "somebody took it down" in str(report)


def test_what_became_part_of_another_is_not_brought_back(loaded: Store) -> None:
    gone, kept = SEED.listings[:2]
    ids = {"old_id": gone.id, "new_id": kept.id}
    with loaded.work() as connection:
        Listings(connection).withdraw(gone.slug, made_by="ann", why="the same", now=NOW)
        Redirects(connection).lead(gone.slug, kept.slug, **ids, made_by="ann", why="the same", now=NOW)
        report = import_seed(connection, SEED, now=NOW)
        assert report.left_out == ((gone.slug, f"it became part of {kept.slug}"),)
        assert Listings(connection).get(gone.slug) is None


def test_what_is_not_to_be_listed_is_left_out_with_the_reason(store: Store) -> None:
    barred = SEED.listings[0]
    with store.work() as connection:
        ann = Accounts(connection).add(email="ann@example.org", name="Ann", grants=(), now=NOW).id
        why = "they asked us not to"
        DoNotList(connection).add(name=barred.name.upper(), postcode=None, reason=why, made_by=ann, now=NOW)
        report = import_seed(connection, SEED, now=NOW)
        assert report.left_out == ((barred.slug, "not to be listed: they asked us not to"),)
        assert len(report.added) == len(SEED.listings) - 1
