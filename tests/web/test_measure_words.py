"""A change in words agrees with the numbers, whichever way is better."""

from gettext import NullTranslations
from typing import get_args

from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from poai.domain.measure import Better, Choice, Question
from poai.web.measure_words import change, score
from poai.web.words import Words

WORDS = Words(NullTranslations(), Locale("en", "GB"))
SCORES = st.integers(0, 10000).map(lambda hundredths: hundredths / 100)


@given(SCORES, SCORES, st.sampled_from(get_args(Better)))
def test_a_change_says_whether_it_is_better_and_by_how_much(
    before: float, after: float, better: Better
) -> None:
    said = change(WORDS, before, after, better)
    if before == after:
        assert said == "The same"
        return
    assert said.startswith("Better" if (after > before) == (better == "higher") else "Worse")
    assert (" up " in said) == (after > before)
    assert round(abs(after - before), 2) == float(said.rpartition(" ")[2])


@given(SCORES, st.sampled_from(get_args(Better)))
def test_nothing_is_said_where_one_side_was_not_answered(one: float, better: Better) -> None:
    assert change(WORDS, one, None, better) == change(WORDS, None, one, better) == ""


def test_a_score_is_shown_as_people_write_it_and_an_answer_in_its_words() -> None:
    often = Choice(score=3, words="Often")
    question = Question(
        key="q", words="How?", short="How", lowest=1, highest=3, better="lower", choices=(often,)
    )
    assert [score(WORDS, value) for value in (4, 21.5, 21.54, None)] == ["4", "21.5", "21.54", "Not answered"]
    assert score(WORDS, 3, question) == "Often (3)"
