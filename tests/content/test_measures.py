"""The sets that are measured, with the words of those who made them."""

from pathlib import Path

import pytest

from poai.content import BadContent, load_content
from tests.exampleton.files import CONTENT, SHIPPED_CONTENT, copied, edit

SHIPPED = load_content(SHIPPED_CONTENT).measures


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(CONTENT, tmp_path)


def test_the_wellbeing_questions_have_their_official_words() -> None:
    assert [one.words for one in SHIPPED["ons4"].questions] == [
        "Overall, how satisfied are you with your life nowadays?",
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
        "Overall, how happy did you feel yesterday?",
        (
            "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, "
            "overall, how anxious did you feel yesterday?"
        ),
    ]
    assert {(one.lowest, one.highest) for one in SHIPPED["ons4"].questions} == {(0, 10)}


def test_the_loneliness_questions_have_their_official_words_and_answers() -> None:
    *three, direct = SHIPPED["loneliness"].questions
    assert [one.words for one in three] == [
        "How often do you feel that you lack companionship?",
        "How often do you feel left out?",
        "How often do you feel isolated from others?",
    ]
    answers = [("Hardly ever or never", 1), ("Some of the time", 2), ("Often", 3)]
    for one in three:
        assert [(choice.words, choice.score) for choice in one.choices] == answers
    assert direct.words == "How often do you feel lonely?"
    said = [choice.words for choice in direct.choices]
    assert said == ["Often or always", "Some of the time", "Occasionally", "Hardly ever", "Never"]


def test_no_words_of_a_licensed_set_are_shown_only_its_range() -> None:
    ranges = {
        key: {(one.lowest, one.highest) for one in each.questions}
        for key, each in SHIPPED.items()
        if each.scores_only
    }
    assert ranges == {"swemwbs": {(7, 35)}, "pam": {(0, 100)}, "mycaw": {(0, 6)}}


def test_every_set_says_who_made_it_and_on_what_terms() -> None:
    assert all(each.source and each.licence for each in SHIPPED.values())


def test_a_place_without_the_file_still_loads(folder: Path) -> None:
    (folder / "measures.toml").unlink()
    assert load_content(folder).measures == {}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'high = "completely"\nbetter = "higher"',
            'better = "more"',
            "measures[0].questions[0].better (line 15)",
        ),
        ("highest = 35", "highest = 7", "highest must be more than lowest"),
        ('sum_words = "Sum, 2 to 6"\n', "", "sum_words and questions that are summed go together"),
        ('key = "alone"', 'key = "life"', "'life' is given twice"),
    ],
)
def test_a_mistake_is_said_where_it_is(folder: Path, old: str, new: str, message: str) -> None:
    edit(folder / "measures.toml", old, new)
    with pytest.raises(BadContent) as caught:
        load_content(folder)
    assert message in str(caught.value)
    assert "content/measures.toml" in str(caught.value)
