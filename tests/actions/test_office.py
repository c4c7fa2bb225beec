"""A unit of work: what is refused is not kept, but that it was refused is."""

from typing import Any

import pytest

from poai.actions.office import Office, Work
from poai.domain.access import Permission
from poai.domain.account import Grant, Role
from poai.domain.audit import SYSTEM, VISITOR, Event
from poai.domain.errors import NotFoundError, SignInError
from poai.domain.letters import Letter
from poai.settings import Settings
from poai.store import Accounts
from tests.actions.cast import ADDRESS, ADMINISTRATOR, Cast


def change(work: Work) -> None:
    Accounts(work.connection).add(email="new@example.org", name="New", grants=(), now=work.now)
    work.record(Event.ACCOUNT_ADDED, "account:new")
    work.send(Letter.ACCOUNT_DISABLED, "new@example.org")


def accounts(cast: Cast) -> list[str]:
    with cast.store.read() as connection:
        return [each.email for each in Accounts(connection).all()]


def test_s41_change_row_and_letter_are_kept_together(cast: Cast) -> None:
    with cast.office.work(cast.now, SYSTEM) as work:
        change(work)
    assert (accounts(cast), cast.events(), len(cast.letters())) == (["new@example.org"], ["account-added"], 1)


def test_s41_after_a_fault_none_of_them_is(cast: Cast) -> None:
    def fail() -> None:
        with cast.office.work(cast.now, SYSTEM) as work:
            change(work)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert (accounts(cast), cast.events(), cast.letters()) == ([], [], [])


@pytest.mark.parametrize("reading", [False, True])
def test_what_is_refused_leaves_only_the_row_that_says_so(cast: Cast, reading: bool) -> None:
    def refuse() -> None:
        with cast.office.work(cast.now, VISITOR, ADDRESS, reading=reading) as work:
            if not reading:
                change(work)
            work.refuse(SignInError("no"), Event.SIGN_IN_FAILED, "account:x", why="locked")

    with pytest.raises(SignInError):
        refuse()
    assert (accounts(cast), cast.letters()) == ([], [])
    (row,) = cast.trail()
    assert (row.event, row.actor, row.thing) == ("sign-in-failed", "visitor", "account:x")
    assert dict(row.detail) == {"why": "locked"}


def test_whoever_may_goes_on_and_whoever_may_not_is_told_there_is_no_such_thing(cast: Cast) -> None:
    ada, sue = cast.actor("ada", ADMINISTRATOR), cast.actor("sue", Grant(Role.STEWARD))
    with cast.office.work(cast.now, ada.id) as work:
        work.need(ada, Permission.TEAMS_MANAGE, None)
    with pytest.raises(NotFoundError), cast.office.work(cast.now, sue.id) as work:
        work.need(sue, Permission.TEAMS_MANAGE, None, "team:x")
    (row,) = cast.trail()
    assert (row.actor, row.thing, dict(row.detail)) == (sue.id, "team:x", {"permission": "teams:manage"})


def test_s51_what_somebody_made_up_is_not_written_into_the_trail(cast: Cast) -> None:
    with cast.office.work(cast.now, VISITOR) as work:
        work.record(Event.REFUSED, "person:Mrs Example, 1 High Street")
    assert [row.thing for row in cast.trail()] == ["person:"]


def test_an_address_is_known_again_and_not_told(cast: Cast) -> None:
    for address in (ADDRESS, ADDRESS, "192.0.2.8", ""):
        with cast.office.work(cast.now, VISITOR, address) as work:
            work.record(Event.REFUSED)
    origins = [row.origin for row in cast.trail()]
    assert origins[0] == origins[1] != origins[2]
    assert origins[3] == ""
    assert ADDRESS not in cast.dump()


def test_s63_the_secret_is_not_shown(cast: Cast) -> None:
    assert cast.office.secret not in repr(cast.office)


def test_an_office_is_opened_from_the_settings(tmp_path: Any) -> None:
    settings = Settings.read({"POAI_DATA": str(tmp_path), "POAI_URL": "https://help.example.org"})
    office = Office.open(settings, title="Help", names=("Exampleton",))
    try:
        assert office.link("account") == "https://help.example.org/account"
        with office.store.read() as connection:
            assert Accounts(connection).all() == []
    finally:
        office.store.close()
