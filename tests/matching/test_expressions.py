import pytest

from poai.matching.expressions import Expressions, in_order, near_together


def positions(text: str, expression: str, gap: int) -> list[tuple[int, ...]]:
    index = Expressions([("it", expression.split())], gap)
    return [found.positions for found in index.find(text.split())]


@pytest.mark.parametrize(
    ("text", "expression", "gap", "where"),
    [
        ("no food today", "no food", 0, [(0, 1)]),
        ("no hot food today", "no food", 0, []),
        ("no hot food today", "no food", 1, [(0, 2)]),
        ("food no", "no food", 2, []),
        ("a b a b", "a b", 0, [(0, 1), (2, 3)]),
        ("a a b", "a b", 1, [(1, 2)]),
        ("a b b c", "a b c", 1, [(0, 2, 3)]),
        ("a b", "a a", 3, []),
        ("", "a", 0, []),
    ],
)
def test_words_are_found_in_order_with_few_others_between(
    text: str, expression: str, gap: int, where: list[tuple[int, ...]]
) -> None:
    assert positions(text, expression, gap) == where


def test_an_empty_expression_is_never_found() -> None:
    assert Expressions([("it", [])], 2).find(["a"]) == []


def test_a_missing_word_ends_the_search() -> None:
    assert list(in_order(["a", "b"], {"a": [0]}, 5)) == []


@pytest.mark.parametrize(
    ("text", "expression", "where"),
    [
        ("mother is on the floor", "floor mother", [(0, 4)]),
        ("floor mother", "mother floor", [(0, 1)]),
        ("mother x x x x x x x x floor", "mother floor", []),
        ("a b", "a a", []),
        ("mother", "mother floor", []),
    ],
)
def test_words_in_any_order_are_found_when_near(
    text: str, expression: str, where: list[tuple[int, ...]]
) -> None:
    index = Expressions([("it", expression.split())], 6, any_order=True)
    assert [found.positions for found in index.find(text.split())] == where


def test_a_word_is_found_by_whatever_it_also_stands_for() -> None:
    index = Expressions([("it", ["=voices", "<telling>"])], 0)
    assert index.find(["voice", "say"], [["=voices"], ["=says", "<telling>"]])
    assert not index.find(["voice", "say"], [["=voice"], ["=says", "<telling>"]])
    assert not index.find(["voice", "say"])


def test_nearness_wants_every_word() -> None:
    assert list(near_together(["a", "b"], {"a": [0]}, 5)) == []
