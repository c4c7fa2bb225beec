"""A forgotten password: one link, for an hour, and never a way round the second factor."""

import pytest

from poai.actions.proof import PER_ACCOUNT
from poai.actions.resets import MINUTES, ask_reset, finish_reset, look
from poai.actions.sign_in import give_code, give_password
from poai.domain.account import State
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, LinkError, SignInError, ThrottledError
from poai.store import Accounts, Tokens
from tests.actions.cast import ADDRESS, PASSWORD, Cast

NEW = "a lantern in the marsh"


def asked(cast: Cast) -> str:
    """The token in the letter to Ann."""
    ask_reset(cast.office, " ANN@example.org", now=cast.now, address=ADDRESS)
    (letter,) = cast.letters()
    assert (letter.to, letter.letter) == ("ann@example.org", "reset")
    return letter.token


def test_s09_after_a_reset_the_new_password_counts_and_the_second_factor_is_still_asked(cast: Cast) -> None:
    cast.account("ann")
    finish_reset(cast.office, asked(cast), NEW, now=cast.now)
    with pytest.raises(SignInError):
        give_password(cast.office, "ann@example.org", PASSWORD, now=cast.now, address=ADDRESS)
    half = give_password(cast.office, "ann@example.org", NEW, now=cast.now, address=ADDRESS)
    assert half.enrolled
    assert cast.present(half).strength == "password"
    whole = give_code(cast.office, cast.present(half), cast.code(), now=cast.now, address=ADDRESS)
    assert cast.present(whole).strength == "second-factor"


def test_s11_asking_and_resetting_are_in_the_trail_and_the_owner_is_told(cast: Cast) -> None:
    ann = cast.account("ann")
    finish_reset(cast.office, asked(cast), NEW, now=cast.now)
    assert [(row.event, row.thing) for row in cast.trail()] == [
        ("reset-asked", f"account:{ann.id}"),
        ("reset-used", f"account:{ann.id}"),
    ]
    assert [letter.letter for letter in cast.letters()] == ["password-changed"]


def test_s09_a_link_works_once_and_for_an_hour(cast: Cast) -> None:
    cast.account("ann")
    token = asked(cast)
    look(cast.office, token, now=cast.now)
    finish_reset(cast.office, token, NEW, now=cast.now)
    with pytest.raises(LinkError):
        finish_reset(cast.office, token, NEW, now=cast.now)
    cast.letters()
    token = asked(cast)
    cast.later(minutes=MINUTES)
    with pytest.raises(LinkError):
        look(cast.office, token, now=cast.now)
    with pytest.raises(LinkError):
        finish_reset(cast.office, token, NEW, now=cast.now)
    assert MINUTES <= 60


def test_s09_a_second_link_voids_the_first(cast: Cast) -> None:
    cast.account("ann")
    first, second = asked(cast), asked(cast)
    with pytest.raises(LinkError):
        finish_reset(cast.office, first, NEW, now=cast.now)
    finish_reset(cast.office, second, NEW, now=cast.now)


def test_s17_a_reset_ends_every_session(cast: Cast) -> None:
    token = cast.signed_in(cast.account("ann"))
    finish_reset(cast.office, asked(cast), NEW, now=cast.now)
    assert cast.asks(token) is None


@pytest.mark.parametrize("state", [None, State.DISABLED, State.INVITED])
def test_s08_nobody_can_tell_whether_there_is_an_account(cast: Cast, state: State | None) -> None:
    """The answer is the same (none), and so is what it does, but for the letter that only its owner sees."""
    if state:
        cast.account("ann", state=state)
    ask_reset(cast.office, "ann@example.org", now=cast.now, address=ADDRESS)
    assert cast.letters() == []
    assert cast.events() == ["reset-asked"]


def test_s07_asking_is_throttled_for_known_and_unknown_alike(cast: Cast) -> None:
    cast.account("ann")
    for name in ("ann", "nobody"):
        for _ in range(PER_ACCOUNT):
            ask_reset(cast.office, f"{name}@example.org", now=cast.now, address=ADDRESS)
        with pytest.raises(ThrottledError):
            ask_reset(cast.office, f"{name}@example.org", now=cast.now, address=ADDRESS)
    assert cast.count(Event.SIGN_IN_THROTTLED) == 2
    assert len(cast.letters()) == PER_ACCOUNT


def test_asking_for_a_reset_does_not_throttle_signing_in(cast: Cast) -> None:
    cast.account("ann")
    for _ in range(PER_ACCOUNT):
        ask_reset(cast.office, "ann@example.org", now=cast.now, address="192.0.2.99")
    give_password(cast.office, "ann@example.org", PASSWORD, now=cast.now, address=ADDRESS)


def test_a_weak_password_leaves_the_link_as_it_was(cast: Cast) -> None:
    cast.account("ann")
    token = asked(cast)
    with pytest.raises(InvalidError, match="common"):
        finish_reset(cast.office, token, "passwordpassword", now=cast.now)
    finish_reset(cast.office, token, NEW, now=cast.now)


def test_a_link_to_an_account_that_was_disabled_meanwhile_does_nothing(cast: Cast) -> None:
    ann = cast.account("ann")
    token = asked(cast)
    with cast.store.work() as connection:
        Accounts(connection).set_state(ann.id, State.DISABLED)
    with pytest.raises(LinkError):
        finish_reset(cast.office, token, NEW, now=cast.now)
    assert cast.events()[-1] == "refused"


def test_s09_links_are_void_once_the_address_changes(cast: Cast) -> None:
    ann = cast.account("ann")
    token = asked(cast)
    with cast.store.work() as connection:
        Tokens(connection).void(ann.id)  # which every change of password or address does
    with pytest.raises(LinkError):
        finish_reset(cast.office, token, NEW, now=cast.now)
