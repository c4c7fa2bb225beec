"""A volunteer with a phone keeps a listing true: each fact has a short form, and nothing that was typed is lost."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert

from poai.domain.facts import Facts
from poai.domain.listing import Listing
from poai.domain.listing_now import Break
from poai.store import Listings
from poai.store.listing_clock import ListingClock
from poai.store.listing_clock import Standing as Clock
from poai.store.listing_tables import listing_clock, prompt
from poai.store.proposals import Proposals
from tests.web.staff import Hands
from tests.web.staffed import Staffed

LIBRARY = "/my-listings/harbour-library"


@pytest.fixture
def omar(staffed: Staffed) -> Hands:
    """A member of the group that has the library."""
    return staffed.hands("omar")


def published(staffed: Staffed, slug: str = "harbour-library") -> Listing:
    with staffed.cast.store.read() as connection:
        found = Listings(connection).get(slug)
    assert found
    return found


def saves(hands: Hands, ending: str, status: int = 200, **fields: Any) -> None:
    """Presses the first button of a form, or the one that `action` names."""
    hands.sends(ending, status, **{"action": "", **fields})


def waiting(staffed: Staffed, name: str = "stew") -> list[Listing]:
    """What waits for a steward, as it would be."""
    with staffed.cast.store.read() as connection:
        revisions = [
            Listings(connection).revision(one.slug, one.number)
            for one in Proposals(connection).open_to(staffed.actor(name))
        ]
    return [one.record for one in revisions if one]


def test_from_the_menu_to_still_right_in_three_clicks(staffed: Staffed, omar: Hands) -> None:
    seen = omar.sees("/staff")
    seen = omar.sees(seen.link_beginning("Your group"))
    assert "Harbour Library" in seen.text
    assert "Marsh lunch club" not in seen.text
    omar.sees(seen.link("Harbour Library"))
    omar.sends("/right")
    assert "Thank you" in omar.seen.text
    confirmed = published(staffed).confirmed
    assert confirmed is not None
    assert (confirmed.date, confirmed.by) == (staffed.cast.now.date(), "the group")
    assert omar.seen.text.count("said to be right on") == 1, "what holds for all is said once"


def test_what_changed_meanwhile_is_not_called_right(staffed: Staffed, omar: Hands) -> None:
    omar.sees(LIBRARY)
    other = staffed.hands("omar")
    other.sees(f"{LIBRARY}/contact")
    saves(other, "/contact", phone_1="01632 960123")
    omar.sends("/right")
    assert "Read it again" in omar.seen.text
    assert [each.facts for each in published(staffed).checked] == [Facts.CONTACT]


def test_a_time_is_changed_as_people_type_it_and_shown_at_once(staffed: Staffed, omar: Hands) -> None:
    omar.sees(f"{LIBRARY}/times")
    assert "Monday 23 November 2026, 9:30am to 5pm" in omar.seen.text
    omar.sees(f"{LIBRARY}/times/1")
    saves(omar, "/times/1", 422, day=["MO", "WE"], opens="half past two")
    assert "Write the time in numbers, such as 2:30pm" in omar.seen.text
    assert omar.seen.form("/times/1").value("opens") == "half past two"
    saves(omar, "/times/1", day=["MO", "WE"], opens="2.30pm", action="dates")
    assert "Monday 23 November 2026, 2:30pm to 5pm" in omar.seen.text
    assert published(staffed).schedules[0].opens_at == "09:30"
    saves(omar, "/times/1", day=["MO", "WE"])
    assert "Residents see it now" in omar.seen.text
    assert published(staffed).schedules[0].opens_at == "14:30"


def test_the_second_sunday_is_added_and_removed_again(staffed: Staffed, omar: Hands) -> None:
    omar.sees(f"{LIBRARY}/times/new")
    saves(omar, "/times/new", repeat="MONTHLY-1", day="SU", which="2", opens="2pm")
    assert published(staffed).schedules[-1].byday == "2SU"
    assert "Sunday 13 December 2026" in omar.seen.text
    omar.sees(f"{LIBRARY}/times/3")
    saves(omar, "/times/3", action="remove")
    assert len(published(staffed).schedules) == 2


def test_a_break_takes_its_days_out_of_the_dates(staffed: Staffed, omar: Hands) -> None:
    omar.sees(f"{LIBRARY}/breaks/new")
    day: dict[str, Any] = {
        "first_day": "25",
        "first_month": "11",
        "first_year": "2026",
        "reason": "Stocktaking",
    }
    saves(omar, "/breaks/new", **day)
    (found,) = published(staffed).breaks
    assert found == Break(first=found.first, last=found.first, reason="Stocktaking")
    assert "Wednesday 25 November 2026: Stocktaking" in omar.seen.text
    assert "Wednesday 25 November 2026, 9:30am" not in omar.seen.text


def test_a_name_waits_for_the_steward_and_stays_in_the_form(staffed: Staffed, omar: Hands) -> None:
    omar.sees(f"{LIBRARY}/name")
    saves(omar, "/name", name="The Harbour Library")
    assert "Sent to your steward" in omar.seen.text
    assert "Something waits for the steward" in omar.seen.text
    assert published(staffed).name == "Harbour Library"
    assert [one.name for one in waiting(staffed)] == ["The Harbour Library"]
    assert omar.sees(f"{LIBRARY}/name").form("/name").value("name") == "The Harbour Library"
    assert "The Harbour Library" in omar.sees(f"{LIBRARY}/preview").text
    assert "Waits for the steward" in omar.sees("/my-listings").text


def test_a_steward_uses_the_same_pages_and_decides(staffed: Staffed) -> None:
    stew = staffed.hands("stew")
    stew.sees(f"{LIBRARY}/name")
    saves(stew, "/name", name="The Harbour Library")
    assert published(staffed).name == "The Harbour Library"
    assert "Marsh" not in stew.sees("/my-listings").text  # which is of another area


def test_who_is_of_another_group_or_area_finds_nothing(staffed: Staffed) -> None:
    other = staffed.hands("olga")
    assert "Harbour Library" not in other.sees("/my-listings").text
    other.sees(LIBRARY, 404)
    token = staffed.token("olga")
    for path in (LIBRARY, f"{LIBRARY}/name", f"{LIBRARY}/times", f"{LIBRARY}/times/1", f"{LIBRARY}/preview"):
        assert staffed.get(path, token).status_code == 404, path
    for path in ("right", "name", "contact", "times/new", "venues/1", "stop", "throw-away", "send"):
        answer = staffed.post(f"{LIBRARY}/{path}", token, {"base": "1", "why": "x"})
        assert answer.status_code == 404, path


def test_where_a_venue_is_follows_from_its_postcode(staffed: Staffed, omar: Hands) -> None:
    for typed, told in (
        ("ze101ab", "This is in North End (Harbour). Change"),
        ("ZE10 2BB", "The listing says North End: you can change that beside its name."),
        ("SW1A 1AA", "This is outside Exampleton. That is fine"),
        ("", "Without a postcode nobody can see how far it is"),
        ("ZE10 1AB", "This is in North End"),
    ):
        omar.sees(f"{LIBRARY}/venues/1")
        saves(omar, "/venues/1", postcode=typed)
        assert told in omar.seen.text
        (venue,) = published(staffed).locations
        assert (venue.latitude is not None) == (" in " in told or "says" in told)


def test_a_postcode_that_cannot_be_is_asked_again(omar: Hands) -> None:
    omar.sees(f"{LIBRARY}/venues/1")
    saves(omar, "/venues/1", 422, postcode="near the church", address="2 Quay Street")
    assert "Enter a full postcode" in omar.seen.text
    assert omar.seen.form("/venues/1").value("address") == "2 Quay Street"


def test_room_and_a_pause_are_shown_at_once_and_end_by_themselves(staffed: Staffed, omar: Hands) -> None:
    omar.sees(f"{LIBRARY}/room")
    saves(omar, "/room", kind="waiting-list", weeks="3")
    assert "A waiting list of 3 weeks, until Monday 21 December 2026" in omar.seen.text
    omar.sees(f"{LIBRARY}/pause")
    saves(omar, "/pause", 422, paused="yes")
    assert "Enter the day" in omar.seen.text
    saves(omar, "/pause", paused="yes", until_day="4", until_month="12", until_year="2026")
    assert "Nothing happens until Friday 4 December 2026" in omar.seen.text
    staffed.cast.later(days=40)
    assert "waiting list" not in staffed.hands("omar").sees(LIBRARY).text


def test_a_group_that_does_not_answer_is_told_so_beside_its_listing(staffed: Staffed, omar: Hands) -> None:
    today = staffed.cast.now.date()
    for hidden, said in ((None, "nobody has answered"), (today, "Residents do not see it, because")):
        with staffed.cast.store.work() as connection:
            connection.execute(delete(listing_clock))
            connection.execute(delete(prompt))
            one = published(staffed).id
            clock = Clock(unanswered=today, hidden_on=hidden)
            ListingClock(connection).set(one, None, clock)
            sent = {"sent_at": staffed.cast.later(days=2), "until": staffed.cast.now + timedelta(days=40)}
            letter = {"hash": "h", "kind": "check", "listing_id": one, "email": "o@example.org", "round": 1}
            connection.execute(insert(prompt).values({**letter, **sent}))
        hands = staffed.hands("omar")
        assert said in hands.sees(LIBRARY).text
        assert said in hands.sees("/my-listings").text
    hands.sees(LIBRARY)
    hands.sends("/right")
    assert said not in hands.seen.text


def test_a_half_done_form_is_kept_carried_on_and_thrown_away(staffed: Staffed, omar: Hands) -> None:
    omar.sees(f"{LIBRARY}/who")
    saves(omar, "/who", who="People who lik", action="keep")
    assert "Kept for later" in omar.seen.text
    assert published(staffed).eligibility_description is None
    assert "Half done" in omar.sees("/my-listings").text
    omar.sees(LIBRARY)
    omar.sees(omar.seen.link_beginning("Carry on"))
    assert omar.seen.form("/who").value("who") == "People who lik"
    omar.sends("/throw-away")
    assert "half done" not in omar.seen.text
    assert "People who lik" not in omar.sees(f"{LIBRARY}/who").text


def test_needs_are_suggested_from_the_words_and_confirmed_by_ticking(staffed: Staffed, omar: Hands) -> None:
    omar.sees(f"{LIBRARY}/needs")
    ticked = [value for _, value, _, on in omar.seen.options if on]
    assert ticked == ["getting-online"]
    saves(omar, "/needs", need=["getting-online"], other_need=["food"])
    assert [one.needs for one in waiting(staffed)] == [("getting-online", "food")]


def test_the_second_of_two_sees_both_versions(staffed: Staffed, omar: Hands) -> None:
    other = staffed.hands("omar")
    for hands in (omar, other):
        hands.sees(f"{LIBRARY}/contact")
    saves(omar, "/contact", phone_1="01632 960111")
    saves(other, "/contact", 409, phone_1="01632 960222")
    assert "different: 960111" in other.seen.text
    assert "different: 960222" in other.seen.text
    assert published(staffed).phones[0].number == "01632 960111"


def test_a_group_that_stops_asks_its_steward_and_a_steward_takes_it_down(
    staffed: Staffed, omar: Hands
) -> None:
    omar.sees(f"{LIBRARY}/stop")
    omar.sends("/stop", 422)
    omar.sends("/stop", why="The building is sold")
    assert "Your steward is asked" in omar.seen.text
    assert [one.status for one in waiting(staffed)] == ["inactive"]
    stew = staffed.hands("stew")
    stew.sees(f"{LIBRARY}/stop")
    stew.sends("/stop", why="The building is sold")
    with staffed.cast.store.read() as connection:
        assert Listings(connection).get("harbour-library") is None
    assert "Residents do not see it" in omar.sees("/my-listings").text


def test_a_new_listing_is_drafted_seen_and_sent_once(staffed: Staffed, omar: Hands) -> None:
    omar.sees("/my-listings/new")
    omar.sends("/new", 422, name="Chess at noon")
    assert "Say what it is" in omar.seen.text
    omar.sends("/new", description="A quiet game with tea.", area="north-end")
    draft = omar.seen.address.partition("?")[0]
    assert omar.heading() == "Chess at noon"
    omar.sees(f"{draft}/times/new")
    saves(omar, "/times/new", repeat="WEEKLY-1", day="TU", opens="noon")
    assert "Tuesday 24 November 2026, from 12pm" in omar.seen.text
    assert "Only you can see it" in omar.seen.text
    assert "A quiet game with tea." in omar.sees(f"{draft}/preview").text
    staffed.hands("omar").sees(draft)
    staffed.hands("olga").sees(draft, 404)
    staffed.hands("stew").sees(draft, 404)
    omar.sees(draft)
    form = omar.seen.form("/send")
    fields: dict[str, Any] = dict(form.fields)
    for _ in range(2):
        omar.posts(form.action, 200, **fields)
        assert "Sent to your steward" in omar.seen.text
    assert [(one.slug, one.confirmed is not None) for one in waiting(staffed)] == [("chess-at-noon", True)]
    assert "Waits for the steward" in omar.sees("/my-listings").text
    omar.sees(draft, 404)
    for path in ("name", "times/new"):  # while the steward has it there is no form that could not be saved
        omar.sees(f"/my-listings/chess-at-noon/{path}")
        assert omar.heading() == "Chess at noon"
        assert "Something waits for the steward" in omar.seen.text


def test_a_draft_can_be_thrown_away(omar: Hands) -> None:
    omar.sees("/my-listings/new")
    omar.sends("/new", name="Chess", description="A game.", area="north-end")
    omar.sees("/my-listings")
    omar.sends("/throw-away")
    assert "Chess" not in omar.seen.text


def test_a_preview_shows_no_more_than_residents_will_see(staffed: Staffed, omar: Hands) -> None:
    listing = published(staffed)
    where = listing.locations[0].address_1 or ""
    assert where in omar.sees(f"{LIBRARY}/preview").text
    with staffed.cast.store.work() as connection:
        refuge = replace(listing, tags=(*listing.tags, "refuge"))
        Listings(connection).publish(refuge, made_by="import", why="a test", now=staffed.cast.now)
    assert where not in omar.sees(f"{LIBRARY}/preview").text
