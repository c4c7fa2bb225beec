"""What somebody has begun is kept as it was typed, whatever it is, and is theirs."""

from datetime import UTC, datetime, timedelta

from poai.domain.account import Grant, Role
from poai.store import Accounts, Store
from poai.store.drafts import Drafts
from tests.domain.cast import LUNCH

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def account(store: Store, name: str) -> str:
    with store.work() as connection:
        grant = Grant(Role.ORGANISATION_MEMBER, LUNCH.organization)
        return Accounts(connection).add(email=f"{name}@example.org", name=name, grants=[grant], now=NOW).id


def test_a_new_listing_is_kept_changed_and_thrown_away(store: Store) -> None:
    mo, may = account(store, "mo"), account(store, "may")
    with store.work() as connection:
        mine, theirs = Drafts(connection, mo), Drafts(connection, may)
        draft = mine.begin(LUNCH, now=NOW)
        mine.put(draft, LUNCH, now=NOW + timedelta(minutes=1))
        found = mine.get(draft)
        assert found is not None
        assert (found.listing, found.listing_id, found.typed) == (LUNCH, None, {})
        assert found.changed_at == NOW + timedelta(minutes=1)
        assert theirs.get(draft) is None
        assert theirs.every() == []
        assert not theirs.throw_away(draft)
        assert mine.throw_away(draft)
        assert not mine.throw_away(draft)
