from poai.matching.turns import Candidate, falling, in_turns

SERVED = {0: {"a": 1.0}, 1: {"a": 1.0}, 2: {"a": 1.0}, 3: {"b": 1.0}}
FOUND = [Candidate(fit, str(at), at) for at, fit in enumerate((0.9, 0.89, 0.88, 0.8))]


def test_a_second_need_gets_its_turn() -> None:
    assert [one.at for one in in_turns(FOUND, {"a": 0.8, "b": 0.8}, SERVED.__getitem__)][:2] == [0, 3]


def test_one_need_alone_changes_nothing() -> None:
    assert in_turns(FOUND, {"a": 0.8}, SERVED.__getitem__) == FOUND


def test_fits_fall_in_the_order_given() -> None:
    fits = [one.fit for one in falling(FOUND[::-1])]
    assert fits == sorted(set(fits), reverse=True)
