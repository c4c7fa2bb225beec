"""The steward's pages of what people tell us: beside what is shown now, and only of their own areas."""

from tests.web.staff import Hands
from tests.web.staffed import Staffed

ADVERTISED = "See http://a.example http://b.example http://c.example"


def said(staffed: Staffed, slug: str = "harbour-library", words: str = "It opens at 10 now") -> None:
    hands = staffed.site.hands()
    hands.sees(f"/listings/{slug}/suggest")
    staffed.cast.later(seconds=20)
    hands.sends("/suggest", about="times", words=words, name="Ann Other", reach="ann@home.example")


def opened(staffed: Staffed) -> Hands:
    steward = staffed.hands("stew")
    seen = steward.sees("/steward/suggestions")
    steward.sees(next(url for _, url in seen.links if "/steward/suggestions/" in url))
    return steward


def test_what_was_said_stands_beside_what_the_listing_says_now(staffed: Staffed) -> None:
    said(staffed)
    steward = opened(staffed)
    page = steward.seen.text
    assert "It opens at 10 now" in page
    assert "ann@home.example" in page
    assert "Monday" in page
    assert any(url.endswith("/my-listings/harbour-library") for _, url in steward.seen.links)


def test_it_is_dealt_with_once_and_who_comes_late_is_told(staffed: Staffed) -> None:
    said(staffed)
    steward, late = opened(staffed), opened(staffed)
    identity = steward.seen.address.rpartition("/")[2]
    steward.sends(identity, decision="done")
    assert "It is dealt with" in steward.seen.text
    seen = late.sends(identity, 409, decision="refused", note="I disagree")
    assert "Somebody was there before you" in seen.text
    assert "I disagree" in seen.text


def test_nothing_comes_of_it_only_with_a_reason(staffed: Staffed) -> None:
    said(staffed)
    steward = opened(staffed)
    identity = steward.seen.address.rpartition("/")[2]
    steward.sends(identity, 422, decision="refused")
    steward.sends(identity, 422, decision="nonsense")
    steward.sends(identity, decision="refused", note="It has not changed")
    assert "It is closed, with your note" in steward.seen.text


def test_an_advertisement_that_is_meant_joins_the_others(staffed: Staffed) -> None:
    said(staffed, words=ADVERTISED)
    steward = opened(staffed)
    steward.sends("/meant")
    assert "Looks like advertisements" not in steward.sees("/steward/suggestions").text


def test_of_another_area_there_is_nothing(staffed: Staffed) -> None:
    said(staffed, "marsh-lunch-club")
    assert "Nothing waits" in staffed.hands("stew").sees("/steward/suggestions").text


def test_a_group_that_is_missing_is_taken_over_into_the_form_of_a_group(staffed: Staffed) -> None:
    hands = staffed.site.hands()
    hands.sees("/tell-us")
    staffed.cast.later(seconds=20)
    hands.sends("/tell-us", group="Hill Knitters", words="They knit on Mondays", where="North End")
    steward = opened(staffed)
    form = steward.sends("/listing").form("/steward/groups/new")
    assert form.value("name") == "Hill Knitters"
    assert "They knit on Mondays" in form.value("description")
