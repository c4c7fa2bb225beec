"""A volunteer with a letter and a phone confirms, or says that the group is full or away, in a minute."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from poai.actions.prompting import ask_groups
from poai.domain.listing import Confirmation, Listing
from poai.store import Listings
from tests.web.staff import Hands, StaffSite
from tests.web.staffed import Staffed

TEA = "tea@example.org"
LIBRARY = "harbour-library"
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def site(staffed: Staffed) -> StaffSite:
    """Two listings of one group that nobody has confirmed for a year."""
    cast = staffed.site.cast
    said = Confirmation(date=cast.now.date() - timedelta(days=400), by="the group")
    with cast.store.work() as connection:
        listings = Listings(connection)
        for listing in listings.published():
            known = replace(listing, email=TEA if listing.organization == "exampleton-council" else None)
            listings.publish(replace(known, confirmed=said), made_by="import", why="a test", now=cast.now)
    cast.later(minutes=1)
    return staffed.site


@pytest.fixture
def path(site: StaffSite) -> str:
    """Where the letter's link leads."""
    ask_groups(site.cast.office, site.cast.now.astimezone(LONDON))
    (letter,) = (each for each in site.cast.letters() if each.to == TEA)
    return f"/check/{letter.token}"


def now_is(site: StaffSite, slug: str = LIBRARY) -> Listing:
    with site.cast.store.read() as connection:
        found = Listings(connection).get(slug)
    assert found
    return found


def opened(site: StaffSite, path: str) -> Hands:
    hands = site.hands()
    hands.sees(path)
    return hands


def test_looking_changes_nothing_and_shows_what_residents_read(site: StaffSite, path: str) -> None:
    before = site.rows("listing_revision", "prompt", "listing_clock")
    hands = opened(site, path)
    assert hands.heading() == "Is this still right?"
    assert "Books, computers and somebody to ask." in hands.seen.text
    assert "1 Quay Street" in hands.seen.text
    hands.sees(path)
    assert site.rows("listing_revision", "prompt", "listing_clock") == before


def test_one_press_confirms_and_the_page_says_so(site: StaffSite, path: str) -> None:
    hands = opened(site, path)
    hands.sends(f"/{LIBRARY}/right")
    assert "People now see that you checked it today" in hands.seen.text
    assert "This was checked today" in hands.seen.text
    confirmed = now_is(site).confirmed
    assert confirmed
    assert confirmed.date == site.at().date()


def test_what_was_changed_meanwhile_is_shown_again(site: StaffSite, path: str) -> None:
    hands = opened(site, path)
    with site.cast.store.work() as connection:
        changed = replace(now_is(site), description="Books and tea.")
        Listings(connection).publish(changed, made_by="import", why="a test", now=site.cast.now)
    hands.sends(f"/{LIBRARY}/right", 409)
    assert "Somebody changed this while you looked" in hands.seen.text
    assert "Books and tea." in hands.seen.text


def test_full_until_a_day_is_taken_and_what_was_typed_stays_where_it_is_wrong(
    site: StaffSite, path: str
) -> None:
    hands = opened(site, f"{path}/{LIBRARY}/room")
    hands.sends("/room", 422, kind="full", until_day="31", until_month="2", until_year="2027")
    assert hands.seen.form("/room").value("until_day") == "31"
    hands.sends("/room", kind="full", until_day="12", until_month="5", until_year="2027")
    assert "Full until 12 May 2027." in hands.seen.text
    room = now_is(site).room
    assert room
    assert (room.kind, room.until.isoformat()) == ("full", "2027-05-12")


def test_a_break_is_taken_and_ended(site: StaffSite, path: str) -> None:
    hands = opened(site, f"{path}/{LIBRARY}/pause")
    hands.sends("/pause", paused="yes", until_day="3", until_month="1", until_year="2027", reason="Christmas")
    assert "On a break until 3 January 2027." in hands.seen.text
    hands.sees(f"{path}/{LIBRARY}/pause")
    hands.sends("/pause", paused="no")
    assert now_is(site).pause is None


def test_something_else_leads_to_where_it_can_be_said(site: StaffSite, path: str) -> None:
    hands = opened(site, path)
    hands.sends(f"/{LIBRARY}/changed")
    assert hands.heading() == "Tell us what has changed"
    assert hands.seen.link("Write to us what is different").endswith(f"/listings/{LIBRARY}/suggest")


@pytest.mark.parametrize("end", ["", f"/{LIBRARY}/room", f"/{LIBRARY}/pause"])
def test_a_link_that_is_none_says_so(site: StaffSite, end: str) -> None:
    hands = site.hands()
    hands.sees(f"/check/no-such-link{end}", 404)
    assert hands.heading() == "This link no longer works"


def test_a_link_is_not_for_listings_that_it_did_not_ask_about(site: StaffSite, path: str) -> None:
    site.hands().sees(f"{path}/marsh-lunch-club/room", 404)


def test_a_letters_link_does_not_tell_where_a_refuge_is(site: StaffSite, path: str) -> None:
    with site.cast.store.work() as connection:
        refuge = replace(now_is(site), tags=("refuge",))
        Listings(connection).publish(refuge, made_by="import", why="a test", now=site.cast.now)
    seen = site.hands().sees(path)
    assert "Harbour Library" in seen.text
    assert "1 Quay Street" not in seen.text
