"""The whole table of who may do what, written out by hand, and the promises that it must keep."""

from dataclasses import replace
from itertools import product

import pytest

from poai.domain.access import (
    AccountThing,
    Actor,
    ListingThing,
    Permission,
    PersonThing,
    ReferralThing,
    TeamThing,
    Thing,
    may,
)
from poai.domain.account import Grant, Role

ACTORS = {
    "worker": {Grant(Role.LINK_WORKER, "north")},
    "colleague": {Grant(Role.LINK_WORKER, "north")},
    "lead": {Grant(Role.TEAM_LEAD, "north")},
    "elsewhere": {Grant(Role.LINK_WORKER, "south"), Grant(Role.TEAM_LEAD, "south")},
    "member": {Grant(Role.ORGANISATION_MEMBER, "friends")},
    "rival": {Grant(Role.ORGANISATION_MEMBER, "library")},
    "steward": {Grant(Role.STEWARD, "north-end")},
    "all-steward": {Grant(Role.STEWARD)},
    "administrator": {Grant(Role.ADMINISTRATOR)},
    "guardian": {Grant(Role.GUARDIAN)},
    "nobody": set(),
}
PERSON = PersonThing(id="p", team="north", worker="worker")
REFERRAL = ReferralThing(
    id="r",
    team="north",
    organisation="friends",
    locality="north-end",
    worker="worker",
    maker="worker",
    shared=True,
)
P = Permission

# permission, thing → exactly who may
TABLE: list[tuple[Permission, Thing, str]] = [
    (P.PERSON_READ, PERSON, "worker colleague lead"),
    (P.PERSON_READ, replace(PERSON, worker=""), "worker colleague lead"),
    (P.PERSON_READ, replace(PERSON, open_to=frozenset({"elsewhere"})), "worker colleague lead elsewhere"),
    (P.PERSON_WRITE, PERSON, "worker lead"),
    (P.PERSON_WRITE, replace(PERSON, worker=""), "worker colleague lead"),
    (P.PERSON_WRITE, replace(PERSON, open_to=frozenset({"elsewhere"})), "worker lead"),
    (P.PERSON_MOVE, PERSON, "lead"),
    (P.CASELOAD_READ, PERSON, "worker"),
    (P.CASELOAD_READ, replace(PERSON, team="south"), ""),
    (P.BREAK_GLASS, PERSON, "elsewhere"),
    (P.TEAM_READ, TeamThing(team="north"), "worker colleague lead"),
    (P.TEAMS_MANAGE, TeamThing(team="north"), "administrator"),
    (P.ACCOUNTS_MANAGE, AccountThing(id="worker"), "administrator"),
    (P.ACCOUNTS_MANAGE, AccountThing(id="administrator"), ""),
    (P.OWN_ACCOUNT, AccountThing(id="worker"), "worker"),
    (P.AUDIT_READ, Thing(), "guardian"),
    (
        P.LISTING_EDIT,
        ListingThing(organisation="friends", locality="north-end"),
        "member steward all-steward",
    ),
    (P.LISTING_EDIT, ListingThing(organisation="friends", locality="south-end"), "member all-steward"),
    (P.LISTING_PUBLISH, ListingThing(organisation="friends", locality="north-end"), "steward all-steward"),
    (P.REFERRAL_READ, REFERRAL, "worker colleague lead member"),
    (P.REFERRAL_READ, replace(REFERRAL, shared=False), "worker colleague lead"),
    (P.REFERRAL_ANSWER, REFERRAL, "member"),
    (P.REFERRAL_ANSWER, replace(REFERRAL, shared=False), ""),
    (P.REFERRAL_WORK, REFERRAL, "worker lead"),
    (P.REFERRAL_WORK, replace(REFERRAL, maker="colleague"), "worker colleague lead"),
    (P.REFERRAL_WORK, replace(REFERRAL, worker=""), "worker colleague lead"),
    (P.REFERRAL_CORRECT, REFERRAL, "worker steward all-steward"),
    (P.REFERRAL_CORRECT, replace(REFERRAL, maker="lead", locality="south-end"), "lead all-steward"),
    (P.RECORDS_KEEP, Thing(), "guardian"),
]


def actor(name: str, **changes: object) -> Actor:
    made = Actor(name, name.title(), frozenset(ACTORS[name]), "second-factor", f"session of {name}")
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("permission", "thing", "who"), TABLE)
def test_s20_exactly_those_may(permission: Permission, thing: Thing, who: str) -> None:
    assert {name for name in ACTORS if may(actor(name), permission, thing)} == set(who.split())


def test_the_table_tells_of_every_permission() -> None:
    assert {row[0] for row in TABLE} == set(Permission) - {Permission.SECOND_STEP}


@pytest.mark.parametrize(("permission", "thing"), [row[:2] for row in TABLE])
def test_s04_a_password_alone_allows_nothing_but_the_second_step(
    permission: Permission, thing: Thing
) -> None:
    for name in ACTORS:
        half = actor(name, strength="password")
        assert not may(half, permission, thing)
        assert not may(half, permission)
        assert may(half, Permission.SECOND_STEP)
        assert not may(actor(name), Permission.SECOND_STEP)


def test_s25_an_administrator_has_no_casework_from_being_one() -> None:
    for permission in Permission:
        if permission.startswith(("person:", "caseload:", "team:", "referral:", "audit:")):
            assert not may(actor("administrator"), permission)
            assert not may(actor("administrator"), permission, replace(PERSON, worker="administrator"))


def test_whoever_may_do_it_to_something_may_ask_for_the_page_of_it() -> None:
    for (permission, thing, _), name in product(TABLE, ACTORS):
        if may(actor(name), permission, thing):
            assert may(actor(name), permission), (permission, name)


def test_s19_a_thing_of_the_wrong_kind_is_refused() -> None:
    for (permission, _, _), name in product(TABLE, ACTORS):
        wrong = ListingThing(team="north", organisation="friends", locality="north-end")
        if not permission.startswith(("listing:", "audit:", "records:")):
            assert not may(actor(name), permission, wrong), (permission, name)


def test_a_grant_for_the_wrong_kind_of_scope_gives_nothing() -> None:
    """A link worker of no team must not be one of every team, whatever a database comes to hold."""
    for wrong in (
        Grant(Role.LINK_WORKER),
        Grant(Role.ADMINISTRATOR, "north"),
        Grant(Role.ORGANISATION_MEMBER),
    ):
        who = actor("nobody", grants=frozenset({wrong}))
        assert not any(may(who, permission) for permission in Permission if permission is not P.OWN_ACCOUNT)
        assert not may(who, P.PERSON_READ, PersonThing(id="p", team=""))


def test_s24_a_leaver_no_longer_sees_what_they_broke_the_glass_for() -> None:
    opened = replace(PERSON, open_to=frozenset({"nobody"}))
    assert not may(actor("nobody"), P.PERSON_READ, opened)
