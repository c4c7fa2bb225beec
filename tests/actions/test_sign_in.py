"""Signing in: both steps, what may not be told, how often one may guess, and how long it lasts."""

import re
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from poai.actions.hashing import HASHER
from poai.actions.proof import PER_ACCOUNT, PER_ADDRESS
from poai.actions.sign_in import MANY_FAILURES, SignedIn, give_code, give_password
from poai.domain.account import State
from poai.domain.audit import Event
from poai.domain.errors import NotFoundError, SignedOutError, SignInError, ThrottledError
from poai.store import Accounts
from poai.store.account_tables import account as account_table
from poai.store.throttles import WINDOW
from tests.actions.cast import ADDRESS, ADMINISTRATOR, PASSWORD, Cast

WRONG = "not the right one"


def first(
    cast: Cast, email: str = "ann@example.org", password: str = PASSWORD, address: str = ADDRESS
) -> SignedIn:
    return give_password(cast.office, email, password, now=cast.now, address=address)


def second(cast: Cast, half: SignedIn, code: str) -> SignedIn:
    return give_code(cast.office, cast.present(half), code, now=cast.now, address=ADDRESS)


def test_both_steps_begin_a_session_in_which_the_grants_count(cast: Cast) -> None:
    ann = cast.account("ann", ADMINISTRATOR)
    signed = second(cast, first(cast, " Ann@Example.org "), cast.code())
    actor = cast.present(signed)
    assert (actor.id, actor.name, actor.strength) == (ann.id, "Ann", "second-factor")
    assert actor.grants == {ADMINISTRATOR}
    assert cast.events() == ["password-passed", "signed-in"]


