"""Anybody says what is wrong or missing: without an account, a puzzle or a cookie, and nothing that was typed is lost."""

import pytest

from poai.domain.suggestion import OLDEST
from poai.store import Keys
from poai.store.suggestions import Suggestions
from tests.web.staff import Hands
from tests.web.staffed import NOBODY, Staffed

PAGE = "/listings/harbour-library"
WORDS = "It opens at 10 now, I was there last Tuesday"
CRY = "I am in danger now"


def opened(staffed: Staffed, path: str, *, seconds: int = 20) -> Hands:
    """Somebody who has read a form for a while."""
    hands = staffed.site.hands()
    hands.sees(path)
    staffed.cast.later(seconds=seconds)
    return hands


def waiting(staffed: Staffed, name: str = "stew") -> list[str]:
    """What a steward would find, as what was said."""
    with staffed.cast.store.read() as connection:
        keys = Keys.load(connection, staffed.cast.secret)
        return [one.said.words for one in Suggestions(connection, keys).open_to(staffed.actor(name))]


def test_a_listing_leads_to_the_form_and_what_is_said_reaches_the_steward(staffed: Staffed) -> None:
    assert f'href="{PAGE}/suggest"' in staffed.get(PAGE, NOBODY).text
    hands = opened(staffed, f"{PAGE}/suggest")
    seen = hands.sends("/suggest", about="times", words=WORDS, name="Ann Other", reach="020 7946 0000")
    assert hands.heading() == "Thank you for telling us"
    assert "We cannot say how long this takes" in seen.text
    assert waiting(staffed) == [WORDS]
    assert not hands.browser.cookies


def test_what_was_typed_stays_when_something_is_missing(staffed: Staffed) -> None:
    hands = opened(staffed, f"{PAGE}/suggest")
    seen = hands.sends("/suggest", 422, words=WORDS, name="Ann")
    assert seen.title.startswith("Error: ")
    assert "Choose what is wrong" in seen.text
    assert seen.form("/suggest").value("words").strip() == WORDS
    hands.sends("/suggest", about="phone")
    assert waiting(staffed) == [WORDS]


@pytest.mark.parametrize("seconds", [1, OLDEST.total_seconds() + 1])
def test_a_form_that_came_too_fast_or_too_late_is_asked_for_once_more(staffed: Staffed, seconds: int) -> None:
    hands = opened(staffed, f"{PAGE}/suggest", seconds=seconds)
    hands.sends("/suggest", 422, about="times", words=WORDS)
    assert "send it once more" in hands.seen.text
    assert waiting(staffed) == []
    staffed.cast.later(seconds=5)
    hands.sends("/suggest", about="times")
    assert waiting(staffed) == [WORDS]


def test_a_program_that_fills_in_everything_is_thanked_and_set_apart(staffed: Staffed) -> None:
    hands = opened(staffed, f"{PAGE}/suggest")
    hands.sends("/suggest", about="other", words="Cheap pills", homepage="https://pills.example")
    assert hands.heading() == "Thank you for telling us"
    seen = staffed.hands("stew").sees("/steward/suggestions")
    assert "Looks like advertisements" in seen.text
    assert "Nothing waits" in seen.text


def test_words_about_danger_show_whom_to_call_and_are_kept(staffed: Staffed) -> None:
    hands = opened(staffed, f"{PAGE}/suggest")
    seen = hands.sends("/suggest", about="other", words=CRY)
    assert "All urgent help" in seen.text
    assert CRY not in seen.text
    assert waiting(staffed) == [CRY]
    assert "May be in danger" in staffed.hands("stew").sees("/steward/suggestions").text


def test_words_about_danger_show_whom_to_call_on_a_form_with_a_mistake_too(staffed: Staffed) -> None:
    hands = opened(staffed, f"{PAGE}/suggest")
    assert "All urgent help" in hands.sends("/suggest", 422, words=CRY).text


def test_s40_whoever_sends_a_lot_waits_and_keeps_what_they_typed(staffed: Staffed) -> None:
    hands = opened(staffed, f"{PAGE}/suggest")
    for number in range(8):
        hands.sends("/suggest", about="other", words=f"Remark {number}")
        hands.sees(f"{PAGE}/suggest")
        staffed.cast.later(seconds=4)
    seen = hands.sends("/suggest", 429, about="other", words=WORDS)
    assert "send this again in 5 minutes" in seen.text
    assert seen.form("/suggest").value("words").strip() == WORDS
    assert len(waiting(staffed)) == 8
    staffed.cast.later(minutes=6)
    hands.sends("/suggest", about="other")
    assert WORDS in waiting(staffed)


def test_a_group_that_is_missing_reaches_the_steward_of_where_it_is(staffed: Staffed) -> None:
    hands = opened(staffed, "/tell-us")
    seen = hands.sends("/tell-us", 422)
    assert "Type the name of the group" in seen.text
    assert "Write what we should know" in seen.text
    hands.sends("/tell-us", 422, words="They knit")
    hands.sends("/tell-us", group="Hill Knitters", where="North End")
    assert hands.heading() == "Thank you for telling us"
    seen = staffed.hands("stew").sees("/steward/suggestions")
    assert "A group that is missing: Hill Knitters" in seen.text


def test_there_is_no_form_for_what_is_not_listed(staffed: Staffed) -> None:
    hands = staffed.site.hands()
    for path in ("/listings/no-such/suggest", "/organisations/no-such/claim"):
        hands.sees(path, 404)


def test_nothing_of_it_can_be_read_in_the_store(staffed: Staffed) -> None:
    hands = opened(staffed, f"{PAGE}/suggest")
    hands.sends("/suggest", about="times", words=WORDS, name="Ann Other", reach="020 7946 0000")
    kept = "\n".join(staffed.site.rows("suggestion", "audit", "outbox"))
    assert [word for word in ("Tuesday", "Ann Other", "7946") if word in kept] == []
