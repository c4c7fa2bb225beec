"""A score is taken as it was typed, or refused: never bent to fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.actions.measures import score_of
from poai.domain.errors import InvalidError
from poai.domain.measure import Question

WHOLE = Question(key="q", words="How?", short="How", lowest=0, highest=10, better="higher")
FINE = Question(key="q", words="How?", short="How", lowest=7, highest=35, better="higher", decimals=2)


@given(st.integers(700, 3500))
def test_every_score_between_the_ends_is_taken_exactly(hundredths: int) -> None:
    typed = f"{hundredths // 100}.{hundredths % 100:02}"
    assert score_of(FINE, typed) == float(typed)


@given(st.text(max_size=6) | st.floats().map(str) | st.integers().map(str))
def test_whatever_else_is_typed_is_refused(typed: str) -> None:
    if typed in {f"{number}" for number in range(11)}:
        assert score_of(WHOLE, typed) == int(typed)
        return
    taken = refused(typed)
    assert taken is None or (taken in range(11) and float(typed) == taken)  # "7.0" and "07" are 7


def refused(typed: str) -> float | None:
    """The score, or None if it was refused as it should be."""
    try:
        return score_of(WHOLE, typed)
    except InvalidError as error:
        return None if (error.field, error.reason) == ("q", "wrong") else -1


@pytest.mark.parametrize("typed", ["", "nan", "inf", "-1", "1e1", "٣", "11", "5,5", "5.5"])
def test_what_is_no_whole_number_from_0_to_10_is_refused(typed: str) -> None:
    with pytest.raises(InvalidError):
        score_of(WHOLE, typed)
