"""What a goal must have before it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.actions.goals import zero_to_ten
from poai.domain.errors import InvalidError


@given(st.text(max_size=4))
def test_a_number_is_0_to_10_in_plain_digits_or_nothing(typed: str) -> None:
    plain = {f"{number}": number for number in range(11)} | {f"0{number}": number for number in range(10)}
    if typed in plain:
        assert zero_to_ten(typed, "progress") == plain[typed]
    else:
        with pytest.raises(InvalidError) as caught:
            zero_to_ten(typed, "progress")
        assert (caught.value.field, caught.value.reason) == ("progress", "missing")


@given(st.integers(0, 10))
def test_every_number_from_0_to_10_is_taken(number: int) -> None:
    assert zero_to_ten(f"{number}", "importance") == number
