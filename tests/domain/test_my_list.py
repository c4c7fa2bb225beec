"""A saved list keeps its order, never repeats and never overflows."""

from hypothesis import given
from hypothesis import strategies as st

from poai.domain import my_list

SLUGS = [f"group-{n}" for n in range(40)]
MOVES = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "up", "down"]), st.sampled_from(SLUGS)), max_size=80
)


@given(MOVES)
def test_whatever_is_pressed_the_list_stays_sound(moves: list[tuple[str, str]]) -> None:
    saved: tuple[str, ...] = ()
    for verb, slug in moves:
        before = set(saved)
        if verb == "add":
            saved = my_list.add(saved, slug)
            assert before <= set(saved)
        elif verb == "remove":
            saved = my_list.remove(saved, slug)
            assert set(saved) == before - {slug}
        else:
            saved = my_list.move(saved, slug, -1 if verb == "up" else 1)
            assert set(saved) == before
        assert len(saved) == len(set(saved)) <= my_list.MOST


def test_moving_stops_at_the_ends() -> None:
    assert my_list.move(("a", "b", "c"), "a", -1) == ("a", "b", "c")
    assert my_list.move(("a", "b", "c"), "a", 1) == ("b", "a", "c")
    assert my_list.move(("a", "b", "c"), "c", -1) == ("a", "c", "b")


def test_a_full_list_takes_no_more() -> None:
    full = tuple(SLUGS[: my_list.MOST])
    assert my_list.add(full, "one-more") == full


def test_unknown_and_repeated_names_are_dropped() -> None:
    assert my_list.read("b,x,a,b", ",", {"a", "b"}) == ("b", "a")
    assert my_list.read("", ",", {"a"}) == ()


def test_what_became_part_of_another_is_that_other_once() -> None:
    known, moved = {"a", "b"}, {"old": "b", "gone": "nowhere"}
    assert my_list.read("old.a.b.gone", ".", known, moved) == ("b", "a")
