from poai.matching.english import english


def test_words_that_no_need_speaks_of_are_english_all_the_same() -> None:
    assert {"novice", "dahlias", "christening", "huddle", "staggering", "leeds"} <= english()


def test_slips_are_not_among_them() -> None:
    assert not {"lief", "wich", "lonley", "penshun", "hte", "ther"} & english()
