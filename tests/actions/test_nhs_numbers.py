"""NHS numbers are taken exactly where the nhs-number package takes them, however they are spaced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nhs_number.validate import calculate_checksum, is_valid

from poai.actions.nhs_numbers import nhs_number_of, written
from poai.domain.errors import InvalidError

DIGITS = st.text("0123456789", min_size=10, max_size=10)


def taken(typed: str) -> bool:
    try:
        return bool(nhs_number_of(typed))
    except InvalidError:
        return False


@given(DIGITS.filter(lambda digits: len(set(digits)) > 1))
def test_s38_ten_digits_are_taken_exactly_where_the_package_takes_them(digits: str) -> None:
    assert taken(digits) == is_valid(digits)


@given(st.integers(0, 99_999_999))
def test_s38_of_the_ten_last_digits_at_most_one_is_right(number: int) -> None:
    start = f"4{number:08}"
    right = [digit for digit in "0123456789" if taken(start + digit)]
    check = calculate_checksum(start)
    assert right == ([str(check)] if check != 10 and len(set(f"{start}{check}")) > 1 else [])


@given(st.integers(0, 99_999_999), st.integers(0, 9), st.integers(1, 9))
def test_s38_one_wrong_digit_is_always_noticed(number: int, at: int, more: int) -> None:
    start = f"4{number:08}"
    digits = start + str(calculate_checksum(start))
    slip = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]
    assert not (taken(digits[:10]) and taken(slip[:10]))


@pytest.mark.parametrize(
    "typed", ["9990000018", " 999 000 0018 ", "999-000-0018", "999\u00a0000\u20130018", "999.000.0018"]
)
def test_s38_it_may_be_spaced_in_any_way_and_is_written_in_one(typed: str) -> None:
    assert nhs_number_of(typed) == "9990000018"
    assert written(nhs_number_of(typed)) == "999 000 0018"


def test_a_number_that_there_cannot_be_is_told_beside_its_field() -> None:
    with pytest.raises(InvalidError, match="nhs_number: wrong"):
        nhs_number_of("9990000019")


def test_none_is_none() -> None:
    assert nhs_number_of(" ") == written("") == ""


@pytest.mark.parametrize("digit", "0123456789")
def test_one_digit_ten_times_is_nobodys(digit: str) -> None:
    assert not taken(digit * 10)


@given(st.text(max_size=14))
def test_s38_whatever_is_typed_is_ten_digits_nothing_or_refused(typed: str) -> None:
    if taken(typed):
        kept = nhs_number_of(typed)
        assert kept.isascii()
        assert kept.isdecimal()
        assert len(kept) == 10
