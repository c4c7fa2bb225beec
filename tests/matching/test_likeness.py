from poai.matching.likeness import WordUse

USE = WordUse([(0, ["boiler", "cold"]), (0, ["radiator", "cold"]), (1, ["cold", "cough"]), (1, ["help"])], 2)


def test_a_word_of_one_need_tells_more_than_a_shared_one() -> None:
    assert USE.tells("boiler") > USE.tells("cold") > 0
    assert USE.tells("opera") == 0


def test_ways_of_asking_tell_little() -> None:
    assert USE.tells("help") < USE.tells("cough")


def test_words_never_said_together_add_up() -> None:
    both = USE.alike({"boiler": [0], "radiator": [3]}, {})
    one = USE.alike({"boiler": [0], "opera": [3]}, {})
    assert both[0].strength > one[0].strength > 0
    assert both[0].positions == (0, 3)
    assert 1 not in both


def test_a_blocked_word_does_not_count_for_its_need() -> None:
    assert 0 not in USE.alike({"boiler": [2]}, {0: {2}})
