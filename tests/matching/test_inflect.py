import pytest

from poai.matching.inflect import forms


@pytest.mark.parametrize(
    ("word", "made"),
    [
        ("walk", "walks walking walked"),
        ("shop", "shops shopping shopped"),
        ("travel", "travels travelling travelled"),
        ("dance", "dances dancing danced"),
        ("worry", "worries worrying worried"),
        ("play", "plays playing played"),
        ("wash", "washes washing washed"),
        ("agree", "agrees agreeing agreed"),
        ("fix", "fixes fixing fixed"),
    ],
)
def test_regular_forms_are_spelt_as_in_britain(word: str, made: str) -> None:
    assert forms(word) == tuple(made.split())
