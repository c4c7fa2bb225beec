import pytest

from poai.domain.distance import distance_miles
from poai.matching.nearness import area_factors, distance_factors
from tests.matching.columned import columns, listed


def test_same_area_then_next_door_and_everywhere_then_elsewhere() -> None:
    places = columns(*(listed(key, (), key) for key in ("n", "e", "borough-wide", "w")))
    same, beside, wide, away = area_factors(places, "n", {"e"}).tolist()
    assert 1 == same > beside == wide > away > 0.5


def test_distance_counts_gently() -> None:
    points = [listed(str(north), latitude=north, longitude=0.0) for north in (51.0, 51.02, 51.2)]
    here, near, far, unknown = distance_factors(columns(*points, listed("z")), (51.0, 0.0)).tolist()
    assert 1 == here > near > far > 0.6
    assert far < unknown < here


def test_miles_are_those_of_the_domain() -> None:
    away = distance_miles((51.37, -0.1), (51.32, -0.14))
    found = distance_factors(columns(listed("a", latitude=51.32, longitude=-0.14)), (51.37, -0.1))[0]
    assert found == pytest.approx(0.6 + 0.4 * 12 / (12 + 4 * away), abs=1e-6)
