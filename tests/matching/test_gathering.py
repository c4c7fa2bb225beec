from poai.matching.gathering import english_words

COUNTS = {
    "life": 300_000_000,
    "lief": 90_000,
    "lifes": 70_000,
    "novice": 3_000_000,
    "zxq": 100_000,
    "it's": 9_000_000,
    "oxlip": 900,
}


def test_rare_slips_of_common_words_are_left_out_and_their_plain_forms_kept() -> None:
    assert english_words(COUNTS) == ["life", "lifes", "novice"]
