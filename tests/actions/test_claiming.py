"""A claim lets nobody in by itself: the group says yes where it can be asked, and a steward in any case."""

from dataclasses import replace
from uuid import UUID

import pytest

from poai.actions import changing, claiming, invitations, suggestions
from poai.domain.access import Actor
from poai.domain.account import Account, Grant, Role, State
from poai.domain.audit import Event
from poai.domain.errors import ForbiddenError, InvalidError, LinkError, NotFoundError, StaleError
from poai.domain.listing import Organisation
from poai.domain.suggestion import State as Stands
from poai.store import Accounts, Listings, Organisations
from tests.actions.cast import GUARDIAN, Cast, Letter
from tests.actions.suggested import CLEO, GROUP, Told

CHECKED = "I rang the number on their leaflet"


@pytest.fixture
def told(cast: Cast) -> Told:
    return Told.open(cast)


@pytest.fixture
def nat(told: Told) -> Actor:
    return told.steward("nat", "north-end")


def claimed(told: Told, steward: Actor) -> str:
    """The id of the one claim that waits."""
    (found,) = told.open_to(steward)
    return found.id


def letter(told: Told) -> Letter:
    (found,) = [one for one in told.cast.letters() if one.letter == "claim-check"]
    return found


def accept(told: Told, actor: Actor, claim: str, checked: str = CHECKED) -> Account:
    return claiming.accept(told.cast.office, actor, claim, checked=checked, now=told.cast.now)


def says(told: Told, token: str, answer: str) -> str | None:
    return claiming.answer(told.cast.office, token, answer, now=told.cast.now).answer


def known(told: Told, email: str = CLEO) -> Account | None:
    with told.cast.store.read() as connection:
        return Accounts(connection).by_email(email)


def test_the_group_says_yes_and_the_steward_invites(told: Told, nat: Actor) -> None:
    told.cast.account("gus", GUARDIAN)
    told.claim(told.north.organization)
    asked = letter(told)
    assert asked.to == GROUP
    assert "Cleo" not in str(asked.values)
    claim = claimed(told, nat)
    with pytest.raises(InvalidError, match="waits"):
        accept(told, nat, claim)
    assert known(told) is None
    assert claiming.look(told.cast.office, asked.token, now=told.cast.now).claim.reach == CLEO
    assert says(told, asked.token, "yes") == "yes"
    made = accept(told, nat, claim, "")
    assert made.grants == {Grant(Role.ORGANISATION_MEMBER, told.north.organization)}
    assert made.state is State.INVITED
    sent = {one.letter: one for one in told.cast.letters()}
    assert sent["invitation"].to == CLEO
    assert sent["access-given"].to == "gus@example.org"
    token = sent["invitation"].token
    assert invitations.look(told.cast.office, token, now=told.cast.now).email == CLEO
    events = told.cast.events()
    for event in (Event.CLAIM_VERIFIED, Event.ACCOUNT_ADDED, Event.ROLE_GIVEN, Event.INVITATION_SENT):
        assert events.count(event) == 1
    with pytest.raises(StaleError):
        accept(told, nat, claim)


def test_a_group_that_says_no_is_believed(told: Told, nat: Actor) -> None:
    told.claim(told.north.organization)
    token, claim = letter(told).token, claimed(told, nat)
    assert says(told, token, "no") == "no"
    assert says(told, token, "yes") == "no"
    assert told.cast.count(Event.CLAIM_DENIED) == 1
    assert told.cast.count(Event.CLAIM_VERIFIED) == 0
    with pytest.raises(InvalidError, match="refused"):
        accept(told, nat, claim)
    with pytest.raises(StaleError):
        claiming.ask_group(told.cast.office, nat, claim, now=told.cast.now)
    assert known(told) is None


def test_where_the_group_shows_no_address_the_steward_writes_down_how_they_know(told: Told) -> None:
    sue = told.steward("sue", "south-end")
    told.claim(told.south.organization)
    assert told.cast.letters() == []
    claim = claimed(told, sue)
    with pytest.raises(InvalidError, match="checked: missing"):
        accept(told, sue, claim, " ")
    accept(told, sue, claim)
    read = suggestions.read(told.cast.office, sue, claim, now=told.cast.now)
    assert (read.suggestion.state, read.suggestion.note) == (Stands.DONE, CHECKED)