def test_s01_passwords_are_kept_as_argon2id_that_costs_enough(cast: Cast) -> None:
    cast.account("ann")
    first(cast)
    with cast.store.read() as connection:
        (kept,) = connection.scalars(select(account_table.c.password))
    parts = re.fullmatch(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$.+", kept)
    assert parts
    assert int(parts[1]) >= 19456
    assert int(parts[2]) >= 2


def test_s01_a_cheaper_hash_is_renewed_at_sign_in(cast: Cast) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    cast.account("ann", password=cheap.hash(PASSWORD))
    with pytest.raises(SignInError):
        first(cast, password=WRONG)
    first(cast)
    with cast.store.read() as connection:
        (kept,) = connection.scalars(select(account_table.c.password))
    assert not HASHER.check_needs_rehash(kept)
    assert HASHER.verify(kept, PASSWORD)


@pytest.mark.parametrize("typed", [PASSWORD.upper(), PASSWORD + " ", PASSWORD[:-1], "", "x" * 5000])
def test_s02_a_password_is_compared_exactly(cast: Cast, typed: str) -> None:
    cast.account("ann")
    with pytest.raises(SignInError):
        first(cast, password=typed)


def test_s02_nothing_after_the_seventy_second_byte_is_forgotten(cast: Cast) -> None:
    long = "quiet marsh lantern " * 6
    cast.account("ann", password=HASHER.hash(long))
    with pytest.raises(SignInError):
        first(cast, password=long[:72])
    first(cast, password=long)


def test_s08_wrong_unknown_and_disabled_are_told_alike(cast: Cast) -> None:
    cast.account("ann")
    cast.account("bob", state=State.DISABLED)
    cast.account("cat", state=State.INVITED, password="")
    said = []
    for email, password in (("ann", WRONG), ("bob", PASSWORD), ("cat", ""), ("nobody", PASSWORD)):
        with pytest.raises(SignInError) as raised:
            first(cast, f"{email}@example.org", password)
        said.append((type(raised.value), str(raised.value), raised.value.args))
    assert len(set(said)) == 1


def test_s08_an_unknown_address_costs_a_check_all_the_same(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes time is counted, as times themselves are noise: one slow check each, of the same cost."""
    cast.account("ann")
    checked: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 -- the library's name
            checked.append(str(hash).rpartition("p=")[0])
            return super().verify(hash, password)

    counting = Counting(HASHER.time_cost, HASHER.memory_cost, HASHER.parallelism)
    monkeypatch.setattr("poai.actions.hashing.HASHER", counting)
    for email in ("ann@example.org", "nobody@example.org"):
        with pytest.raises(SignInError):
            first(cast, email, WRONG)
    assert len(checked) == 2
    assert checked[0] == checked[1]


def test_s07_after_ten_failures_even_the_right_password_waits(cast: Cast) -> None:
    cast.account("ann")
    for _ in range(PER_ACCOUNT):
        with pytest.raises(SignInError):
            first(cast, password=WRONG)
        cast.later(seconds=1)
    with pytest.raises(ThrottledError) as raised:
        first(cast)
    assert raised.value.retry_after == WINDOW.total_seconds() - PER_ACCOUNT
    assert cast.count(Event.SIGN_IN_FAILED) == PER_ACCOUNT
    assert cast.count(Event.SIGN_IN_THROTTLED) == 1


def test_s07_whoever_goes_on_guessing_makes_the_wait_no_longer(cast: Cast) -> None:
    cast.account("ann")
    for _ in range(PER_ACCOUNT):
        with pytest.raises(SignInError):
            first(cast, password=WRONG)
    for _ in range(3):
        cast.later(minutes=1)
        with pytest.raises(ThrottledError):
            first(cast, password=WRONG)
    cast.later(minutes=2)
    first(cast)


def test_s07_an_unknown_address_is_throttled_as_a_known_one_is(cast: Cast) -> None:
    for _ in range(PER_ACCOUNT):
        with pytest.raises(SignInError):
            first(cast, "nobody@example.org")
    with pytest.raises(ThrottledError):
        first(cast, "NOBODY@example.org ")


def test_s07_one_network_address_may_not_try_many_accounts(cast: Cast) -> None:
    cast.account("ann")
    for number in range(PER_ADDRESS):
        with pytest.raises(SignInError):
            first(cast, f"{number}@example.org")
    with pytest.raises(ThrottledError):
        first(cast)
    first(cast, address="192.0.2.8")


def test_s07_all_the_ipv6_addresses_of_one_network_count_as_one(cast: Cast) -> None:
    cast.account("ann")
    for number in range(PER_ADDRESS):
        with pytest.raises(SignInError):
            first(cast, f"{number}@example.org", address=f"2001:db8:1:2::{number:x}")
    with pytest.raises(ThrottledError):
        first(cast, address="2001:db8:1:2:ffff:ffff:ffff:ffff")
    first(cast, address="2001:db8:1:3::1")


def test_s07_an_ipv4_address_counts_as_itself_however_it_is_written(cast: Cast) -> None:
    for number in range(PER_ADDRESS):
        with pytest.raises(SignInError):
            first(cast, f"{number}@example.org", address="::ffff:192.0.2.7" if number % 2 else "192.0.2.7")
    for address in ("192.0.2.7", "::ffff:192.0.2.7"):
        with pytest.raises(ThrottledError):
            first(cast, "another@example.org", address=address)
    with pytest.raises(SignInError):
        first(cast, "another@example.org", address="::ffff:192.0.2.8")


def test_s07_a_success_forgives_the_failures_before_it(cast: Cast) -> None:
    cast.account("ann")
    for _ in range(2):
        for _ in range(PER_ACCOUNT - 1):
            with pytest.raises(SignInError):
                first(cast, password=WRONG)
        first(cast)


def test_s07_many_at_once_cannot_slip_through_together(cast: Cast) -> None:
    cast.account("ann")
    said: list[type[BaseException]] = []

    def guess() -> None:
        try:
            first(cast, password=WRONG)
        except (SignInError, ThrottledError) as error:
            said.append(type(error))

    threads = [threading.Thread(target=guess) for _ in range(PER_ACCOUNT + 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said.count(SignInError) == PER_ACCOUNT
    assert said.count(ThrottledError) == 4


def test_s07_the_second_factor_is_throttled_too(cast: Cast) -> None:
    cast.account("ann")
    half = first(cast)
    for _ in range(PER_ACCOUNT):
        with pytest.raises(SignInError):
            second(cast, half, "000000")
    with pytest.raises(ThrottledError):
        second(cast, half, cast.code())
    # A fresh password does not begin the count again.
    with pytest.raises(ThrottledError):
        second(cast, first(cast), cast.code())
    cast.later(minutes=5)
    second(cast, half, cast.code())


def test_s07_nothing_that_was_typed_is_kept(cast: Cast) -> None:
    for email in ("ann@example.org", "bob@example.org"):
        with pytest.raises(SignInError):
            first(cast, email, WRONG)
    kept = cast.dump()
    assert not [word for word in ("ann@", "bob@", WRONG, ADDRESS) if word in kept]
    assert {row.origin for row in cast.trail()} != {""}


def test_s05_a_code_works_once(cast: Cast) -> None:
    cast.account("ann")
    second(cast, first(cast), cast.code())
    with pytest.raises(SignInError):
        second(cast, first(cast), cast.code())
    cast.later(seconds=30)
    second(cast, first(cast), cast.code())


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_s05_a_clock_may_be_wrong_by_one_step_and_no_more(cast: Cast, steps: int, right: bool) -> None:
    cast.account("ann")
    half = first(cast)
    there = cast.now
    cast.now = there + timedelta(seconds=30 * steps)
    code = cast.code()
    cast.now = there
    if right:
        second(cast, half, f" {code[:3]} {code[3:]} ")
    else:
        with pytest.raises(SignInError):
            second(cast, half, code)


def test_s05_an_older_code_is_refused_after_a_newer_one(cast: Cast) -> None:
    cast.account("ann")
    older = cast.code()
    cast.later(seconds=30)
    second(cast, first(cast), cast.code())
    with pytest.raises(SignInError):
        second(cast, first(cast), older)


def test_s05_of_two_at_once_with_one_code_one_gets_in(cast: Cast) -> None:
    cast.account("ann")
    halves = [first(cast) for _ in range(4)]
    done: list[object] = []

    def try_it(half: SignedIn) -> None:
        try:
            done.append(second(cast, half, cast.code()))
        except SignInError:
            done.append(None)

    threads = [threading.Thread(target=try_it, args=(half,)) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([each for each in done if each]) == 1
    assert len(done) == 4


def test_whoever_is_disabled_between_the_steps_stays_out(cast: Cast) -> None:
    ann = cast.account("ann")
    half = cast.present(first(cast))
    with cast.store.work() as connection:
        Accounts(connection).set_state(ann.id, State.DISABLED)
    with pytest.raises(SignedOutError):
        give_code(cast.office, half, cast.code(), now=cast.now, address=ADDRESS)


def test_s11_failures_are_in_the_trail_with_whom_they_are_about_and_from_where(cast: Cast) -> None:
    ann = cast.account("ann")
    with pytest.raises(SignInError):
        first(cast, password=WRONG)
    with pytest.raises(SignInError):
        second(cast, first(cast), "123456")
    failed = [row for row in cast.trail() if row.event.endswith("failed")]
    assert [(row.event, row.actor, row.thing) for row in failed] == [
        ("sign-in-failed", "visitor", f"account:{ann.id}"),
        ("second-factor-failed", ann.id, f"account:{ann.id}"),
    ]
    assert all(row.origin and row.at == cast.now for row in failed)


def test_s11_the_owner_is_told_of_several_failures_before_a_success(cast: Cast) -> None:
    cast.account("ann")
    for _ in range(MANY_FAILURES - 1):
        with pytest.raises(SignInError):
            first(cast, password=WRONG)
    first(cast)
    assert cast.letters() == []
    for _ in range(MANY_FAILURES):
        with pytest.raises(SignInError):
            first(cast, password=WRONG)
    first(cast)
    assert [(letter.to, letter.letter) for letter in cast.letters()] == [("ann@example.org", "signed-in")]


def test_s11_the_owner_is_told_once_that_somebody_with_their_password_guesses_codes(cast: Cast) -> None:
    cast.account("ann")
    half = first(cast)
    for _ in range(MANY_FAILURES - 1):
        with pytest.raises(SignInError):
            second(cast, half, "000000")
    assert cast.letters() == []
    for _ in range(PER_ACCOUNT - MANY_FAILURES + 1):
        with pytest.raises(SignInError):
            second(cast, half, "000000")
    assert [(letter.to, letter.letter) for letter in cast.letters()] == [("ann@example.org", "wrong-codes")]


def test_with_another_secret_a_code_is_wrong_and_no_fault(cast: Cast) -> None:
    """POAI_SECRET was changed: authenticators must be set up again, and attempts are counted and written down."""
    cast.account("ann")
    cast.office = replace(cast.office, secret="another secret of thirty-two characters")
    half = first(cast)
    with pytest.raises(SignInError):
        second(cast, half, cast.code())
    assert cast.events()[-1] == "second-factor-failed"


def test_s04_a_whole_session_does_not_take_the_second_step_again(cast: Cast) -> None:
    actor = cast.actor("ann")
    with pytest.raises(NotFoundError):
        give_code(cast.office, actor, cast.code(), now=cast.now, address=ADDRESS)
