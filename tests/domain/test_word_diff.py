"""Two texts word by word: nothing is lost, and only what differs is marked."""

import random

import pytest

from poai.domain.word_diff import MOST, Piece, compare

WORDS = ["tea", "and", "cake", "on", "Mondays", "Mondays.", "\n", "  ", "for", "men", "women"]


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.changed]


def test_only_the_words_that_differ_are_marked() -> None:
    sides = compare("Tea and cake for men over 60", "Tea and biscuits for men over 55")
    assert marked(sides.old) == ["cake", "60"]
    assert marked(sides.new) == ["biscuits", "55"]


def test_words_that_are_only_added_take_nothing_out() -> None:
    sides = compare("Tea on Mondays", "Tea and cake on Mondays")
    assert marked(sides.old) == []
    assert marked(sides.new) == ["and cake"]


def test_words_in_a_row_are_marked_together_and_spaces_after_them_are_not() -> None:
    sides = compare("a big red hall", "a hall")
    assert sides.old == (Piece("a "), Piece("big red", changed=True), Piece(" hall"))


def test_a_line_break_instead_of_a_space_is_no_change() -> None:
    sides = compare("one two", "one\ntwo")
    assert marked(sides.old) == marked(sides.new) == []
    assert "".join(piece.text for piece in sides.new) == "one\ntwo"


@pytest.mark.parametrize("seed", range(20))
def test_each_side_is_its_text_whole(seed: int) -> None:
    chance = random.Random(seed)
    old, new = (" ".join(chance.choices(WORDS, k=chance.randrange(30))) for _ in range(2))
    sides = compare(old, new)
    assert "".join(piece.text for piece in sides.old) == old
    assert "".join(piece.text for piece in sides.new) == new
    assert "".join(p.text for p in sides.old if not p.changed).split() == (
        "".join(p.text for p in sides.new if not p.changed).split()
    )


def test_nothing_against_something_is_all_new() -> None:
    sides = compare("", "Tea")
    assert sides.old == ()
    assert sides.new == (Piece("Tea", changed=True),)


def test_a_text_too_long_to_compare_is_shown_whole() -> None:
    long = "word " * (MOST + 1)
    sides = compare(long, "word")
    assert sides.old == (Piece(long, changed=True),)
    assert compare(long, long).new == (Piece(long),)
