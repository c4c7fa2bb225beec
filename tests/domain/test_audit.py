"""The trail's rules: what may be written into it, and its head as a line of text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.domain.audit import START, Event, Head, check_keys


@pytest.mark.parametrize(
    "text",
    [
        "",
        "visitor",
        "person:6f1c2d34-0000-4000-8000-000000000001",
        "link-worker",
        "2026-11-23T09:30:00+00:00",
    ],
)
def test_s51_ids_keys_and_numbers_may_be_in_the_trail(text: str) -> None:
    check_keys(text)


@pytest.mark.parametrize(
    "text", ["Mrs Example", "ann@example.org", "line\nline", "ß", "’", "a" * 201, "<b>", "\x00", "trailing\n"]
)
def test_s51_words_and_addresses_are_kept_out_of_the_trail_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="ids, keys and numbers") as caught:
        check_keys("fine", text)
    assert text not in str(caught.value)


def test_every_event_may_be_in_the_trail() -> None:
    check_keys(*Event)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", event) for event in Event)


@given(st.integers(0, 10**12), st.binary(min_size=32, max_size=32))
def test_a_head_is_read_back_from_its_line(number: int, mac: bytes) -> None:
    kept = Head(number, mac.hex())
    assert Head.read(f"{kept}\n") == kept


@pytest.mark.parametrize(
    "line", ["", "12", f"-1 {START.mac}", f"x {START.mac}", "12 abc", f"1 {START.mac}0", "² " + START.mac]
)
def test_a_line_that_is_no_head_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="poai audit head"):
        Head.read(line)
