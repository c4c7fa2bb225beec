from datetime import UTC, datetime, timedelta

from sqlalchemy import event

from poai.domain.account import Account, Grant, Role, State
from poai.store import Accounts, Sessions, Store
from poai.store.sessions import hashed

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def add(store: Store, *grants: Grant) -> Account:
    with store.work() as connection:
        accounts = Accounts(connection)
        made = accounts.add(email=f"{len(accounts.all())}@example.org", name="Ann", grants=grants, now=NOW)
        accounts.set_state(made.id, State.ACTIVE)
    return made


def start(store: Store, account: Account, now: datetime = NOW) -> str:
    with store.work() as connection:
        return Sessions(connection).start(account.id, "second-factor", device="x" * 200, now=now)[0]


def test_whoever_asks_is_found_with_one_query(store: Store) -> None:
    grants = [Grant(Role.STEWARD, "north-end"), Grant(Role.STEWARD, "south-end"), Grant(Role.GUARDIAN)]
    ann = add(store, *grants)
    token = start(store, ann)
    asked: list[str] = []
    with store.read() as connection:
        event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]), named=False)
        present = Sessions(connection).find(token, NOW)
    assert present
    assert len(asked) == 1
    assert (present.actor.id, present.actor.grants) == (ann.id, frozenset(grants))
    assert present.actor.session == present.session.id
    assert len(present.session.device) == 80


def test_somebody_with_no_grants_is_found_too(store: Store) -> None:
    token = start(store, add(store))
    with store.read() as connection:
        present = Sessions(connection).find(token, NOW)
    assert present
    assert present.actor.grants == frozenset()


def test_s13_the_hash_that_is_kept_is_no_token(store: Store) -> None:
    token = start(store, add(store))
    with store.read() as connection:
        assert Sessions(connection).find(hashed(token), NOW) is None
        assert Sessions(connection).find(token, NOW)


def test_a_session_of_somebody_who_is_not_active_is_none(store: Store) -> None:
    ann = add(store)
    token = start(store, ann)
    for state in (State.DISABLED, State.INVITED):
        with store.work() as connection:
            Accounts(connection).set_state(ann.id, state)
            assert Sessions(connection).find(token, NOW) is None


def test_sessions_are_ended_one_by_one_or_all_but_one(store: Store) -> None:
    ann, bob = add(store), add(store)
    start(store, bob)
    for minute in range(3):
        start(store, ann, NOW + timedelta(minutes=minute))
    with store.work() as connection:
        sessions = Sessions(connection)
        newest, middle, oldest = sessions.of(ann.id, NOW)
        assert newest.made_at > middle.made_at > oldest.made_at
        assert not sessions.end(oldest.id, bob.id)
        assert sessions.end(oldest.id, ann.id)
        assert not sessions.end(oldest.id, ann.id)
        assert sessions.end_all(ann.id, but=middle.id) == 1
        assert [each.id for each in sessions.of(ann.id, NOW)] == [middle.id]
        assert len(sessions.of(bob.id, NOW)) == 1
