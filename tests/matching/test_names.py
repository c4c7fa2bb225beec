from poai.matching.names import Names

NAMES = Names(
    [(0, ["oak", "hall"]), (1, ["oak", "hall", "choir"]), (2, ["help"])],
    lambda stem: 0.1 if stem == "help" else 2.0,
)


def test_a_whole_name_is_said() -> None:
    said = NAMES.said(["oak", "hall"])
    assert said[0] == 1.0
    assert 1 not in said


def test_a_name_among_other_words_counts_less() -> None:
    assert 0 < NAMES.said(["oak", "hall", "tuesday", "tea"])[0] < 1


def test_a_name_of_common_words_is_not_taken_for_one() -> None:
    assert NAMES.said(["help"]) == {}
    assert NAMES.said([]) == {}
