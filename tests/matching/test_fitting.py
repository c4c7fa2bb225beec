from poai.matching.answers import Constraint
from poai.matching.fitting import fit_factor

MONDAY, TUESDAY = Constraint("day", "MO", "monday"), Constraint("day", "TU", "tuesday")
WOMEN, ELM = Constraint("for", "women", "women only"), Constraint("place", "elm", "elm park")


def factor(*constraints: Constraint, offered: str = "", locality: str = "", listed: str = "") -> float:
    return fit_factor(constraints, offered.split(), locality, {"ash"}, listed.split())


def test_what_holds_costs_nothing_and_silence_costs_less_than_otherwise() -> None:
    assert factor(MONDAY, offered="day:MO") == 1
    assert 1 > factor(MONDAY) > factor(MONDAY, offered="day:TU")


def test_values_of_one_kind_are_alternatives() -> None:
    assert factor(MONDAY, TUESDAY, offered="day:TU") == 1


def test_other_people_count_against_it() -> None:
    assert factor(WOMEN, offered="for:men") < factor(WOMEN) < factor(WOMEN, offered="for:women") == 1


def test_a_place_holds_by_locality_or_by_name_and_nearly_next_door() -> None:
    assert factor(ELM, locality="elm") == factor(ELM, locality="oak", listed="elm park hall") == 1
    assert 1 > factor(ELM, locality="ash") > factor(ELM, locality="oak")
