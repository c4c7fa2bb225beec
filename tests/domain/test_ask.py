"""An ask reads any address and writes one that reads back the same."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.domain.ask import DAYS, TEXT_LIMIT, Ask

PAIRS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "q",
                "where",
                "area",
                "need",
                "not",
                "statement",
                "in",
                "day",
                "time",
                "way",
                "language",
                "free",
                "sort",
                "page",
            ]
        )
        | st.text(max_size=8),
        st.text(max_size=30) | st.sampled_from(["yes", "MO", "evening", "home", "nearest", "3", "-1", "²"]),
    ),
    max_size=20,
)


@given(PAIRS)
def test_any_address_reads_and_reads_back_the_same(pairs: list[tuple[str, str]]) -> None:
    ask = Ask.read(pairs)
    assert Ask.read(parse_qsl(ask.query())) == ask


def test_what_makes_no_sense_is_left_out() -> None:
    ask = Ask.read([("day", "XX"), ("day", "MO"), ("page", "0"), ("sort", "sideways"), ("free", "perhaps")])
    assert ask == Ask(days=("MO",))


def test_long_text_is_cut_and_control_characters_go() -> None:
    assert len(Ask.read([("q", "a" * 5000)]).text) == TEXT_LIMIT
    assert Ask.read([("q", "no\x00 one\r\n to\u202e talk")]).text == "no one to talk"


def test_values_of_one_kind_are_each_kept_once() -> None:
    assert Ask.read([("need", "food"), ("need", "food"), ("need", "debt")]).needs == ("food", "debt")


@pytest.mark.parametrize("day", DAYS)
def test_choosing_twice_is_choosing_and_taking_back(day: str) -> None:
    once = Ask(text="lunch").toggled("days", day)
    assert once.days == (day,)
    assert once.toggled("days", day).days == ()


def test_a_change_goes_back_to_the_first_page() -> None:
    assert Ask(page=4).but(free=True).page == 1
    assert Ask(page=4).but(page=5).page == 5


def test_taking_the_filters_away_keeps_the_words_and_the_place() -> None:
    ask = Ask(text="lunch", near="CR0", free=True, days=("MO",), within=("purley",))
    assert ask.filtered
    assert ask.unfiltered() == Ask(text="lunch", near="CR0")
