"""What a question takes, what a set adds up to, and which two times are set side by side."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poai.content import load_content
from poai.domain.measure import Choice, Measure, Measurement, Question, Stage, ends, standing
from tests.exampleton.files import SHIPPED_CONTENT

SHIPPED = load_content(Path(SHIPPED_CONTENT)).measures
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def question(lowest: int = 0, highest: int = 10, **about: object) -> Question:
    given: dict[str, object] = {"key": "q", "words": "How?", "short": "How", "better": "higher", **about}
    return Question(lowest=lowest, highest=highest, **given)  # type: ignore[arg-type]


def taken(stage: Stage, day: int, kind: str = "life", minute: int = 0) -> Measurement:
    return Measurement(
        id=f"{stage}-{day}-{minute}",
        person="p",
        kind=kind,
        stage=stage,
        scores={},
        on=date(2026, 1, 1) + timedelta(days=day),
        at=NOW + timedelta(minutes=minute),
        by="a",
    )


@given(st.floats(-1000, 1000), st.integers(0, 2))
def test_a_question_takes_what_is_between_its_ends_with_as_many_decimals_as_it_says(
    score: float, decimals: int
) -> None:
    taken = question(decimals=decimals).takes(score)
    assert taken == (0 <= score <= 10 and float(f"{score:.{decimals}f}") == score)


@given(st.integers(-3, 9))
def test_a_question_with_choices_takes_only_those(score: int) -> None:
    choices = (Choice(score=1, words="Never"), Choice(score=3, words="Often"))
    assert question(1, 3, choices=choices).takes(score) == (score in (1, 3))


@given(
    st.dictionaries(
        st.sampled_from([one.key for one in SHIPPED["loneliness"].questions]), st.integers(1, 3), max_size=4
    )
)
def test_the_loneliness_score_is_the_sum_of_the_three_from_3_to_9_and_never_of_the_direct_question(
    scores: dict[str, float],
) -> None:
    three = ("companionship", "left-out", "isolated")
    total = SHIPPED["loneliness"].sum(scores)
    if all(key in scores for key in three):
        assert total == sum(scores[key] for key in three)
        assert 3 <= total <= 9
    else:
        assert total is None


@given(st.fixed_dictionaries({one.key: st.integers(0, 10) for one in SHIPPED["ons4"].questions}))
def test_the_four_wellbeing_questions_are_never_summed(scores: dict[str, float]) -> None:
    assert SHIPPED["ons4"].sum(scores) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"questions": ()},
        {"questions": (question(), question())},
        {"questions": (question(summed=True),)},
        {"questions": (question(),), "sum_words": "Sum"},
    ],
)
def test_a_set_that_makes_no_sense_cannot_be(wrong: dict[str, object]) -> None:
    given: dict[str, object] = {"key": "m", "title": "M", "about": "", "source": "S", "licence": "L"}
    with pytest.raises(ValueError, match="questions"):
        Measure(**given | wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"lowest": 5, "highest": 5}, "highest"),
        ({"decimals": 3}, "decimals"),
        ({"choices": (Choice(score=11, words="Too much"),)}, "choices"),
    ],
)
def test_a_question_that_makes_no_sense_cannot_be(wrong: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        question(**{"lowest": 0, "highest": 10, **wrong})  # type: ignore[arg-type]


def test_the_first_time_before_stands_beside_the_last_time_after() -> None:
    times = [taken(Stage.AFTER, 9), taken(Stage.BEFORE, 1), taken(Stage.BEFORE, 0), taken(Stage.AFTER, 8)]
    times += [taken(Stage.DURING, 10), taken(Stage.AFTER, 11, kind="other")]
    assert ends(times, "life") == (times[2], times[0])


def test_until_there_is_an_after_the_last_time_during_stands_there() -> None:
    times = [taken(Stage.BEFORE, 0), taken(Stage.DURING, 5), taken(Stage.DURING, 3)]
    assert ends(times, "life") == (times[0], times[1])
    assert ends(times[:1], "life") == (times[0], None)
    assert ends(times[1:], "other") == (None, None)


def test_the_same_set_recorded_again_for_the_same_day_puts_a_mistake_right() -> None:
    wrong, right = taken(Stage.BEFORE, 0), taken(Stage.BEFORE, 0, minute=5)
    assert ends([right, wrong], "life") == (right, None)
    other = taken(Stage.AFTER, 0)
    assert standing([right, wrong, other]) in ([right, other], [other, right])
