"""Setting up a second factor, replacing it, and what is written down for when it is lost."""

from urllib.parse import parse_qs, unquote, urlsplit

import pyotp
import pytest

from poai.actions.factors import (
    Enrolled,
    begin_factor,
    codes_left,
    confirm_factor,
    new_codes,
    pending_factor,
)
from poai.actions.proof import PER_ACCOUNT
from poai.actions.sign_in import give_code, give_password
from poai.domain.access import Actor
from poai.domain.errors import NotFoundError, SignInError, ThrottledError
from poai.store import Factors
from tests.actions.cast import ADDRESS, PASSWORD, SECRET, Cast


def half(cast: Cast, *, factor: bool = False) -> Actor:
    """Somebody who has given their password only."""
    cast.account("ann", factor=factor)
    return again(cast)


def again(cast: Cast) -> Actor:
    return cast.present(
        give_password(cast.office, "ann@example.org", PASSWORD, now=cast.now, address=ADDRESS)
    )


def enrolled(cast: Cast) -> tuple[Enrolled, str]:
    """Ann, who has just set up a factor, and its secret."""
    ann = half(cast)
    secret = begin_factor(cast.office, ann, now=cast.now).secret
    return confirm_factor(cast.office, ann, cast.code(secret), now=cast.now), secret


def recover(cast: Cast, code: str) -> Actor:
    return cast.present(give_code(cast.office, again(cast), code, now=cast.now, address=ADDRESS))


def test_s04_the_first_factor_is_set_up_between_the_two_steps(cast: Cast) -> None:
    ann = half(cast)
    enrolment = begin_factor(cast.office, ann, now=cast.now)
    assert pending_factor(cast.office, ann, now=cast.now) == enrolment
    done = confirm_factor(cast.office, ann, cast.code(enrolment.secret), now=cast.now)
    assert cast.present(done.signed).strength == "second-factor"
    assert done.signed.enrolled
    assert cast.events()[1:] == ["second-factor-added", "recovery-codes-made", "signed-in"]
    assert [letter.letter for letter in cast.letters()] == ["factor-changed"]


def test_the_code_to_scan_names_the_product_and_the_account(cast: Cast) -> None:
    enrolment = begin_factor(cast.office, half(cast), now=cast.now)
    parts = urlsplit(enrolment.uri)
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert unquote(parts.path) == "/Point of Access:ann@example.org"
    assert parse_qs(parts.query)["secret"] == [enrolment.secret]
    assert len(enrolment.secret) == 32


def test_a_factor_counts_only_once_a_code_has_shown_that_it_works(cast: Cast) -> None:
    ann = half(cast)
    begin_factor(cast.office, ann, now=cast.now)
    with pytest.raises(SignInError):
        confirm_factor(cast.office, ann, "000000", now=cast.now)
    with cast.store.read() as connection:
        assert Factors(connection).get(ann.id) is None
    assert cast.events()[-1] == "second-factor-failed"


def test_s07_confirming_is_throttled(cast: Cast) -> None:
    ann = half(cast)
    secret = begin_factor(cast.office, ann, now=cast.now).secret
    for _ in range(PER_ACCOUNT):
        with pytest.raises(SignInError):
            confirm_factor(cast.office, ann, "000000", now=cast.now)
    with pytest.raises(ThrottledError):
        confirm_factor(cast.office, ann, cast.code(secret), now=cast.now)


def test_s04_a_password_alone_cannot_replace_a_factor_that_counts(cast: Cast) -> None:
    ann = half(cast, factor=True)
    with pytest.raises(NotFoundError):
        begin_factor(cast.office, ann, now=cast.now)
    with pytest.raises(NotFoundError):
        begin_factor(cast.office, ann, now=cast.now, password=PASSWORD)
    with pytest.raises(NotFoundError):
        confirm_factor(cast.office, ann, cast.code(), now=cast.now)
    assert cast.events()[-1] == "refused"


def test_s04_whoever_else_knows_the_password_does_not_see_what_is_being_set_up(cast: Cast) -> None:
    ann = half(cast)
    thief = again(cast)
    secret = begin_factor(cast.office, ann, now=cast.now).secret
    with pytest.raises(NotFoundError):
        pending_factor(cast.office, thief, now=cast.now)
    with pytest.raises(NotFoundError):
        confirm_factor(cast.office, thief, cast.code(secret), now=cast.now)
    confirm_factor(cast.office, ann, cast.code(secret), now=cast.now)


