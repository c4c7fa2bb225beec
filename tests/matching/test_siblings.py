from hypothesis import given
from hypothesis import strategies as st

from poai.matching.searchable import Searchable
from poai.matching.siblings import TOGETHER, programme, spread


def test_one_programme_at_several_places_is_one_family() -> None:
    one, two = (Searchable(key, f"Hub session, {key}", "Age Trust", "") for key in "ab")
    other = Searchable("c", "Hub session, c", "Elm Trust", "")
    assert programme(one) == programme(two) != programme(other)


def test_a_name_without_a_place_is_no_family() -> None:
    one, two = (Searchable(key, "Coffee morning", "", "") for key in "ab")
    assert programme(one) != programme(two)


def test_further_siblings_wait_behind_the_next_different_ones() -> None:
    assert "".join(spread("aaabcdef", lambda one: one)) == "aabcdaef"


@given(st.lists(st.sampled_from("abc")))
def test_nothing_is_lost_and_the_first_stay_first(ordered: list[str]) -> None:
    out = spread(ordered, lambda one: one)
    assert sorted(out) == sorted(ordered)
    assert out[:TOGETHER] == ordered[:TOGETHER]
