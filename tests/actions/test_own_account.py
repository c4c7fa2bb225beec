"""What everybody does with their own account."""

import pytest

from poai.actions.own_account import (
    ask_email,
    change_password,
    confirm_email,
    end_other_sessions,
    end_session,
    own,
)
from poai.actions.resets import ask_reset, finish_reset
from poai.actions.sign_in import give_password
from poai.domain.access import Actor
from poai.domain.errors import InvalidError, LinkError, NotFoundError, SignInError
from tests.actions.cast import ADDRESS, PASSWORD, Cast

NEW = "a lantern in the marsh"


def sign_in(cast: Cast, email: str, password: str) -> Actor:
    return cast.present(give_password(cast.office, email, password, now=cast.now, address=ADDRESS))


def test_s18_somebody_sees_and_ends_their_own_sessions_and_nobody_elses(cast: Cast) -> None:
    account, bob = cast.account("ann"), cast.actor("bob")
    here, elsewhere = cast.signed_in(account), cast.signed_in(account)
    ann = cast.present(here)
    mine, sessions = own(cast.office, ann, now=cast.now)
    assert mine == account
    assert {each.id for each in sessions} == {ann.session, cast.present(elsewhere).session}
    with pytest.raises(NotFoundError):
        end_session(cast.office, ann, bob.session, now=cast.now)
    end_session(cast.office, ann, cast.present(elsewhere).session, now=cast.now)
    assert cast.asks(elsewhere) is None
    assert cast.asks(here)
    assert cast.events() == ["session-ended"]


def test_s17_signing_out_everywhere_else_leaves_this_session(cast: Cast) -> None:
    account = cast.account("ann")
    tokens = [cast.signed_in(account) for _ in range(3)]
    assert end_other_sessions(cast.office, cast.present(tokens[0]), now=cast.now) == 2
    assert [bool(cast.asks(token)) for token in tokens] == [True, False, False]


def test_s17_a_new_password_ends_every_session_and_begins_another(cast: Cast) -> None:
    account = cast.account("ann")
    tokens = [cast.signed_in(account) for _ in range(2)]
    ann = cast.present(tokens[0])
    signed = change_password(cast.office, ann, PASSWORD, NEW, now=cast.now, address=ADDRESS)
    assert [cast.asks(token) for token in tokens] == [None, None]
    assert cast.present(signed).strength == "second-factor"
    with pytest.raises(SignInError):
        sign_in(cast, account.email, PASSWORD)
    sign_in(cast, account.email, NEW)
    assert [letter.letter for letter in cast.letters()] == ["password-changed"]
    assert cast.events()[0] == "password-changed"


def test_s18_a_new_password_needs_the_old_one(cast: Cast) -> None:
    ann = cast.actor("ann")
    with pytest.raises(SignInError):
        change_password(cast.office, ann, "wrong", NEW, now=cast.now, address=ADDRESS)
    with pytest.raises(InvalidError, match="too-short"):
        change_password(cast.office, ann, PASSWORD, "short", now=cast.now, address=ADDRESS)
    sign_in(cast, "ann@example.org", PASSWORD)


def test_s09_a_new_password_voids_links(cast: Cast) -> None:
    ann = cast.actor("ann")
    ask_reset(cast.office, "ann@example.org", now=cast.now, address=ADDRESS)
    (letter,) = cast.letters()
    change_password(cast.office, ann, PASSWORD, NEW, now=cast.now, address=ADDRESS)
    with pytest.raises(LinkError):
        finish_reset(cast.office, letter.token, "another quiet lantern", now=cast.now)


def test_s18_a_new_address_needs_the_password_and_is_confirmed_by_who_reads_it(cast: Cast) -> None:
    ann = cast.actor("ann")
    with pytest.raises(SignInError):
        ask_email(cast.office, ann, "wrong", "anne@example.org", now=cast.now, address=ADDRESS)
    ask_email(cast.office, ann, PASSWORD, "Anne@Example.org", now=cast.now, address=ADDRESS)
    (letter,) = cast.letters()
    assert (letter.to, letter.letter) == ("anne@example.org", "email-confirm")
    sign_in(cast, "ann@example.org", PASSWORD)
    confirm_email(cast.office, letter.token, now=cast.now)
    with pytest.raises(SignInError):
        sign_in(cast, "ann@example.org", PASSWORD)
    sign_in(cast, "anne@example.org", PASSWORD)
    assert [(each.to, each.letter) for each in cast.letters()] == [("ann@example.org", "email-changed")]
    assert "email-change-asked" in cast.events()
    assert "email-changed" in cast.events()


def test_s09_a_new_address_voids_links_and_ends_sessions(cast: Cast) -> None:
    token = cast.signed_in(cast.account("ann"))
    ask_reset(cast.office, "ann@example.org", now=cast.now, address=ADDRESS)
    (reset,) = cast.letters()
    ask_email(cast.office, cast.present(token), PASSWORD, "anne@example.org", now=cast.now, address=ADDRESS)
    (confirm,) = cast.letters()
    confirm_email(cast.office, confirm.token, now=cast.now)
    assert cast.asks(token) is None
    with pytest.raises(LinkError):
        finish_reset(cast.office, reset.token, NEW, now=cast.now)
    with pytest.raises(LinkError):
        confirm_email(cast.office, confirm.token, now=cast.now)


def test_s08_nobody_learns_that_an_address_is_taken(cast: Cast) -> None:
    ann = cast.actor("ann")
    cast.account("bob")
    ask_email(cast.office, ann, PASSWORD, "bob@example.org", now=cast.now, address=ADDRESS)
    assert cast.letters() == []
    assert cast.events() == ["email-change-asked"]


def test_an_address_that_was_taken_meanwhile_is_not_given_twice(cast: Cast) -> None:
    ann = cast.actor("ann")
    ask_email(cast.office, ann, PASSWORD, "bob@example.org", now=cast.now, address=ADDRESS)
    (letter,) = cast.letters()
    cast.account("bob")
    with pytest.raises(LinkError):
        confirm_email(cast.office, letter.token, now=cast.now)
    sign_in(cast, "ann@example.org", PASSWORD)


@pytest.mark.parametrize("email", ["", "anne", "anne@", "a@b\r\nBcc: x@example.org", "a b@example.org"])
def test_an_address_that_is_none_is_refused(cast: Cast, email: str) -> None:
    with pytest.raises(InvalidError) as raised:
        ask_email(cast.office, cast.actor("ann"), PASSWORD, email, now=cast.now, address=ADDRESS)
    assert raised.value.field == "email"


def test_s04_with_a_password_alone_nobody_changes_anything(cast: Cast) -> None:
    cast.account("ann")
    half = sign_in(cast, "ann@example.org", PASSWORD)
    office, now = cast.office, cast.now
    for change in (
        lambda: own(office, half, now=now),
        lambda: end_other_sessions(office, half, now=now),
        lambda: change_password(office, half, PASSWORD, NEW, now=now, address=ADDRESS),
        lambda: ask_email(office, half, PASSWORD, "anne@example.org", now=now, address=ADDRESS),
    ):
        with pytest.raises(NotFoundError):
            change()
    assert cast.letters() == []
    assert cast.events().count("refused") == 4
