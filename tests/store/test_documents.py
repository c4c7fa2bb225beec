from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError, StatementError

from poai.domain.seed import Seed
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations, SlugTakenError, Store
from poai.store.tables import listing_revision, organisation_revision
from tests.exampleton.files import DIRECTORY

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SEED = read_directory(DIRECTORY)
LUNCH = next(listing for listing in SEED.listings if listing.slug == "marsh-lunch-club")
FRIENDS = next(o for o in SEED.organisations if o.slug == "friends-of-exampleton")


@pytest.fixture
def friends(store: Store) -> Store:
    """A store with one organisation."""
    with store.work() as connection:
        Organisations(connection).publish(FRIENDS, made_by="ann", why="new", now=NOW)
    return store


def test_what_is_published_comes_back_as_it_was(friends: Store) -> None:
    with friends.work() as connection:
        assert Listings(connection).publish(LUNCH, made_by="ann", why="new", now=NOW)
    with friends.read() as connection:
        assert Listings(connection).get("marsh-lunch-club") == LUNCH
        assert Listings(connection).published() == [LUNCH]
        assert Organisations(connection).get("friends-of-exampleton") == FRIENDS
        assert Listings(connection).get("nothing") is None


def test_a_change_is_a_further_revision_and_the_old_one_stays(friends: Store) -> None:
    later = replace(LUNCH, description="A hot meal on Thursdays.")
    with friends.work() as connection:
        Listings(connection).publish(LUNCH, made_by="ann", why="new", now=NOW)
    with friends.work() as connection:
        Listings(connection).publish(later, made_by="bob", why="moved day", now=NOW + timedelta(days=1))
    with friends.read() as connection:
        revisions = Listings(connection).revisions("marsh-lunch-club")
        assert Listings(connection).get("marsh-lunch-club") == later
    assert [(r.number, r.state, r.record, r.made_by, r.why) for r in revisions] == [
        (1, "published", LUNCH, "ann", "new"),
        (2, "published", later, "bob", "moved day"),
    ]
    assert [r.made_at for r in revisions] == [NOW, NOW + timedelta(days=1)]


def test_publishing_what_is_published_makes_no_revision(friends: Store) -> None:
    with friends.work() as connection:
        Listings(connection).publish(LUNCH, made_by="ann", why="new", now=NOW)
        assert not Listings(connection).publish(LUNCH, made_by="bob", why="again", now=NOW)
        assert len(Listings(connection).revisions("marsh-lunch-club")) == 1


def test_moments_come_back_in_utc_whatever_zone_they_were_given_in(friends: Store) -> None:
    summer = datetime(2026, 7, 1, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    with friends.work() as connection:
        Listings(connection).publish(LUNCH, made_by="ann", why="new", now=summer)
        (revision,) = Listings(connection).revisions("marsh-lunch-club")
    assert revision.made_at.isoformat() == "2026-07-01T09:00:00+00:00"


def test_a_moment_without_a_zone_is_refused(friends: Store) -> None:
    with pytest.raises(StatementError, match="time zone"), friends.work() as connection:
        Listings(connection).publish(LUNCH, made_by="ann", why="new", now=NOW.replace(tzinfo=None))


def test_a_slug_can_change_while_the_listing_keeps_its_history(friends: Store) -> None:
    with friends.work() as connection:
        Listings(connection).publish(LUNCH, made_by="ann", why="new", now=NOW)
        Listings(connection).publish(replace(LUNCH, slug="lunch"), made_by="ann", why="renamed", now=NOW)
        assert Listings(connection).slugs() == ["lunch"]
        assert len(Listings(connection).revisions("lunch")) == 2


def test_an_organisation_can_change_its_slug(friends: Store) -> None:
    with friends.work() as connection:
        Listings(connection).publish(LUNCH, made_by="ann", why="new", now=NOW)
        Organisations(connection).publish(
            replace(FRIENDS, slug="friends"), made_by="ann", why="renamed", now=NOW
        )
        moved = replace(LUNCH, organization="friends")
        Listings(connection).publish(moved, made_by="ann", why="renamed", now=NOW)
        assert Listings(connection).get("marsh-lunch-club") == moved


def test_another_listing_cannot_take_a_slug(friends: Store) -> None:
    with friends.work() as connection:
        Listings(connection).publish(LUNCH, made_by="ann", why="new", now=NOW)
    other = replace(LUNCH, id="00000000-0000-4000-8000-00000000ffff")
    with pytest.raises(SlugTakenError, match="marsh-lunch-club"), friends.work() as connection:
        Listings(connection).publish(other, made_by="ann", why="new", now=NOW)


def test_a_listing_of_no_organisation_is_refused(store: Store) -> None:
    with pytest.raises(DBAPIError), store.work() as connection:
        Listings(connection).publish(LUNCH, made_by="ann", why="new", now=NOW)


@pytest.mark.parametrize("table", [listing_revision, organisation_revision], ids=str)
def test_the_database_itself_refuses_to_change_or_delete_a_revision(store: Store, table: object) -> None:
    revisions = listing_revision if table is listing_revision else organisation_revision
    with store.work() as connection:
        Organisations(connection).publish_all(SEED.organisations, made_by="ann", why="new", now=NOW)
        Listings(connection).publish_all(SEED.listings, made_by="ann", why="new", now=NOW)
    for statement in (update(revisions).values(why="otherwise"), delete(revisions)):
        with pytest.raises(DBAPIError, match="append-only"), store.work() as connection:
            connection.execute(statement)


def test_records_are_in_order_of_slug(store: Store) -> None:
    with store.work() as connection:
        Organisations(connection).publish_all(reversed(SEED.organisations), made_by="ann", why="new", now=NOW)
        Listings(connection).publish_all(reversed(SEED.listings), made_by="ann", why="new", now=NOW)
        seed = Seed(tuple(Organisations(connection).published()), tuple(Listings(connection).published()))
    assert seed == SEED
