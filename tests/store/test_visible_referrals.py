"""Which referrals a list shows and which a page allows are one rule: every actor, every referral, on both databases."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from poai.domain.access import Actor, Permission, Strength, may
from poai.domain.account import Grant, Role
from poai.domain.referral import UNSHARED, Status
from poai.store import Keys, Referrals, Store
from poai.store.person_tables import consent, person
from poai.store.referral_tables import referral
from tests.actions.casework import Casework
from tests.actions.cast import Cast

PERMISSIONS = (
    Permission.REFERRAL_READ,
    Permission.REFERRAL_WORK,
    Permission.REFERRAL_ANSWER,
    Permission.REFERRAL_CORRECT,
)


class World:
    """Referrals of two teams to two groups in two areas, by different makers, sent and not, with consent and without."""

    def __init__(self, store: Store) -> None:
        self.work = work = Casework(Cast(store))
        ash = work.person("Ash Southerner", "sami")
        unassigned = work.person("Hazel Unassigned", "lena")
        made = [
            work.referral(
                status,
                of=of,
                listing=f"{of.reference}-{maker}-{group}-{status}",
                organisation=group,
                maker=maker,
            )
            for (of, maker), group in product(
                ((work.ivy, "nora"), (work.ivy, "neil"), (ash, "sami"), (unassigned, "lena")),
                ("friends", "library"),
            )
            for status in (Status.DRAFT, Status.SENT, Status.DECLINED, Status.WITHDRAWN)
            if (status is not Status.WITHDRAWN) or maker == "nora"
        ]
        with store.work() as connection:
            connection.execute(update(person).where(person.c.id == unassigned.id).values(worker_id=None))
            for number, one in enumerate(made):
                if number % 2:
                    connection.execute(
                        update(referral).where(referral.c.id == one.id).values(locality="south-end")
                    )
                if number % 5 == 0:
                    gone = update(consent).where(consent.c.id == one.consent)
                    connection.execute(gone.values(withdrawn_at=work.cast.now))
                if number % 7 == 0:
                    past = update(consent).where(consent.c.id == one.consent)
                    connection.execute(past.values(until=work.cast.now.date() - timedelta(days=1)))

    def check(self, actor: Actor) -> None:
        now = self.work.cast.now
        with self.work.cast.store.read() as connection:
            referrals = Referrals(connection, actor, Keys.load(connection, self.work.cast.secret))
            things = [
                thing
                for identity in connection.scalars(select(referral.c.id))
                if (thing := referrals.thing(identity, now))
            ]
            for permission in PERMISSIONS:
                listed = {one.id for one in referrals.visible(permission, now)}
                allowed = {thing.id for thing in things if may(actor, permission, thing)}
                assert listed == allowed, permission
                assert {thing.id for thing in things if referrals.get(thing.id, permission, now)} == allowed
                if not may(actor, permission):
                    assert not allowed


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


def _actor(identity: str, grants: frozenset[Grant], strength: Strength = "second-factor") -> Actor:
    return Actor(identity, identity, grants, strength, "s")


def test_s20_each_of_the_cast_is_listed_what_they_may_open(world: World) -> None:
    for actor in world.work.actors.values():
        world.check(actor)


def test_s20_the_list_and_the_page_agree_for_any_grants_together(world: World) -> None:
    work = world.work
    scopes = ["", work.north.id, work.south.id, "friends", "library", "north-end", "south-end", "elsewhere"]

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.frozensets(st.builds(Grant, st.sampled_from(Role), st.sampled_from(scopes)), max_size=4),
        st.sampled_from([*(actor.id for actor in work.actors.values()), "somebody"]),
        st.sampled_from(["second-factor", "second-factor", "password"]),
    )
    def agree(grants: frozenset[Grant], identity: str, strength: Strength) -> None:
        world.check(_actor(identity, grants, strength))

    agree()


def test_a_group_is_listed_nothing_that_was_not_sent_to_it_or_was_taken_back(world: World) -> None:
    work = world.work
    with work.cast.store.read() as connection:
        keys = Keys.load(connection, work.cast.secret)
        for who, group in (("olga", "friends"), ("omar", "library")):
            seen = Referrals(connection, work[who], keys).visible(Permission.REFERRAL_READ, work.cast.now)
            assert seen
            assert {one.organisation for one in seen} == {group}
            assert not {one.status for one in seen} & UNSHARED
