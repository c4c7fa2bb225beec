import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.matching.tokens import LONGEST_TEXT, LONGEST_WORD, spoken, words


def test_apostrophes_of_every_shape_are_dropped() -> None:
    assert words("can't can’t CAN‘T") == ["cant", "cant", "cant"]


def test_latin_accents_go_and_other_scripts_keep_their_marks() -> None:
    assert words("Café") == ["cafe"]
    assert words("உதவி வேண்டும்") == ["உதவி", "வேண்டும்"]


def test_ways_of_saying_the_same_become_the_same() -> None:
    assert spoken(words("I'm cold")) == spoken(words("i am cold"))
    assert spoken(words("I cannot pay")) == spoken(words("I can not pay")) == spoken(words("i can't pay"))
    assert spoken(words("do not like")) == spoken(words("don't like"))


@given(st.text())
def test_any_text_gives_words_of_bounded_length(text: str) -> None:
    found = words(text)
    assert all(0 < len(word) <= LONGEST_WORD for word in found)
    assert len("".join(found)) <= 20 * LONGEST_TEXT


def test_a_very_long_text_is_read_from_its_start_only() -> None:
    assert words("a " * 10 * LONGEST_TEXT) == ["a"] * (LONGEST_TEXT // 2)


@pytest.mark.parametrize(
    ("typed", "paper"),
    [
        ("i want to make a will", True),
        ("will writing", True),
        ("his will", True),
        ("will you help", False),
        ("who will help", False),
    ],
)
def test_a_will_is_told_from_what_will_be(typed: str, paper: bool) -> None:
    assert ("wills" in spoken(words(typed))) is paper


@pytest.mark.parametrize(
    ("typed", "read"),
    [("wnt sum1 2 talk 2", "want someone 2 talk 2"), ("me bruvver", "me brother"), ("no1", "nobody")],
)
def test_shorthand_is_read_as_what_it_stands_for(typed: str, read: str) -> None:
    assert " ".join(spoken(words(typed))) == read
