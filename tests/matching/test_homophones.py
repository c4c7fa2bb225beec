import pytest

from poai.matching.homophones import HOMOPHONES
from poai.matching.speller import Lexicon, Speller


@pytest.mark.parametrize(
    ("typed", "meant"), [("stares", "stairs"), ("weak", "week"), ("loose", "lose"), ("dyed", "died")]
)
def test_a_word_names_those_that_sound_like_it(typed: str, meant: str) -> None:
    assert meant in HOMOPHONES[typed]


def test_what_may_be_meant_goes_both_ways_and_never_to_itself() -> None:
    for word, others in HOMOPHONES.items():
        assert word not in others
        assert all(word in HOMOPHONES[other] for other in others)


def test_none_of_them_is_taken_for_a_slip() -> None:
    speller = Speller(Lexicon({}, frozenset(), ()))
    assert [word for word in HOMOPHONES if not speller.knows(word)] == []


@pytest.mark.parametrize("apart", [("career", "carer"), ("dental", "mental"), ("rental", "mental")])
def test_words_that_only_look_alike_are_kept_apart(apart: tuple[str, str]) -> None:
    one, other = apart
    assert other not in HOMOPHONES.get(one, ())
