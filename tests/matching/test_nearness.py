from poai.matching.nearness import area_factor, distance_factor
from poai.matching.searchable import Searchable


def at(locality: str = "", latitude: float | None = None) -> Searchable:
    return Searchable(
        "a", "A", "", "", locality=locality, latitude=latitude, longitude=None if latitude is None else 0.0
    )


def test_same_area_then_next_door_and_everywhere_then_elsewhere() -> None:
    same, beside, wide, away = (area_factor(at(key), "n", {"e"}) for key in ("n", "e", "borough-wide", "w"))
    assert 1 == same > beside == wide > away > 0.5


def test_distance_counts_gently() -> None:
    here, near, far = (
        distance_factor(at(latitude=latitude), (51.0, 0.0)) for latitude in (51.0, 51.02, 51.2)
    )
    assert 1 == here > near > far > 0.6
    assert far < distance_factor(at(), (51.0, 0.0)) < here
