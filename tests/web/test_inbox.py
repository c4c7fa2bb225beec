"""A volunteer with a phone: what their group was asked, and an answer in two clicks."""

import pytest

from poai.domain.referral import Name, Referral, Status
from tests.actions.casework import Casework
from tests.web.staff import Hands, StaffSite


@pytest.fixture
def work(site: StaffSite) -> Casework:
    return Casework(site.cast)


def hands(site: StaffSite, work: Casework, name: str) -> Hands:
    """A browser in which somebody of the casework is signed in."""
    mine = site.hands()
    token = work.cast.signed_in(work[name])
    mine.browser.cookies.set("__Host-session", token, domain="help.example.org")
    return mine


def path(one: Referral, rest: str = "") -> str:
    return f"/inbox/{one.id}{rest}"


def test_from_the_list_to_yes_in_two_clicks(site: StaffSite, work: Casework) -> None:
    one = work.referral(Status.SENT)
    olga = hands(site, work, "olga")
    seen = olga.sees("/inbox")
    assert "New (1)" in seen.text
    olga.sees(seen.link("Ivy Northerner"))
    assert olga.heading() == "Ivy Northerner"
    assert "Please ring her" in olga.seen.text
    assert work.now_is(one).status is Status.RECEIVED
    olga.sends("/move/accept")
    assert work.now_is(one).status is Status.ACCEPTED
    assert "Now get in touch" in olga.seen.text
