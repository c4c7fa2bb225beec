"""Somebody on a phone says what is wrong and the steward reads it; a volunteer's claim becomes an invitation."""

import re
import time
from dataclasses import replace

from playwright.sync_api import expect

from poai.domain.suggestion import QUICKEST
from poai.store import Listings, Organisations
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.office import Staff
from tests.browser.steps import Visitor
from tests.browser.test_staff_journeys import heading, main_button

READS = QUICKEST.total_seconds() + 0.2
GROUP = "office@claimed.example"


def test_what_is_said_on_a_phone_reaches_the_steward(
    open_page: OpenPage, staff: Staff, examples: dict[str, str]
) -> None:
    # Given somebody who sees that a listing is wrong
    phone = open_page(f"/listings/{examples['listings']}", scripts=False, **PHONE)
    neighbour = Visitor(phone)
    neighbour.follows(phone.get_by_role("link", name="Is something wrong? Suggest a change"))

    # when they forget to say what it is about, what they wrote stays, and they send it again
    words = "They begin at three now. The door was shut at two."
    phone.get_by_label("What should it say?").fill(words)
    time.sleep(READS)
    neighbour.follows(main_button(phone, "Send"))
    expect(phone.get_by_role("link", name="Choose what is wrong")).to_be_visible()
    expect(phone.get_by_label("What should it say?")).to_have_value(words)
    phone.get_by_label("The days or times").check()
    neighbour.follows(main_button(phone, "Send"))
    assert heading(phone) == "Thank you for telling us"
    assert neighbour.fits()
    assert phone.context.cookies() == []

    # then the steward finds it beside what the listing says, and deals with it
    desk = staff.signed_in(open_page(), "steward")
    steward = Visitor(desk)
    desk.goto("/steward/suggestions")
    asked = desk.get_by_role("listitem").filter(has_text="The days or times").last
    steward.follows(asked.get_by_role("link"))
    expect(desk.get_by_text(words)).to_be_visible()
    expect(desk.get_by_role("heading", name="What the listing says now")).to_be_visible()
    steward.follows(main_button(desk, "It is dealt with"))
    expect(desk.get_by_text("It is dealt with.")).to_be_visible()


def test_a_claim_that_the_group_confirms_becomes_an_invitation(open_page: OpenPage, staff: Staff) -> None:
    # Given a group that shows an e-mail address
    with staff.cast.store.work() as connection:
        groups = Organisations(connection)
        slug = Listings(connection).published()[-1].organization
        group = groups.get(slug)
        assert group
        groups.publish(replace(group, email=GROUP), made_by="a test", why="a test", now=staff.cast.now)

    # when a volunteer says that they are of it
    phone = open_page(f"/organisations/{slug}", scripts=False, **PHONE)
    volunteer = Visitor(phone)
    volunteer.follows(phone.get_by_role("link", name="Is this your group?"))
    for label, typed in (
        ("Your name", "Vera Example"),
        ("Your email", "vera@home.example"),
        ("What do you do in the group?", "Volunteer"),
    ):
        phone.get_by_label(label).fill(typed)
    time.sleep(READS)
    volunteer.follows(main_button(phone, "Send"))
    assert heading(phone) == "Thank you for telling us"

    # and the group says yes by the link in our letter
    office = open_page(staff.link(GROUP, "claim"))
    expect(office.get_by_text("Vera Example")).to_be_visible()
    office.get_by_label(re.compile("^Yes, they are")).check()
    Visitor(office).follows(main_button(office, "Send"))
    assert heading(office) == "Thank you for your answer"

    # then a steward says yes too, and they get an invitation
    desk = staff.signed_in(open_page(), "steward")
    steward = Visitor(desk)
    desk.goto("/steward/suggestions")
    claim = desk.get_by_role("listitem").filter(has_text=group.name).filter(has_text="The group said yes")
    steward.follows(claim.last.get_by_role("link"))
    expect(desk.get_by_text("Vera Example")).to_be_visible()
    steward.follows(main_button(desk, "Invite them as a member of the group"))
    phone.goto(staff.link("vera@home.example", "invitation"))
    assert heading(phone) == "Choose a password"
