"""Links are checked when a steward says so. No test asks the network: all that is listed here leads to this machine."""

from dataclasses import replace

from poai.store import Listings
from tests.web.staffed import Staffed

NOWHERE = "http://127.0.0.1:8000/library"


def listed(staffed: Staffed, url: str | None) -> None:
    with staffed.cast.store.work() as connection:
        for listing in Listings(connection).published():
            if listing.locality == "north-end":
                one = replace(listing, url=url)
                Listings(connection).publish(one, made_by="a", why="a test", now=staffed.cast.now)


def test_links_are_checked_and_what_is_broken_is_told_with_its_listings(staffed: Staffed) -> None:
    listed(staffed, NOWHERE)
    stew = staffed.hands("stew")
    stew.sees("/steward/links")
    assert "No link was checked yet" in stew.seen.text
    assert "No link is known to be broken" not in stew.seen.text, "nobody has looked yet"
    stew.sends("/steward/links", check="")
    assert "No link was checked yet" in stew.seen.text
    stew.sends("/steward/links", check="now")
    assert "1 link was checked" in stew.seen.text
    assert "It does not lead to a public site" in stew.seen.text
    assert "First found at 9:30am on Monday 23 November 2026" in stew.seen.text
    assert stew.seen.link_beginning("Harbour Library").endswith("/steward/listings/harbour-library")
    assert "1 web link that does not work" in stew.sees("/steward").text


def test_without_links_there_is_nothing_to_check(staffed: Staffed) -> None:
    listed(staffed, None)
    assert "No listing of your areas names a web page" in staffed.hands("stew").sees("/steward/links").text
