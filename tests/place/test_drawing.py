import re

from poai.domain.distance import Point
from poai.place import load_place
from poai.place.drawing import draw, encloses, outline
from tests.exampleton.files import DIRECTORY


def square(latitude: float, longitude: float) -> tuple[Point, ...]:
    return (
        Point(latitude, longitude),
        Point(latitude, longitude + 1),
        Point(latitude + 1, longitude + 1),
        Point(latitude + 1, longitude),
    )


def test_an_edge_that_two_rings_share_is_not_drawn_whichever_way_they_run() -> None:
    for right in (square(0, 1), square(0, 1)[::-1]):
        loops = outline([square(0, 0), right])
        assert len(loops) == 1
        assert set(loops[0]) == {Point(0, 0), Point(0, 1), Point(0, 2), Point(1, 2), Point(1, 1), Point(1, 0)}


def test_rings_apart_stay_apart() -> None:
    assert len(outline([square(0, 0), square(5, 5)])) == 2


def test_inside_is_inside_and_a_hole_is_not() -> None:
    outer = (Point(0, 0), Point(0, 4), Point(4, 4), Point(4, 0))
    assert encloses([outer], Point(1.5, 1.5))
    assert not encloses([outer], Point(1.5, 5))
    assert not encloses([outer, square(1, 1)], Point(1.5, 1.5))


def test_the_picture_has_north_at_the_top_and_fits_its_box() -> None:
    drawing = load_place(DIRECTORY).svg_paths(400)
    assert [shape.key for shape in drawing.shapes] == ["north-end", "south-end"]
    north, south = drawing.shapes
    assert north.y < south.y
    numbers = [
        (float(x), float(y))
        for shape in drawing.shapes
        for x, y in re.findall(r"([\d.]+) ([\d.]+)", shape.path)
    ]
    assert min(x for x, _ in numbers) == 2
    assert max(x for x, _ in numbers) == 398
    assert all(0 <= y <= drawing.height for _, y in numbers)
    # A degree of longitude is little more than half a degree of latitude up here.
    assert drawing.height > 1.7 * 396


def test_each_label_is_in_the_middle_of_its_shape() -> None:
    drawing = load_place(DIRECTORY).svg_paths(400)
    assert [round(shape.x) for shape in drawing.shapes] == [200, 200]


def test_nothing_to_draw_is_an_empty_picture() -> None:
    assert draw({"a": []}, 100).shapes == ()
