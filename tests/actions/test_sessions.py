"""How long a session lasts, what kills it, and what is kept of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from poai.actions.sign_in import SignedIn, give_code, give_password, sign_out
from poai.domain.errors import SignedOutError
from poai.domain.session import HALF, IDLE, LONGEST
from poai.store import Sessions
from tests.actions.cast import ADDRESS, PASSWORD, Cast


def first(cast: Cast) -> SignedIn:
    return give_password(cast.office, "ann@example.org", PASSWORD, now=cast.now, address=ADDRESS)


def second(cast: Cast, half: SignedIn) -> SignedIn:
    return give_code(cast.office, cast.present(half), cast.code(), now=cast.now, address=ADDRESS)


def test_s13_the_store_holds_no_token(cast: Cast) -> None:
    cast.account("ann")
    half = first(cast)
    whole = second(cast, half)
    assert min(len(half.token), len(whole.token)) >= 43  # 256 bits
    kept = cast.dump()
    assert half.token not in kept
    assert whole.token not in kept


def test_s15_each_step_has_a_token_of_its_own_and_the_old_one_is_dead(cast: Cast) -> None:
    cast.account("ann")
    half = first(cast)
    whole = second(cast, half)
    assert whole.token != half.token
    assert cast.asks(half.token) is None
    assert cast.asks(whole.token)
    assert cast.asks("") is None


def test_s15_a_half_session_that_was_used_cannot_be_used_again(cast: Cast) -> None:
    cast.account("ann")
    half = cast.present(first(cast))
    give_code(cast.office, half, cast.code(), now=cast.now, address=ADDRESS)
    cast.later(seconds=30)
    with pytest.raises(SignedOutError):
        give_code(cast.office, half, cast.code(), now=cast.now, address=ADDRESS)


def test_s16_a_session_ends_when_nothing_is_asked_in_it(cast: Cast) -> None:
    token = cast.signed_in(cast.account("ann"))
    cast.later(minutes=19)
    assert cast.asks(token)
    cast.later(minutes=19)
    assert cast.asks(token)
    cast.later(seconds=IDLE.total_seconds())
    assert cast.asks(token) is None
    assert timedelta(minutes=15) <= IDLE <= timedelta(minutes=30)


def test_s16_a_session_ends_after_a_day_at_work_whatever_is_asked_in_it(cast: Cast) -> None:
    token = cast.signed_in(cast.account("ann"))
    until = cast.now + LONGEST
    while cast.later(minutes=10) < until:
        assert cast.asks(token)
    assert cast.asks(token) is None
    assert timedelta(hours=12) >= LONGEST


def test_a_half_session_does_not_wait_for_long(cast: Cast) -> None:
    cast.account("ann")
    half = first(cast)
    cast.later(minutes=14)
    assert cast.asks(half.token)
    cast.now = half.session.made_at + HALF
    assert cast.asks(half.token) is None


def test_s17_signing_out_kills_the_token(cast: Cast) -> None:
    token = cast.signed_in(cast.account("ann"))
    actor = cast.present(token)
    sign_out(cast.office, actor, now=cast.now)
    sign_out(cast.office, actor, now=cast.now)
    assert cast.asks(token) is None
    assert cast.events() == ["signed-out"]


def test_asking_often_writes_rarely(cast: Cast) -> None:
    token = cast.signed_in(cast.account("ann"))
    cast.later(seconds=59)
    cast.asks(token)
    with cast.store.read() as connection:
        present = Sessions(connection).find(token, cast.now)
    assert present
    assert present.session.seen_at == cast.now - timedelta(seconds=59)
    cast.later(seconds=1)
    cast.asks(token)
    with cast.store.read() as connection:
        present = Sessions(connection).find(token, cast.now)
    assert present
    assert present.session.seen_at == cast.now


def test_sessions_that_ran_out_are_swept_away(cast: Cast) -> None:
    ann = cast.account("ann")
    cast.signed_in(ann)
    cast.later(minutes=21)
    cast.signed_in(ann)
    with cast.store.read() as connection:
        assert len(Sessions(connection).of(ann.id, cast.now - timedelta(minutes=21))) == 1


def test_what_a_session_tells_of_its_end(cast: Cast) -> None:
    cast.account("ann")
    whole = second(cast, first(cast)).session
    assert whole.ends_at == cast.now + IDLE
    assert whole.ends_at_latest == cast.now + LONGEST
    assert replace(whole, seen_at=cast.now + LONGEST - timedelta(minutes=1)).ends_at == cast.now + LONGEST
