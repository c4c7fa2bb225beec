import threading
from datetime import UTC, datetime

import pytest

from poai.domain.account import Account, Grant, Role, State
from poai.store import Accounts, EmailTakenError, Store
from poai.store.accounts import Credential

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
GRANTS = frozenset({Grant(Role.STEWARD, "north-end"), Grant(Role.STEWARD, "south-end"), Grant(Role.GUARDIAN)})


def add(store: Store, name: str, *grants: Grant) -> Account:
    with store.work() as connection:
        return Accounts(connection).add(email=f"{name}@example.org", name=name, grants=grants, now=NOW)


def test_an_account_comes_back_as_it_was_added(store: Store) -> None:
    ann = add(store, "ann", *GRANTS)
    assert ann == Account(ann.id, "ann@example.org", "ann", State.INVITED, GRANTS)
    with store.read() as connection:
        accounts = Accounts(connection)
        assert accounts.get(ann.id) == accounts.by_email("ann@example.org") == ann
        assert accounts.get("nobody") is accounts.by_email("") is None


def test_changes_are_kept_one_by_one(store: Store) -> None:
    ann, bob = add(store, "ann", *GRANTS), add(store, "bob")
    with store.work() as connection:
        accounts = Accounts(connection)
        accounts.set_name(ann.id, "Anne")
        accounts.set_email(ann.id, "anne@example.org")
        accounts.set_state(ann.id, State.ACTIVE)
        accounts.set_password(ann.id, "a hash")
        accounts.set_grants(ann.id, [Grant(Role.GUARDIAN)])
    with store.read() as connection:
        accounts = Accounts(connection)
        changed = Account(ann.id, "anne@example.org", "Anne", State.ACTIVE, frozenset({Grant(Role.GUARDIAN)}))
        assert accounts.all() == [changed, bob]
        credential = Credential(ann.id, "anne@example.org", State.ACTIVE, "a hash")
        assert accounts.credential(email="anne@example.org") == credential
        assert accounts.credential(identity=ann.id) == credential
        assert accounts.credential(email="ann@example.org") is None


def test_only_active_accounts_hold_a_role(store: Store) -> None:
    gus, _ = add(store, "gus", Grant(Role.GUARDIAN)), add(store, "gwen", Grant(Role.GUARDIAN))
    with store.work() as connection:
        Accounts(connection).set_state(gus.id, State.ACTIVE)
        assert [each.id for each in Accounts(connection).holding(Role.GUARDIAN)] == [gus.id]
        assert Accounts(connection).holding(Role.STEWARD) == []


def test_one_address_is_one_account(store: Store) -> None:
    add(store, "ann")
    bob = add(store, "bob")
    with store.work() as connection:
        accounts = Accounts(connection)
        with pytest.raises(EmailTakenError):
            accounts.add(email="ann@example.org", name="another", grants=GRANTS, now=NOW)
        with pytest.raises(EmailTakenError):
            accounts.set_email(bob.id, "ann@example.org")
        accounts.set_name(bob.id, "Bob")  # the unit of work goes on
    with store.read() as connection:
        assert [each.name for each in Accounts(connection).all()] == ["Bob", "ann"]


def test_of_two_who_add_one_address_at_once_one_is_told_that_it_is_taken(store: Store) -> None:
    done: list[str] = []

    def try_it() -> None:
        try:
            done.append(add(store, "ann").name)
        except EmailTakenError:
            done.append("taken")

    threads = [threading.Thread(target=try_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["ann", "taken", "taken", "taken"]
