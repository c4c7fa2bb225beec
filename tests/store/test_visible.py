"""What a list shows and what a page allows are one rule: every actor, every thing, on both databases."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from poai.domain.access import (
    AccountThing,
    Actor,
    ListingThing,
    Permission,
    PersonThing,
    Strength,
    TeamThing,
    may,
)
from poai.domain.account import Grant, Role
from poai.domain.person import Details
from poai.domain.team import TeamKind
from poai.interchange.directory import read_directory
from poai.store import Accounts, Keys, People, Store, Teams, import_seed, visible
from poai.store.account_tables import account, team
from poai.store.person_tables import person
from poai.store.tables import listing
from tests.exampleton.files import DIRECTORY

SECRET = "a secret of thirty-two characters"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SEED = read_directory(DIRECTORY)
ORGANISATIONS = sorted({each.organization for each in SEED.listings})
LOCALITIES = sorted({each.locality for each in SEED.listings})
PEOPLE = (
    Permission.PERSON_READ,
    Permission.PERSON_WRITE,
    Permission.PERSON_MOVE,
    Permission.CASELOAD_READ,
    Permission.BREAK_GLASS,
)


class World:
    """Three workers, two teams, people of each worker or of nobody in each, some of them opened by each."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.work() as connection:
            keys = Keys.make(connection, SECRET, NOW)
            import_seed(connection, SEED, now=NOW)
            accounts = Accounts(connection)
            self.accounts = [
                accounts.add(email=f"{name}@example.org", name=name, grants=(), now=NOW).id for name in "abc"
            ]
            teams = Teams(connection)
            self.teams = [
                teams.add(name=name, kind=TeamKind.PRACTICE, base=name, now=NOW).id for name in ("x", "y")
            ]
            for where, worker in product(self.teams, ["", *self.accounts]):
                for opener, minutes in ((None, 0), (self.accounts[0], 60), (self.accounts[1], -1)):
                    people = People(connection, self.actor(opener or "", frozenset(), "second-factor"), keys)
                    made = people.add(
                        names="N", details=Details(reach="r"), team=where, worker=worker, now=NOW
                    )
                    if opener:
                        until = NOW + timedelta(minutes=minutes)
                        people.open(made.id, reason="r", now=NOW - timedelta(minutes=61), until=until)

    @staticmethod
    def actor(identity: str, grants: frozenset[Grant], strength: Strength) -> Actor:
        return Actor(identity, identity, grants, strength, "s")

    def grants(self) -> st.SearchStrategy[frozenset[Grant]]:
        scopes = ["", *self.teams, *ORGANISATIONS, *LOCALITIES, "elsewhere"]
        return st.frozensets(st.builds(Grant, st.sampled_from(Role), st.sampled_from(scopes)), max_size=4)

    def check(self, actor: Actor) -> None:
        with self.store.read() as connection:
            people = People(connection, actor, Keys.load(connection, SECRET))
            things = [
                thing
                for identity in connection.scalars(select(person.c.id))
                if (thing := people.thing(NOW, identity=identity))
            ]
            for permission in PEOPLE:
                listed = {each.id for each in people.visible(permission, NOW)}
                allowed = {thing.id for thing in things if may(actor, permission, thing)}
                assert listed == allowed, permission
                if permission is Permission.PERSON_READ:
                    opened = {thing.id for thing in things if people.get(thing.id, NOW)}
                    assert opened == allowed
                if not may(actor, permission):
                    assert not allowed, permission
            for permission in (Permission.TEAM_READ, Permission.TEAMS_MANAGE):
                listed = set(connection.scalars(select(team.c.id).where(visible.teams(actor, permission))))
                assert listed == {each for each in self.teams if may(actor, permission, TeamThing(team=each))}
            listed = set(connection.scalars(select(account.c.id).where(visible.accounts(actor))))
            assert listed == {
                each
                for each in self.accounts
                if may(actor, Permission.ACCOUNTS_MANAGE, AccountThing(id=each))
            }
            for permission in (Permission.LISTING_EDIT, Permission.LISTING_PUBLISH):
                query = select(listing.c.slug).where(visible.listings(actor, permission))
                assert set(connection.scalars(query)) == {
                    each.slug
                    for each in SEED.listings
                    if may(
                        actor,
                        permission,
                        ListingThing(organisation=each.organization, locality=each.locality),
                    )
                }


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


def test_s20_the_list_and_the_page_agree_for_every_single_grant(world: World) -> None:
    scopes = ["", *world.teams, ORGANISATIONS[0], LOCALITIES[0], "elsewhere"]
    for role, scope, identity in product(Role, scopes, [*world.accounts, "somebody"]):
        world.check(world.actor(identity, frozenset({Grant(role, scope)}), "second-factor"))


def test_s20_the_list_and_the_page_agree_for_any_grants_together(world: World) -> None:
    """Against one store, filled once: each example only reads."""

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(
        world.grants(),
        st.sampled_from([*world.accounts, "somebody"]),
        st.sampled_from(["second-factor", "password"]),
    )
    def agree(grants: frozenset[Grant], identity: str, strength: Strength) -> None:
        world.check(world.actor(identity, grants, strength))

    agree()


def test_s04_with_a_password_alone_every_list_is_empty(world: World) -> None:
    everything = frozenset(
        Grant(role, scope) for role, scope in product(Role, ["", *world.teams, *ORGANISATIONS])
    )
    half = world.actor(world.accounts[0], everything, "password")
    with world.store.read() as connection:
        for permission in PEOPLE:
            assert People(connection, half, Keys.load(connection, SECRET)).visible(permission, NOW) == []
        for table, condition in (
            (team, visible.teams(half, Permission.TEAMS_MANAGE)),
            (account, visible.accounts(half)),
            (listing, visible.listings(half, Permission.LISTING_EDIT)),
        ):
            assert connection.execute(select(table).where(condition)).all() == []


def test_what_was_opened_counts_until_its_time_is_over(world: World) -> None:
    worker = world.actor(
        world.accounts[0], frozenset({Grant(Role.LINK_WORKER, "elsewhere")}), "second-factor"
    )
    with world.store.read() as connection:
        people = People(connection, worker, Keys.load(connection, SECRET))
        opened = people.visible(Permission.PERSON_READ, NOW)
        assert len(opened) == len(world.teams) * (len(world.accounts) + 1)
        assert people.visible(Permission.PERSON_READ, NOW + timedelta(minutes=60)) == []
        thing = people.thing(NOW, reference=opened[0].reference)
        assert isinstance(thing, PersonThing)
        assert thing.open_to == {worker.id}
