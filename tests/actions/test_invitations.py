"""An invitation lets in whom it was sent to, once, for a week."""

import threading

import pytest

from poai.actions.accounts import disable, invite
from poai.actions.invitations import DAYS, Invited, accept, look, send_again
from poai.domain.access import Actor
from poai.domain.account import Account, Grant, Role
from poai.domain.errors import InvalidError, LinkError, NotFoundError
from poai.store import Accounts
from tests.actions.cast import ADMINISTRATOR, PASSWORD, Cast

STEWARD = Grant(Role.STEWARD, "north-end")


def invited(cast: Cast) -> tuple[Actor, Account, str]:
    """An administrator, whom they invited, and the token in the letter."""
    ada = cast.actor("ada", ADMINISTRATOR)
    new = invite(
        cast.office, ada, email="Sam@Example.org", name=" Sam  Steward ", grants=[STEWARD], now=cast.now
    )
    (letter,) = cast.letters()
    assert (letter.to, letter.letter) == ("sam@example.org", "invitation")
    assert letter.values["link"].startswith("https://help.example.org/invitation/")
    return ada, new, letter.token


def test_an_invitation_is_accepted_with_a_password_and_leads_to_the_second_factor(cast: Cast) -> None:
    _, new, token = invited(cast)
    assert look(cast.office, token, now=cast.now) == Invited("Sam Steward", "sam@example.org")
    signed = accept(cast.office, token, PASSWORD, now=cast.now)
    sam = cast.present(signed)
    assert (sam.id, sam.strength) == (new.id, "password")
    assert sam.grants == {STEWARD}
    assert not signed.enrolled
    assert cast.events() == [
        "account-added",
        "role-given",
        "invitation-sent",
        "invitation-used",
        "password-passed",
    ]


def test_s09_an_invitation_works_once(cast: Cast) -> None:
    _, _, token = invited(cast)
    accept(cast.office, token, PASSWORD, now=cast.now)
    with pytest.raises(LinkError):
        accept(cast.office, token, PASSWORD, now=cast.now)
    with pytest.raises(LinkError):
        look(cast.office, token, now=cast.now)


def test_s09_of_two_at_once_one_is_let_in(cast: Cast) -> None:
    _, _, token = invited(cast)
    done: list[object] = []

    def try_it() -> None:
        try:
            done.append(accept(cast.office, token, PASSWORD, now=cast.now))
        except LinkError:
            done.append(None)

    threads = [threading.Thread(target=try_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 4
    assert len([each for each in done if each]) == 1


def test_s09_an_invitation_lasts_a_week(cast: Cast) -> None:
    _, _, token = invited(cast)
    cast.later(days=DAYS, seconds=-1)
    look(cast.office, token, now=cast.now)
    cast.later(seconds=1)
    with pytest.raises(LinkError):
        accept(cast.office, token, PASSWORD, now=cast.now)
    assert DAYS <= 7


def test_s09_a_second_invitation_voids_the_first(cast: Cast) -> None:
    ada, new, token = invited(cast)
    send_again(cast.office, ada, new.id, now=cast.now)
    (letter,) = cast.letters()
    with pytest.raises(LinkError):
        look(cast.office, token, now=cast.now)
    accept(cast.office, letter.token, PASSWORD, now=cast.now)
    with pytest.raises(NotFoundError):
        send_again(cast.office, ada, new.id, now=cast.now)


def test_s09_the_store_and_the_outbox_hold_no_link(cast: Cast) -> None:
    ada = cast.actor("ada", ADMINISTRATOR)
    invite(cast.office, ada, email="sam@example.org", name="Sam", grants=[STEWARD], now=cast.now)
    kept = cast.dump()
    (letter,) = cast.letters()
    assert len(letter.token) >= 22  # 128 bits
    assert letter.token not in kept
    assert "/invitation/" not in kept


def test_a_weak_password_leaves_the_invitation_as_it_was(cast: Cast) -> None:
    _, new, token = invited(cast)
    for password in (
        "short",
        "passwordpassword",
        "sam@example.org",
        "Sam Steward 1",
        "Welcome to Exampleton",
    ):
        with pytest.raises(InvalidError) as raised:
            accept(cast.office, token, password, now=cast.now)
        assert raised.value.field == "password"
    with cast.store.read() as connection:
        assert Accounts(connection).get(new.id) == new
    accept(cast.office, token, PASSWORD, now=cast.now)


def test_disabling_withdraws_the_invitation(cast: Cast) -> None:
    ada, new, token = invited(cast)
    disable(cast.office, ada, new.id, now=cast.now)
    with pytest.raises(LinkError):
        accept(cast.office, token, PASSWORD, now=cast.now)


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "\x00", "é" * 50])
def test_an_invitation_that_never_was_is_said_to_be_none(cast: Cast, token: str) -> None:
    with pytest.raises(LinkError):
        look(cast.office, token, now=cast.now)


def test_whoever_is_no_administrator_invites_nobody_again(cast: Cast) -> None:
    _, new, _ = invited(cast)
    sue = cast.actor("sue", STEWARD)
    with pytest.raises(NotFoundError):
        send_again(cast.office, sue, new.id, now=cast.now)
    assert cast.letters() == []
