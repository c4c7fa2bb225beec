"""The drawing of progress: inside its frame, in the order of the days, higher for more."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from poai.domain.goal import Progress
from poai.web.chart import HEIGHT, WIDTH, chart

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
STEPS = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 10)), min_size=2, max_size=40).map(sorted)


def steps(*given: tuple[int, int]) -> list[Progress]:
    first = date(2020, 1, 1)
    return [
        Progress(id="s", progress=value, words="", on=first + timedelta(days=day), at=NOW, by="a")
        for day, value in given
    ]


@given(STEPS)
def test_every_value_is_drawn_inside_the_frame_further_right_for_later_and_higher_for_more(
    given: list[tuple[int, int]],
) -> None:
    drawn = chart(steps(*given))
    assert drawn
    dots = drawn.dots
    assert [dot.value for dot in dots] == [value for _, value in given]
    assert all(drawn.left <= dot.x <= drawn.right < WIDTH and 0 < dot.y < HEIGHT for dot in dots)
    assert all(one.x <= other.x for one, other in pairwise(dots))
    assert all((one.y < other.y) == (one.value > other.value) for one in dots for other in dots)
    assert (dots[0].x, dots[-1].x) == (drawn.left, drawn.right)
    assert len(drawn.line.split()) == len(given)


@given(STEPS)
def test_the_lines_across_stand_where_their_values_would(given: list[tuple[int, int]]) -> None:
    drawn = chart(steps(*given))
    assert drawn
    across = dict(drawn.scale)
    assert all(dot.y == across[dot.value] for dot in drawn.dots if dot.value in across)


def test_one_value_makes_no_line() -> None:
    assert chart(steps((1, 5))) is None
    assert chart([]) is None
