"""Numbers are kept as they are written here, whatever signs they were typed with, and slips are not kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.actions.telephones import telephone_of
from poai.domain.errors import InvalidError


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("02079460000", "020 7946 0000"),
        ("(020) 7946 0000", "020 7946 0000"),
        ("+44 (0)20 7946 0000", "020 7946 0000"),
        ("0044 20-7946.0000", "020 7946 0000"),
        ("020\u00a07946\u00a00000", "020 7946 0000"),
        ("07700900123", "07700 900123"),
        ("01632 960123", "01632 960123"),
        ("0800 1111", "0800 1111"),
        ("020 7946 0000 ext 12", "020 7946 0000 x12"),
        ("0033 1 42 68 53 00", "+33 1 42 68 53 00"),
        ("+1 202 555 0123", "+1 202-555-0123"),
        ("  ", ""),
    ],
)
def test_s38_a_number_is_kept_as_it_is_written(typed: str, kept: str) -> None:
    assert telephone_of(typed, "phone") == kept
    assert telephone_of(kept, "phone") == kept


@pytest.mark.parametrize(
    "typed",
    [
        "0207946000", "7946 0000", "999", "07700 90012", "07700 9001234", "ring 020 7946 0000", "call me", "+", "x12",
        "٠٢٠٧٩٤٦٠٠٠٠", "020 7946 0000 020 7946 0001", "020 7946 000O",
    ],
)  # fmt: skip
def test_s38_what_cannot_be_rung_is_not_kept(typed: str) -> None:
    with pytest.raises(InvalidError, match="other_phone: wrong"):
        telephone_of(typed, "other_phone")


@given(st.text(max_size=40))
def test_s38_whatever_is_typed_is_a_number_nothing_or_refused(typed: str) -> None:
    try:
        kept = telephone_of(typed, "phone")
    except InvalidError:
        return
    assert telephone_of(kept, "phone") == kept
    assert (kept == "") == (typed.strip() == "")
