"""Letters are written on a page, from the record, and what is written is in no address."""

import pytest

from poai.domain.audit import Event
from tests.web.recorded import MATTERS, PRACTICE, recorded
from tests.web.staff import Hands
from tests.web.staffed import Staffed

WORDS = "She asked me to write.\nShe is <better>."


@pytest.fixture
def nora(staffed: Staffed) -> Hands:
    recorded(staffed)
    hands = staffed.hands("nora")
    hands.sees(f"/cases/{staffed.northerner.id}/letters")
    return hands


def test_a_letter_to_the_gp_tells_what_the_record_does(nora: Hands, staffed: Staffed) -> None:
    nora.sends("/letters/gp", gp_words=WORDS, agreed="yes")
    assert nora.heading() == "About =Ivy Northerner"
    for said in (
        PRACTICE,
        MATTERS,
        "NHS number: 9990000018",
        "She asked me to write.",
        "To walk to the shop. Progress from 2 to 6 of 10",
        "Happy yesterday: 3 before, 7 after",
        "On a waiting list",
        "They agreed that you are told this",
    ):
        assert said in nora.seen.text, said
    assert "She is &lt;better&gt;." in nora.seen.html
    assert nora.seen.address.endswith(f"/cases/{staffed.northerner.id}/letters/gp")
    assert staffed.cast.count(Event.EXPORTED) == 1


def test_without_their_leave_there_is_no_letter_and_nothing_typed_is_lost(
    nora: Hands, staffed: Staffed
) -> None:
    nora.sends("/letters/gp", 422, gp_words=WORDS)
    assert "Ask if they agree" in nora.seen.text
    assert dict(nora.seen.form("/letters/gp").fields)["gp_words"] == " ".join(WORDS.split())
    assert staffed.cast.count(Event.EXPORTED) == 0


def test_its_words_are_changed_on_the_letter_itself(nora: Hands) -> None:
    nora.sends("/letters/gp", gp_words=WORDS, agreed="yes")
    nora.sends("/letters/gp", gp_words="Other words.")
    assert "Other words." in nora.seen.text
    assert "She asked me to write" not in nora.seen.text


def test_a_summary_says_who_helps_in_plain_words(nora: Hands, staffed: Staffed) -> None:
    nora.sends("/letters/summary", own_words="For you.")
    assert "would like to help. You are on their waiting list." in nora.seen.text
    assert "To walk to the shop" in nora.seen.text
    assert "Talk to Nora" in nora.seen.text
    assert "9990000018" not in nora.seen.text


def test_without_a_practice_one_is_asked_for(staffed: Staffed) -> None:
    nora = staffed.hands("nora")
    nora.sees(f"/cases/{staffed.northerner.id}/letters")
    assert "Their GP practice is not in their record" in nora.seen.text
    nora.sends("/letters/gp", 422, gp_words=WORDS, agreed="yes")
    assert "Add their GP practice to their record first" in nora.seen.text


def test_s20_who_may_only_look_cannot_write(staffed: Staffed) -> None:
    neil = staffed.hands("neil")
    neil.sees(f"/cases/{staffed.northerner.id}/letters")
    assert "Whoever works with this person can write letters" in neil.seen.text
    for who in ("neil", "sami", "olga", "ada", "gus", "stew"):
        for letter in ("gp", "summary"):
            path = f"/cases/{staffed.northerner.id}/letters/{letter}"
            form = {"gp_words": WORDS, "own_words": WORDS, "agreed": "yes"}
            assert staffed.post(path, staffed.token(who), form).status_code == 404
    assert staffed.cast.count(Event.EXPORTED) == 0
