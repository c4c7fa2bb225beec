import pytest

from poai.matching.columns import Columns
from tests.matching.columned import columns, listed


def test_what_is_offered_is_found_and_what_nobody_offers_is_not() -> None:
    some = columns(listed("a", ["day:MO"]), listed("b", ["day:TU", "free:yes"]))
    assert some.offering(["day:TU"]).tolist() == [False, True]
    assert some.offering(["day:SU"]).tolist() == [False, False]
    assert sorted(some.kinds("day")) == ["day:MO", "day:TU"]


def test_a_place_counts_whole_beside_it_half_and_elsewhere_nothing() -> None:
    places = [listed(key, (), key) for key in ("elm", "ash", "oak", "borough-wide", "")]
    assert columns(*places).placed(["elm"], ["ash"], 0.5).tolist() == [1.0, 0.5, 0.0, 0.5, 0.5]


def test_standing_falls_with_trust_and_with_a_closed_door() -> None:
    sure, unsure, closed = columns(
        listed("a"), listed("b", trust=0.2), listed("c", referral_only=True)
    ).standing
    assert sure == 1
    assert sure > unsure > 0.5
    assert sure > closed > 0.5


def test_no_listings_have_no_rows() -> None:
    none = Columns(())
    assert (none.count, none.offering(["day:MO"]).tolist(), none.placed(["elm"], [], 0.5).tolist()) == (
        0,
        [],
        [],
    )


@pytest.mark.parametrize("point", [(51.3, None), (None, -0.1)])
def test_half_a_point_is_none(point: tuple[float | None, float | None]) -> None:
    some = columns(listed("a", latitude=point[0], longitude=point[1]))
    assert str(some.latitude[0]) == str(some.longitude[0]) == "nan"
