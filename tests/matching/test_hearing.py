import pytest

from poai.matching.hearing import MOST_NEEDS, Ear, Hearing, telling_words
from poai.matching.stem import stem
from poai.matching.tokens import spoken, words
from tests.matching.small_place import NEEDS, need

EAR = Ear(NEEDS)


def hear(text: str, ear: Ear = EAR) -> Hearing:
    said = spoken(words(text))
    return ear.hear(said, [stem(word) for word in said])


def strength(text: str, key: str) -> float:
    return {need.key: need.strength for need in hear(text).needs}.get(key, 0.0)


def test_a_whole_phrase_counts_more_than_a_part_of_it() -> None:
    assert strength("nobody comes round", "company") > strength("nobody round", "company") > 0


def test_a_phrase_counts_less_in_a_text_that_says_much_else() -> None:
    assert strength("toothache", "teeth") > strength("toothache since the garden fence blew down", "teeth")


def test_words_between_and_other_forms_do_not_hide_a_phrase() -> None:
    assert strength("looking after my poor old husband", "carer") > 0.4


def test_a_longer_phrase_silences_a_shorter_one_inside_it() -> None:
    ear = Ear((need("bank", "bank", "bank"), need("food", "food parcel", "food bank")))
    heard = hear("food bank", ear).needs
    assert heard[0].key == "food"
    assert heard[0].strength > 2 * sum(other.strength for other in heard[1:])


def test_needs_far_weaker_than_the_best_are_dropped_and_few_are_kept() -> None:
    everything = " and ".join(phrase for each in NEEDS for phrase in each.phrases[:1])
    heard = hear(everything).needs
    assert len(heard) <= MOST_NEEDS
    assert heard[-1].strength >= 0.35 * heard[0].strength


@pytest.mark.parametrize(
    "text", ["not a dentist", "I don't want a dentist", "anything but the dentist", "hate dentists"]
)
def test_what_is_refused_is_not_heard(text: str) -> None:
    assert hear(text).ruled_out == ("teeth",)
    assert hear(text).needs == ()
    assert hear(text).unwanted == {"dentist"}


@pytest.mark.parametrize(
    "text", ["no dentist will see me", "I cannot find a dentist", "not seen a dentist in years"]
)
def test_a_lack_is_not_a_refusal(text: str) -> None:
    assert strength(text, "teeth") > 0


def test_unlike_expressions_block_their_need_only() -> None:
    heard = hear("fall in love with my landlord")
    assert heard.ruled_out == ("falls",)
    assert [need.key for need in heard.needs] == ["housing"]


def test_known_pairs_of_words_are_compounds() -> None:
    assert EAR.compounds(["a", "food", "bank"]) == (("food", "bank"),)
    assert EAR.compounds(["bank", "food"]) == ()


def test_a_phrase_of_function_words_alone_keeps_them() -> None:
    assert telling_words("on your own") == ("on", "your", "own")
    assert telling_words("on my feet") == ("foot",)
