"""A steward's desk: what waits for them, and for nobody else."""

import pytest

from tests.web.staffed import Staffed

PLACES = ("/steward", "/steward/listings", "/steward/doubles", "/steward/links", "/steward/do-not-list")


def test_the_desk_leads_to_what_waits(staffed: Staffed) -> None:
    stew = staffed.hands("stew")
    stew.sees("/staff")
    stew.sees(stew.seen.link("Your desk"))
    assert stew.heading() == "Your desk"
    assert "North End" in stew.seen.text
    assert "South End" not in stew.seen.text
    stew.sees(stew.seen.link_beginning("1 listing to confirm"))
    assert stew.heading() == "Listings of your areas"


def test_with_everything_confirmed_nothing_waits(staffed: Staffed) -> None:
    stew = staffed.hands("stew")
    stew.sees("/steward/listings")
    stew.sends("/right", listing=["harbour-library", "hillside-visitors"])
    assert "Nothing waits for you" in stew.sees("/steward").text


@pytest.mark.parametrize("name", ["olga", "nora", "lena", "ada", "gus"])
def test_nobody_but_stewards_has_a_desk(staffed: Staffed, name: str) -> None:
    hands = staffed.hands(name)
    for place in PLACES:
        assert "Page not found" in hands.sees(place, 404).text
