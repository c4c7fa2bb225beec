import pytest

from poai.domain.distance import Point, distance_miles


def test_a_degree_of_latitude_is_69_miles() -> None:
    assert distance_miles(Point(51, 0), Point(52, 0)) == pytest.approx(69.09, abs=0.01)


def test_distance_is_the_same_both_ways_and_nought_to_itself() -> None:
    here, there = Point(51.37, -0.1), (51.34, -0.02)
    assert distance_miles(here, there) == distance_miles(there, here) > 0
    assert distance_miles(here, here) == 0


def test_the_other_side_of_the_earth_is_half_its_girth() -> None:
    assert distance_miles((0, 0), (0, 180)) == pytest.approx(12437, abs=1)
