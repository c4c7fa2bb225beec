"""The listings of a steward's areas: narrowed, confirmed together, taken down and shown again."""

from dataclasses import replace

import pytest

from poai.actions.stewarding import THE_TEAM
from poai.domain.listing import Listing
from poai.store import Listings
from tests.web.staffed import Staffed

MINE, THEIRS = "harbour-library", "marsh-lunch-club"


def shown(staffed: Staffed, slug: str) -> Listing | None:
    with staffed.cast.store.read() as connection:
        return Listings(connection).get(slug)


def test_the_list_is_of_their_areas_and_narrowed_by_how_they_stand(staffed: Staffed) -> None:
    stew = staffed.hands("stew")
    text = stew.sees("/steward/listings").text
    assert "Harbour Library" in text
    assert "Marsh lunch club" not in text
    assert "No listing of your areas is like that" in stew.sees("/steward/listings?show=paused").text
    assert "Harbour Library" not in stew.sees("/steward/listings?q=visitors").text
    assert stew.sees("/steward/listings?show=nonsense&page=x&area=nowhere").text == text


def test_what_was_ticked_is_confirmed_together(staffed: Staffed) -> None:
    stew = staffed.hands("stew")
    stew.sees("/steward/listings")
    stew.sends("/right", 422)
    assert "Tick the listings that are still right" in stew.seen.text
    stew.sends("/right", listing=[MINE, "hillside-visitors"])
    assert "2 listings are confirmed" in stew.seen.text
    now = shown(staffed, MINE)
    assert now is not None
    assert now.confirmed is not None
    assert now.confirmed.by == THE_TEAM


def test_one_of_anothers_area_among_them_confirms_none(staffed: Staffed) -> None:
    stew, before = staffed.hands("stew"), shown(staffed, MINE)
    stew.sees("/steward/listings")
    stew.sends("/right", 404, listing=[MINE, THEIRS])
    assert shown(staffed, MINE) == before


def test_a_listing_is_taken_down_with_a_reason_and_shown_again(staffed: Staffed) -> None:
    stew, before = staffed.hands("stew"), shown(staffed, MINE)
    stew.sees(f"/steward/listings/{MINE}")
    stew.sends("/take-down", 422, why=" ")
    assert "Say why" in stew.seen.text
    stew.sends("/take-down", why="The roof leaks")
    assert "Residents no longer see it" in stew.seen.text
    assert "The roof leaks" in stew.seen.text
    assert shown(staffed, MINE) is None
    assert "Harbour Library" in stew.sees("/steward/listings?show=hidden").text
    stew.sees(f"/steward/listings/{MINE}")
    form = stew.seen.form("/show")
    stew.sends("/show")
    assert shown(staffed, MINE) == before
    stew.posts(form.action, 409, **dict(form.fields))
    assert "This could not be done" in stew.seen.text


def test_what_is_not_to_be_listed_says_why_and_offers_no_way_back(staffed: Staffed) -> None:
    stew = staffed.hands("stew")
    stew.sees(f"/steward/listings/{MINE}")
    stew.sends("/do-not-list", 422, reason="")
    assert "Say why" in stew.seen.text
    stew.sends("/do-not-list", reason="They asked us not to")
    assert "no import will bring it back" in stew.seen.text
    assert "They asked us not to" in stew.seen.text
    assert "Show it again" not in stew.seen.text
    stew.sees(stew.seen.link("See the list"))
    assert "They asked us not to" in stew.seen.text


@pytest.mark.parametrize("rest", ["", "/take-down", "/show", "/apart", "/do-not-list"])
def test_a_listing_of_another_area_is_like_one_that_never_was(staffed: Staffed, rest: str) -> None:
    token, before = staffed.token("stew"), shown(staffed, THEIRS)
    answers = []
    for slug in (THEIRS, "never-was"):
        path = f"/steward/listings/{slug}{rest}"
        fields = {"why": "a reason", "reason": "a reason"}
        answer = staffed.post(path, token, fields) if rest else staffed.get(path, token)
        answers.append((answer.status_code, answer.text.replace(slug, "")))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    assert shown(staffed, THEIRS) == before


def test_hostile_names_are_shown_as_text(staffed: Staffed) -> None:
    library = shown(staffed, MINE)
    assert library is not None
    with staffed.cast.store.work() as connection:
        hostile = replace(library, name='<b>"&lt;')
        Listings(connection).publish(hostile, made_by="a", why="a test", now=staffed.cast.now)
    stew = staffed.hands("stew")
    for place in ("/steward/listings", f"/steward/listings/{MINE}"):
        assert '<b>"&lt;' in stew.sees(place).text
