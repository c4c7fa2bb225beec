import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.matching.stem import stem, stems


@pytest.mark.parametrize(
    "forms",
    [
        "visit visits visiting visited",
        "care cares caring cared",
        "worry worries worried worrying",
        "fall falls falling fell fallen",
        "lonely loneliness",
        "organise organises organising organize organized",
        "class classes",
        "bus buses",
        "dance dances dancing danced",
        "mum mother",
        "foot feet",
        "stop stops stopped stopping",
    ],
)
def test_forms_of_one_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "carer career care",
        "housing house",
        "died dying",
        "wills will",
        "dental mental rental",
        "dancing cancer",
        "evening even",
        "morning more",
        "bank banker",
        "news new",
        "caring car",
        "wedding wed",
        "parking parkinsons",
        "counselling council",
    ],
)
def test_words_that_only_look_alike_stay_apart(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == len(words.split())


@given(st.text(max_size=30))
def test_any_word_has_a_stem_and_stemming_never_empties_it(word: str) -> None:
    assert bool(stem(word)) == bool(word)


def test_a_phrase_becomes_comparable_stems() -> None:
    assert stems("I can't afford heating") == stems("i cannot afford heating")
