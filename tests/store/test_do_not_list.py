from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.interchange.directory import read_directory
from poai.store import Accounts, Store, import_seed
from poai.store.do_not_list import DoNotList, is_refused
from poai.store.listing_tables import feed, feed_row
from tests.exampleton.files import DIRECTORY

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SEED = read_directory(DIRECTORY)
LUNCH = next(listing for listing in SEED.listings if listing.slug == "marsh-lunch-club")
NAME = "St Mary’s Café & Lunch"


@pytest.fixture
def ann(store: Store) -> str:
    """Who adds; Exampleton is listed."""
    with store.work() as connection:
        import_seed(connection, SEED, now=NOW)
        return Accounts(connection).add(email="ann@example.org", name="Ann", grants=(), now=NOW).id


def bar(store: Store, ann: str, postcode: str | None = None, listing_id: str | None = None) -> str:
    with store.work() as connection:
        return DoNotList(connection).add(
            name=NAME, postcode=postcode, reason="it ended", made_by=ann, now=NOW, listing_id=listing_id
        )


def refused(store: Store, name: str = NAME, postcode: str | None = None, row: str = "1") -> bool:
    with store.read() as connection:
        return is_refused(connection, "a-feed", row, name, postcode) is not None


@pytest.mark.parametrize("spelt", [NAME, "ST MARYS CAFE AND LUNCH", "St. Mary's Cafe & Lunch "])
def test_a_name_is_refused_however_it_is_spelt(store: Store, ann: str, spelt: str) -> None:
    bar(store, ann)
    assert refused(store, spelt)
    assert refused(store, spelt, "EX1 1AA")
    assert not refused(store, "St Mary’s Lunch")


def test_with_a_postcode_the_same_name_elsewhere_is_not_refused(store: Store, ann: str) -> None:
    bar(store, ann, "EX1 1AA")
    assert refused(store, postcode="ex11aa")
    assert not refused(store, postcode="EX2 2BB")
    assert not refused(store)


def test_what_a_feed_calls_otherwise_by_now_is_known_by_its_row(store: Store, ann: str) -> None:
    with store.work() as connection:
        connection.execute(insert(feed).values(key="a-feed", name="A feed", added_at=NOW, added_by="ann"))
        for number in ("7", "8"):
            row = {"feed": "a-feed", "external_id": number, "listing_id": LUNCH.id}
            connection.execute(insert(feed_row).values(row | {"document": "{}", "seen_at": NOW}))
    bar(store, ann, listing_id=LUNCH.id)
    assert refused(store, "Another name", row="7")
    assert refused(store, "Another name", row="8")
    assert not refused(store, "Another name", row="9")


def test_what_is_lifted_may_be_listed_again(store: Store, ann: str) -> None:
    identity = bar(store, ann)
    with store.work() as connection:
        assert DoNotList(connection).lift(identity, by=ann, now=NOW)
        assert not DoNotList(connection).lift(identity, by=ann, now=NOW)
        kept = DoNotList(connection).get(identity)
    assert not refused(store)
    assert kept is not None
    assert (kept.lifted_by, kept.reason) == (ann, "it ended")


def test_a_steward_sees_what_was_their_listing_and_what_is_barred_by_name(store: Store, ann: str) -> None:
    bar(store, ann)
    bar(store, ann, listing_id=LUNCH.id)

    def steward(scope: str) -> Actor:
        grants = frozenset([Grant(Role.STEWARD, scope)])
        return Actor("s", "S", grants, "second-factor", "session")

    with store.read() as connection:
        every = DoNotList(connection)
        assert len(every.every(steward(LUNCH.locality))) == len(every.every(steward(""))) == 2
        assert [each.listing_id for each in every.every(steward("another-area"))] == [None]