def test_nobody_but_a_steward_of_the_area_decides_and_nobody_lets_themselves_in(told: Told) -> None:
    told.claim(told.south.organization, email="sue@example.org")
    sue, nat = told.steward("sue", "south-end"), told.steward("nat", "north-end")
    member = told.cast.actor("mo", Grant(Role.ORGANISATION_MEMBER, told.south.organization))
    claim = claimed(told, sue)
    for actor in (nat, member, told.cast.actor("ada", Grant(Role.ADMINISTRATOR))):
        with pytest.raises(NotFoundError):
            accept(told, actor, claim)
    with pytest.raises(ForbiddenError):
        accept(told, sue, claim)
    assert known(told, "sue@example.org").grants == {Grant(Role.STEWARD, "south-end")}  # type: ignore[union-attr]


def test_a_steward_does_not_come_to_decide_by_writing_listings_for_a_group_elsewhere(told: Told) -> None:
    sue, nat = told.steward("sue", "south-end"), told.steward("nat", "north-end")
    told.cast.later(days=1)
    with told.cast.office.work(told.cast.now, sue.id) as work:
        for number in range(3):
            mine = replace(told.south, id=str(UUID(int=number)), slug=f"mine-{number}")
            mine = replace(mine, organization=told.north.organization)
            changing.add(work, sue, mine, why="a test")
    told.claim(told.north.organization)
    assert told.open_to(sue) == []
    assert len(told.open_to(nat)) == 1


def test_who_has_another_role_or_was_shut_out_is_left_to_an_administrator(told: Told) -> None:
    sue = told.steward("sue", "south-end")
    worker = told.cast.account("wanda", Grant(Role.GUARDIAN))
    gone = told.cast.account("gone", state=State.DISABLED)
    for account in (worker, gone):
        told.claim(told.south.organization, email=account.email)
        claim = claimed(told, sue)
        with pytest.raises(InvalidError, match="account: other"):
            accept(told, sue, claim)
        assert known(told, account.email) == account
        suggestions.decide(told.cast.office, sue, claim, Stands.REFUSED, note="no", now=told.cast.now)


def test_a_member_of_another_group_becomes_a_member_of_this_one_too(told: Told) -> None:
    first = Grant(Role.ORGANISATION_MEMBER, told.north.organization)
    mo = told.cast.account("mo", first)
    token = told.cast.signed_in(mo)
    told.claim(told.south.organization, email=mo.email)
    sue = told.steward("sue", "south-end")
    accept(told, sue, claimed(told, sue))
    again = known(told, mo.email)
    assert again is not None
    assert again.grants == {first, Grant(Role.ORGANISATION_MEMBER, told.south.organization)}
    assert told.cast.asks(token) is None  # with what they may do now they sign in anew


def test_a_group_is_not_flooded_with_letters(told: Told, nat: Actor) -> None:
    for name in ("Cleo", "Clea", "Cloe"):
        told.claim(told.north.organization, name=name)
    assert len([one for one in told.cast.letters() if one.letter == "claim-check"]) == 1
    assert len(told.open_to(nat)) == 3


def test_an_address_that_many_groups_share_is_not_flooded_either(told: Told) -> None:
    for number in range(claiming.MOST + 2):
        slug = f"branch-{number}"
        with told.cast.store.work() as connection:
            group = Organisation(id=str(UUID(int=number)), slug=slug, name=slug, email=GROUP)
            Organisations(connection).publish(group, made_by="import", why="a test", now=told.cast.now)
            branch = replace(told.north, id=str(UUID(int=99 + number)), slug=slug, organization=slug)
            Listings(connection).publish(branch, made_by="import", why="a test", now=told.cast.now)
        told.claim(slug, name=f"Cleo {number}")
        told.cast.later(minutes=10)
    assert len([one for one in told.cast.letters() if one.to == GROUP]) == claiming.MOST


def test_a_newer_letter_replaces_the_older_and_a_link_runs_out(told: Told, nat: Actor) -> None:
    told.claim(told.north.organization)
    older, claim = letter(told).token, claimed(told, nat)
    told.cast.later(hours=1)
    claiming.ask_group(told.cast.office, nat, claim, now=told.cast.now)
    newer = letter(told).token
    with pytest.raises(LinkError):
        says(told, older, "yes")
    told.cast.later(days=claiming.DAYS)
    with pytest.raises(LinkError):
        says(told, newer, "yes")
    with pytest.raises(InvalidError, match="waits"):
        accept(told, nat, claim)


def test_a_claim_that_is_decided_has_no_link_any_more(told: Told, nat: Actor) -> None:
    told.claim(told.north.organization)
    token = letter(told).token
    suggestions.decide(
        told.cast.office, nat, claimed(told, nat), Stands.REFUSED, note="no", now=told.cast.now
    )
    with pytest.raises(LinkError):
        says(told, token, "yes")
