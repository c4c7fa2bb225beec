from collections.abc import Sequence

import numpy as np

from poai.matching.answers import Constraint
from poai.matching.columns import Flags
from poai.matching.fitting import fit_factors
from tests.matching.columned import columns, listed, nobody

MONDAY, TUESDAY = Constraint("day", "MO", "monday"), Constraint("day", "TU", "tuesday")
WOMEN, ELM = Constraint("for", "women", "women only"), Constraint("place", "elm", "elm park")


def factor(*constraints: Constraint, offered: str = "", locality: str = "", named: bool = False) -> float:
    def saying(stems: Sequence[str]) -> Flags:
        assert stems == ("elm", "park")
        return np.array([named, False])

    some = columns(listed("a", offered.split(), locality), listed("b", ["day:TU", "for:men"]))
    places = any(one.kind == "place" for one in constraints)
    return float(fit_factors(constraints, some, {"ash"}, saying if places else nobody)[0])


def test_what_holds_costs_nothing_and_silence_costs_less_than_otherwise() -> None:
    assert factor(MONDAY, offered="day:MO") == 1
    assert 1 > factor(MONDAY) > factor(MONDAY, offered="day:TU")


def test_values_of_one_kind_are_alternatives() -> None:
    assert factor(MONDAY, TUESDAY, offered="day:TU") == 1


def test_other_people_count_against_it() -> None:
    assert factor(WOMEN, offered="for:men") < factor(WOMEN) < factor(WOMEN, offered="for:women") == 1


def test_a_place_holds_by_locality_or_by_name_and_nearly_next_door() -> None:
    assert factor(ELM, locality="elm") == factor(ELM, locality="oak", named=True) == 1
    assert 1 > factor(ELM, locality="ash") > factor(ELM, locality="oak")


def test_several_kinds_count_together() -> None:
    assert factor(MONDAY, WOMEN) < min(factor(MONDAY), factor(WOMEN))
