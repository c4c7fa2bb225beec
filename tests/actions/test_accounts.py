"""Administration: who is let in, as what, and that nobody administers themselves."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from poai.actions import accounts
from poai.actions.invitations import accept
from poai.actions.sign_in import give_password
from poai.domain.access import Actor
from poai.domain.account import Account, Grant, Role, State
from poai.domain.errors import ForbiddenError, InvalidError, NotFoundError, SignInError
from poai.store import Accounts
from tests.actions.cast import ADDRESS, ADMINISTRATOR, GUARDIAN, PASSWORD, Cast

STEWARD = Grant(Role.STEWARD, "north-end")

# Everything that an administrator does to an account, as the same call.
ACTIONS: dict[str, Callable[..., Any]] = {
    "show": accounts.show,
    "disable": accounts.disable,
    "enable": accounts.enable,
    "rename": partial(accounts.rename, name="Somebody Else"),
    "change_grants": partial(accounts.change_grants, grants=[STEWARD, GUARDIAN]),
    "end_sessions": accounts.end_sessions,
    "remove_factor": accounts.remove_factor,
}


@pytest.fixture
def ada(cast: Cast) -> Actor:
    """An administrator."""
    return cast.actor("ada", ADMINISTRATOR)


def known(cast: Cast, account_id: str) -> Account:
    with cast.store.read() as connection:
        found = Accounts(connection).get(account_id)
    assert found
    return found


@pytest.mark.parametrize("name", ACTIONS)
def test_s25_nobody_administers_themselves_and_trying_is_in_the_trail(
    cast: Cast, ada: Actor, name: str
) -> None:
    before = known(cast, ada.id)
    with pytest.raises(ForbiddenError):
        ACTIONS[name](cast.office, ada, ada.id, now=cast.now, address=ADDRESS)
    assert known(cast, ada.id) == before
    assert [(row.event, row.thing) for row in cast.trail()] == [("refused", f"account:{ada.id}")]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_s20_whoever_is_no_administrator_does_nothing_to_any_account(cast: Cast, role: Role) -> None:
    scope = "" if Grant(role).fits else "somewhere"
    someone, ann = cast.actor("someone", Grant(role, scope)), cast.account("ann", STEWARD)
    said = []
    for action in ACTIONS.values():
        for account_id in (ann.id, someone.id, "00000000-0000-4000-8000-000000000000", "Ann O'Nym"):
            with pytest.raises(NotFoundError) as raised:
                action(cast.office, someone, account_id, now=cast.now, address=ADDRESS)
            said.append(str(raised.value))
    assert len(set(said)) == 1
    assert known(cast, ann.id) == ann
    assert cast.events() == ["refused"] * len(said)
    assert "Nym" not in cast.dump()


def test_an_account_that_is_not_there_is_not_found(cast: Cast, ada: Actor) -> None:
    for action in ACTIONS.values():
        with pytest.raises(NotFoundError):
            action(cast.office, ada, "no-such-account", now=cast.now, address=ADDRESS)


def test_s17_disabling_ends_every_session_at_once_and_lets_nobody_in(cast: Cast, ada: Actor) -> None:
    ann = cast.account("ann", STEWARD)
    token = cast.signed_in(ann)
    accounts.disable(cast.office, ada, ann.id, now=cast.now)
    assert cast.asks(token) is None
    with pytest.raises(SignInError):
        give_password(cast.office, ann.email, PASSWORD, now=cast.now, address=ADDRESS)
    assert [(each.to, each.letter) for each in cast.letters()] == [(ann.email, "account-disabled")]
    accounts.disable(cast.office, ada, ann.id, now=cast.now)
    assert cast.events() == ["account-disabled", "sign-in-failed"]


def test_enabling_lets_in_with_the_password_of_before_and_brings_no_session_back(
    cast: Cast, ada: Actor
) -> None:
    ann = cast.account("ann", STEWARD)
    token = cast.signed_in(ann)
    accounts.disable(cast.office, ada, ann.id, now=cast.now)
    accounts.enable(cast.office, ada, ann.id, now=cast.now)
    accounts.enable(cast.office, ada, ann.id, now=cast.now)
    assert cast.asks(token) is None
    give_password(cast.office, ann.email, PASSWORD, now=cast.now, address=ADDRESS)
    assert known(cast, ann.id) == ann
    assert cast.events()[:2] == ["account-disabled", "account-enabled"]


def test_enabling_somebody_who_never_came_in_invites_them_again(cast: Cast, ada: Actor) -> None:
    sam = accounts.invite(
        cast.office, ada, email="sam@example.org", name="Sam", grants=[STEWARD], now=cast.now
    )
    accounts.disable(cast.office, ada, sam.id, now=cast.now)
    cast.letters()
    accounts.enable(cast.office, ada, sam.id, now=cast.now)
    assert known(cast, sam.id).state is State.INVITED
    (letter,) = cast.letters()
    accept(cast.office, letter.token, PASSWORD, now=cast.now)


def test_s23_other_roles_count_from_the_next_request_on(cast: Cast, ada: Actor) -> None:
    team = cast.team("North")
    ann = cast.account("ann", STEWARD)
    token = cast.signed_in(ann)
    worker = Grant(Role.LINK_WORKER, team.id)
    accounts.change_grants(cast.office, ada, ann.id, [worker], now=cast.now)
    assert cast.asks(token) is None
    assert cast.present(cast.signed_in(ann)).grants == {worker}
    assert [(row.event, dict(row.detail)) for row in cast.trail()] == [
        ("role-taken", {"role": "steward", "scope": "north-end"}),
        ("role-given", {"role": "link-worker", "scope": team.id}),
    ]


def test_roles_that_stay_as_they_are_change_nothing(cast: Cast, ada: Actor) -> None:
    ann = cast.account("ann", STEWARD)
    token = cast.signed_in(ann)
    accounts.change_grants(cast.office, ada, ann.id, [STEWARD], now=cast.now)
    assert cast.asks(token)
    assert cast.events() == []


@pytest.mark.parametrize(
    "grants",
    [
        [],
        [Grant(Role.LINK_WORKER)],
        [Grant(Role.LINK_WORKER, "no-such-team")],
        [Grant(Role.ORGANISATION_MEMBER, "no-such-organisation")],
        [STEWARD, Grant(Role.ADMINISTRATOR, "north-end")],
    ],
)
def test_roles_for_what_there_is_not_are_refused(cast: Cast, ada: Actor, grants: list[Grant]) -> None:
    ann = cast.account("ann", STEWARD)
    with pytest.raises(InvalidError, match="grants"):
        accounts.change_grants(cast.office, ada, ann.id, grants, now=cast.now)
    with pytest.raises(InvalidError, match="grants"):
        accounts.invite(cast.office, ada, email="b@example.org", name="B", grants=grants, now=cast.now)
    assert cast.events() == []
    assert cast.letters() == []


@pytest.mark.parametrize(
    ("email", "name", "field", "reason"),
    [
        ("ann@example.org", "Ann", "email", "taken"),
        ("Ann@Example.ORG", "Ann", "email", "taken"),
        ("not an address", "Ann", "email", "wrong"),
        ("b@example.org", "  ", "name", "missing"),
        ("b@example.org", "B" * 201, "name", "too-long"),
        ("b@example.org", "B\x00", "name", "wrong"),
    ],
)
def test_an_invitation_that_cannot_be_says_what_is_wrong(
    cast: Cast, ada: Actor, email: str, name: str, field: str, reason: str
) -> None:
    cast.account("ann")
    with pytest.raises(InvalidError) as raised:
        accounts.invite(cast.office, ada, email=email, name=name, grants=[STEWARD], now=cast.now)
    assert (raised.value.field, raised.value.reason) == (field, reason)
    assert cast.letters() == []
    assert cast.events() == []


def test_s51_a_name_with_line_breaks_becomes_one_line(cast: Cast, ada: Actor) -> None:
    sam = accounts.invite(
        cast.office, ada, email="s@example.org", name="Sam\r\nBcc: x", grants=[STEWARD], now=cast.now
    )
    assert sam.name == "Sam Bcc: x"


def test_s25_whoever_is_no_administrator_invites_nobody(cast: Cast) -> None:
    sue = cast.actor("sue", STEWARD)
    with pytest.raises(NotFoundError):
        accounts.invite(cast.office, sue, email="s@example.org", name="S", grants=[STEWARD], now=cast.now)
    with pytest.raises(NotFoundError):
        accounts.others(cast.office, sue, now=cast.now)
    assert cast.events() == ["refused", "refused"]


def test_an_administrator_sees_everybody_else(cast: Cast, ada: Actor) -> None:
    bob, ann = cast.account("bob", STEWARD), cast.account("ann", GUARDIAN)
    assert accounts.others(cast.office, ada, now=cast.now) == [ann, bob]
    assert accounts.show(cast.office, ada, bob.id, now=cast.now) == bob


def test_s17_an_administrator_signs_somebody_out_everywhere(cast: Cast, ada: Actor) -> None:
    ann = cast.account("ann", STEWARD)
    tokens = [cast.signed_in(ann) for _ in range(2)]
    assert accounts.end_sessions(cast.office, ada, ann.id, now=cast.now) == 2
    assert [cast.asks(token) for token in tokens] == [None, None]
    assert cast.events() == ["session-ended"]


def test_whoever_lost_everything_sets_up_another_second_factor(cast: Cast, ada: Actor) -> None:
    ann = cast.account("ann", STEWARD)
    token = cast.signed_in(ann)
    accounts.remove_factor(cast.office, ada, ann.id, now=cast.now)
    assert cast.asks(token) is None
    signed = give_password(cast.office, ann.email, PASSWORD, now=cast.now, address=ADDRESS)
    assert not signed.enrolled
    assert cast.events()[0] == "second-factor-removed"
    assert [each.letter for each in cast.letters()] == ["factor-changed"]


def test_somebody_is_renamed(cast: Cast, ada: Actor) -> None:
    ann = cast.account("ann", STEWARD)
    accounts.rename(cast.office, ada, ann.id, " Ann  Otherwise ", now=cast.now)
    assert known(cast, ann.id).name == "Ann Otherwise"
    with pytest.raises(InvalidError, match="missing"):
        accounts.rename(cast.office, ada, ann.id, " ", now=cast.now)
    assert cast.events() == ["account-changed"]


def test_s10_a_new_store_has_no_account_and_nobody_gets_in(cast: Cast) -> None:
    assert accounts.everybody(cast.office) == []
    for email, password in (("admin", "admin"), ("admin@example.org", "admin"), ("", "")):
        with pytest.raises(SignInError):
            give_password(cast.office, email, password, now=cast.now, address=ADDRESS)


def test_s10_the_first_administrator_is_made_on_the_machine(cast: Cast) -> None:
    def add(email: str) -> str:
        return accounts.add_from_host(
            cast.office, email=email, name="Ada", grants=[ADMINISTRATOR], now=cast.now
        )

    first = add("ada@example.org")
    second = add("Ada@example.org")
    assert first != second
    assert cast.letters() == []
    signed = accept(cast.office, second.rpartition("/")[2], PASSWORD, now=cast.now)
    assert cast.present(signed).grants == {ADMINISTRATOR}
    with pytest.raises(InvalidError, match="taken"):
        add("ada@example.org")
    assert {row.actor for row in cast.trail() if row.event == "account-added"} == {"system"}


def test_s25_a_guardian_hears_of_everybody_who_is_let_in_to_records(cast: Cast, ada: Actor) -> None:
    """An administrator could let in a second self: whoever watches is told."""
    cast.account("gus", GUARDIAN)
    team = cast.team("North")
    self_again = accounts.invite(
        cast.office, ada, email="ada2@example.org", name="Ada Two", grants=[STEWARD], now=cast.now
    )
    told = [letter.letter for letter in cast.letters() if letter.to == "gus@example.org"]
    assert told == []
    accounts.change_grants(
        cast.office, ada, self_again.id, [STEWARD, Grant(Role.LINK_WORKER, team.id)], now=cast.now
    )
    told = [letter.letter for letter in cast.letters() if letter.to == "gus@example.org"]
    assert told == ["access-given"]
