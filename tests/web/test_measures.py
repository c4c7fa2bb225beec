"""What is measured, with the words of each set, and before against after, side by side."""

import pytest

from poai.domain.audit import Event
from poai.store import Keys, Measures
from tests.web.staff import Hands
from tests.web.staffed import Staffed


@pytest.fixture
def nora(staffed: Staffed) -> Hands:
    return staffed.hands("nora")


def recorded(staffed: Staffed) -> list[tuple[str, str, dict[str, float]]]:
    with staffed.cast.store.read() as connection:
        keys = Keys.load(connection, staffed.cast.office.secret)
        found = Measures(connection, keys).of_person(staffed.northerner.id)
    return [(one.kind, one.stage, dict(one.scores)) for one in found]


def records(staffed: Staffed, hands: Hands, kind: str, status: int = 200, **fields: str) -> None:
    hands.sees(f"/cases/{staffed.northerner.id}/measures/{kind}")
    hands.sends(f"/measures/{kind}", status, **fields)


def test_before_and_after_stand_side_by_side_and_the_change_is_said(staffed: Staffed, nora: Hands) -> None:
    answers = {"answer-happy": "4", "answer-anxious": "8", "stage": "before", "on": "3/5/2026"}
    records(staffed, nora, "life", 200, **answers)
    assert "The answers are recorded" in nora.seen.text
    records(staffed, nora, "life", 200, **{"answer-happy": "7", "answer-anxious": "9", "stage": "after"})
    for words in ("Before, 3 May 2026", "After, 23 Nov 2026", "Better: up by 3", "Worse: up by 1"):
        assert words in nora.seen.text, words


def test_answers_are_shown_in_their_words_and_summed_only_where_the_set_has_a_sum(
    staffed: Staffed, nora: Hands
) -> None:
    records(staffed, nora, "alone", 200, **{"answer-left-out": "3", "answer-apart": "2", "stage": "before"})
    assert "Often (3)" in nora.seen.text
    assert "Sum, 2 to 6 5" in nora.seen.text
    records(staffed, nora, "alone", 200, **{"answer-left-out": "1", "stage": "after"})
    assert "Sum, 2 to 6 5 Not answered" in nora.seen.text
    records(staffed, nora, "life", 200, **{"answer-happy": "4", "answer-anxious": "8", "stage": "before"})
    assert "12" not in nora.seen.text


def test_a_question_may_be_left_out_but_not_all(staffed: Staffed, nora: Hands) -> None:
    records(staffed, nora, "life", 200, **{"answer-happy": "4", "stage": "before"})
    assert recorded(staffed) == [("life", "before", {"happy": 4})]
    records(staffed, nora, "life", 422, stage="before")
    assert nora.seen.text.count("Record one answer or more") == 2


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("life", {"answer-happy": "11"}, "Happy yesterday must be a whole number from 0 to 10"),
        ("life", {"answer-happy": "4.5"}, "Happy yesterday must be a whole number from 0 to 10"),
        ("life", {"answer-anxious": "-1"}, "Anxious yesterday must be a whole number from 0 to 10"),
        ("alone", {"answer-apart": "4"}, "Apart must be a whole number from 1 to 3"),
        ("form", {"answer-score": "36"}, "Score must be a number from 7 to 35, with no more than 2 decimal"),
        ("form", {"answer-score": "7.123"}, "Score must be a number from 7 to 35"),
        ("form", {"answer-score": "nan"}, "Score must be a number from 7 to 35"),
        ("form", {"answer-score": "20", "stage": ""}, "Choose whether this is before, during or after"),
        ("form", {"answer-score": "20", "on": ""}, "Enter the day"),
        ("form", {"answer-score": "20", "on": "2027-01-01"}, "Enter a day that is not in the future"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words_and_stays_in_the_form(
    staffed: Staffed, nora: Hands, kind: str, fields: dict[str, str], said: str
) -> None:
    records(staffed, nora, kind, 422, **{"stage": "before", **fields})
    assert nora.seen.text.count(said) == 2
    assert recorded(staffed) == []


def test_a_score_from_a_form_elsewhere_may_have_decimals(staffed: Staffed, nora: Hands) -> None:
    records(staffed, nora, "form", 200, **{"answer-score": "21.54", "stage": "during"})
    assert recorded(staffed) == [("form", "during", {"score": 21.54})]
    assert "21.54" in nora.seen.text


def test_a_mistake_is_put_right_by_recording_the_same_day_again_and_stays_in_sight(
    staffed: Staffed, nora: Hands
) -> None:
    for score in ("9", "4"):
        records(staffed, nora, "life", 200, **{"answer-happy": score, "stage": "before"})
        staffed.cast.later(minutes=1)
    assert "Happy yesterday 4 Not answered" in nora.seen.text
    assert "Before, put right since 9" in nora.seen.text


def test_s54_answers_sent_twice_are_recorded_once(staffed: Staffed, nora: Hands) -> None:
    nora.sees(f"/cases/{staffed.northerner.id}/measures/life")
    form = nora.seen.form("/measures/life")
    for _ in range(2):
        nora.posts(form.action, 200, **{**dict(form.fields), "answer-happy": "4", "stage": "before"})
    assert len(recorded(staffed)) == 1
    assert staffed.cast.count(Event.MEASURED) == 1


def test_only_who_may_change_a_record_may_measure_and_refusals_look_like_nothing(staffed: Staffed) -> None:
    root = f"/cases/{staffed.northerner.id}/measures"
    fields = {"answer-happy": "4", "stage": "before", "on": "2026-11-23"}
    for name in ("sami", "olga", "omar", "gus", "ada", "stew", "neil"):
        token = staffed.token(name)
        for path in (root, f"{root}/life"):
            readable = name == "neil" and path == root  # of the team, but Ivy is Nora's
            assert staffed.get(path, token).status_code == (200 if readable else 404), (name, path)
        assert staffed.post(f"{root}/life", token, fields).status_code == 404, name
    assert staffed.get(f"{root}/none", staffed.token("nora")).status_code == 404
    assert recorded(staffed) == []


def test_scores_are_not_readable_in_the_store_or_the_trail(staffed: Staffed, nora: Hands) -> None:
    records(staffed, nora, "form", 200, **{"answer-score": "21.54", "stage": "before"})
    assert "21.54" not in repr(staffed.cast.trail()) + "".join(staffed.site.rows("measure"))