def test_s04_a_factor_begun_before_another_was_confirmed_does_not_let_a_password_in(cast: Cast) -> None:
    """Who knows the password begins a factor of their own while there is none; it must not outlive the owner's."""
    ann = half(cast)
    thief = again(cast)
    stolen = begin_factor(cast.office, thief, now=cast.now).secret
    secret = begin_factor(cast.office, ann, now=cast.now).secret
    confirm_factor(cast.office, ann, cast.code(secret), now=cast.now)
    with pytest.raises(NotFoundError):
        confirm_factor(cast.office, thief, cast.code(stolen), now=cast.now)


def test_s18_another_factor_needs_the_password_again(cast: Cast) -> None:
    ann = cast.actor("ann")
    with pytest.raises(SignInError):
        begin_factor(cast.office, ann, now=cast.now, address=ADDRESS, password="wrong")
    with pytest.raises(SignInError):
        begin_factor(cast.office, ann, now=cast.now, address=ADDRESS)
    secret = begin_factor(cast.office, ann, now=cast.now, address=ADDRESS, password=PASSWORD).secret
    done = confirm_factor(cast.office, ann, cast.code(secret), now=cast.now)
    cast.present(done.signed)
    # The factor of before, which still counted until then, no longer does.
    cast.later(minutes=1)
    with pytest.raises(SignInError):
        give_code(cast.office, again(cast), cast.code(SECRET), now=cast.now, address=ADDRESS)
    give_code(cast.office, again(cast), cast.code(secret), now=cast.now, address=ADDRESS)


def test_s15_another_factor_ends_every_session_of_before(cast: Cast) -> None:
    account = cast.account("ann")
    here, elsewhere = cast.signed_in(account), cast.signed_in(account)
    ann = cast.present(here)
    secret = begin_factor(cast.office, ann, now=cast.now, address=ADDRESS, password=PASSWORD).secret
    confirm_factor(cast.office, ann, cast.code(secret), now=cast.now)
    assert cast.asks(here) is None
    assert cast.asks(elsewhere) is None


def test_s05_the_code_that_confirmed_does_not_sign_in(cast: Cast) -> None:
    _, secret = enrolled(cast)
    with pytest.raises(SignInError):
        recover(cast, cast.code(secret))
    cast.later(seconds=30)
    recover(cast, cast.code(secret))


def test_s05_the_secret_is_not_in_the_database(cast: Cast) -> None:
    _, secret = enrolled(cast)
    assert secret not in cast.dump()
    assert pyotp.TOTP(secret).byte_secret() not in cast.dump().encode("latin-1", "replace")


def test_s06_there_are_ten_recovery_codes_that_nobody_guesses(cast: Cast) -> None:
    done, _ = enrolled(cast)
    assert len(set(done.codes)) == 10
    assert all(len(code.replace("-", "")) * 5 >= 112 for code in done.codes)  # bits, at five a letter
    kept = cast.dump()
    assert not [code for code in done.codes if code in kept or code.replace("-", "") in kept]


def test_s06_a_recovery_code_works_once_and_the_owner_is_told(cast: Cast) -> None:
    done, _ = enrolled(cast)
    cast.letters()
    typed = done.codes[3].lower().replace("-", " ")
    ann = recover(cast, typed)
    assert ann.strength == "second-factor"
    assert codes_left(cast.office, ann) == 9
    assert cast.events()[-2:] == ["recovery-code-used", "signed-in"]
    assert [letter.letter for letter in cast.letters()] == ["signed-in"]
    with pytest.raises(SignInError):
        recover(cast, typed)


def test_s06_a_recovery_code_is_for_one_account(cast: Cast) -> None:
    done, _ = enrolled(cast)
    cast.account("bob")
    bob = cast.present(give_password(cast.office, "bob@example.org", PASSWORD, now=cast.now, address=ADDRESS))
    with pytest.raises(SignInError):
        give_code(cast.office, bob, done.codes[0], now=cast.now, address=ADDRESS)


def test_s06_new_recovery_codes_need_the_password_and_replace_those_before(cast: Cast) -> None:
    done, _ = enrolled(cast)
    ann = cast.present(done.signed)
    with pytest.raises(SignInError):
        new_codes(cast.office, ann, "wrong", now=cast.now, address=ADDRESS)
    codes = new_codes(cast.office, ann, PASSWORD, now=cast.now, address=ADDRESS)
    assert set(codes).isdisjoint(done.codes)
    with pytest.raises(SignInError):
        recover(cast, done.codes[0])
    recover(cast, codes[0])


def test_nothing_is_shown_where_nothing_is_being_set_up(cast: Cast) -> None:
    with pytest.raises(NotFoundError):
        pending_factor(cast.office, half(cast), now=cast.now)
