"""A volunteer with a phone and without scripts: a time is changed, and something new is drafted and sent."""

import time

from playwright.sync_api import Page, expect

from poai.domain.account import Grant, Role
from poai.store import Listings
from poai.store.proposals import Proposals
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.reflow import reflow_problems
from tests.browser.checks.targets import target_problems
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.listed import AREA, TEA
from tests.browser.office import Staff
from tests.browser.steps import Visitor
from tests.browser.test_staff_journeys import heading, main_button

TAKEN_UP_WITHIN = 20.0  # seconds: it is two on a machine that has nothing else to do


def volunteer(open_page: OpenPage, staff: Staff) -> tuple[Page, Visitor]:
    page = staff.signed_in(open_page(scripts=False, **PHONE), "organisation-member")
    return page, Visitor(page)


def is_whole(page: Page) -> None:
    problems = [*axe_problems(page), *reflow_problems(page), *target_problems(page)]
    assert not problems, "\n".join([heading(page), *problems])


def told(page: Page, path: str, words: str) -> bool:
    """Whether a public page says that as soon as the running site has taken it up."""
    give_up = time.monotonic() + TAKEN_UP_WITHIN
    while time.monotonic() < give_up:
        if words in page.request.get(path).text():
            return True
        time.sleep(0.2)
    return False


def test_a_volunteer_changes_a_time_and_residents_read_it_at_once(open_page: OpenPage, staff: Staff) -> None:
    phone, mo = volunteer(open_page, staff)

    # Given their listing
    phone.goto("/staff")
    mo.follows(phone.get_by_role("link", name="Your group’s listings"))
    mo.follows(phone.get_by_role("link", name=TEA.name, exact=True))
    mo.follows(phone.get_by_role("link", name="Change When"))
    mo.follows(phone.get_by_role("link", name="Change or remove Mondays and Thursdays, 2pm to 4pm"))

    # when they write the times as people say them, they are told what to write instead, and lose nothing
    phone.get_by_label("When does it begin?").fill("half past one")
    phone.get_by_label("Thursday").uncheck()
    mo.follows(main_button(phone, "Save"))
    assert phone.title().startswith("Error: ")
    expect(phone.get_by_label("When does it begin?")).to_have_value("half past one")
    expect(phone.get_by_label("Thursday")).not_to_be_checked()
    is_whole(phone)
    phone.get_by_label("When does it begin?").fill("1.30pm")

    # then they see the dates before they save them, and residents see the time at once
    mo.follows(main_button(phone, "Show me the dates"))
    expect(phone.get_by_text("Not saved yet: the next dates would be")).to_be_visible()
    is_whole(phone)
    mo.follows(main_button(phone, "Save"))
    expect(phone.get_by_text("Saved. Residents see it now.")).to_be_visible()
    is_whole(phone)
    assert told(phone, f"/listings/{TEA.slug}", "Mondays, 1:30pm to 4pm")


def test_a_volunteer_drafts_something_new_and_sends_it(open_page: OpenPage, staff: Staff) -> None:
    phone, mo = volunteer(open_page, staff)
    phone.goto("/my-listings")
    mo.follows(phone.get_by_role("link", name="Add something that you do"))
    phone.get_by_label("What is it called?").fill("Singing on the quay")
    phone.get_by_label("What is it?", exact=True).fill(
        "We sing old songs together. Nobody has to sing alone."
    )
    phone.get_by_label("Purley").check()
    mo.follows(main_button(phone, "Go on"))
    assert heading(phone) == "Singing on the quay"
    draft = phone.url.partition("?")[0]

    mo.follows(phone.get_by_role("link", name="Change When"))
    mo.follows(phone.get_by_role("link", name="Add a day and time"))
    phone.get_by_label("Once a month, or in some weeks of the month").check()
    phone.get_by_label("Sunday").check()
    phone.get_by_label("Second", exact=True).check()
    phone.get_by_label("When does it begin?").fill("14:00")
    mo.follows(main_button(phone, "Save"))
    expect(phone.get_by_text("Second Sunday of the month, from 2pm").first).to_be_visible()

    phone.goto(f"{draft}/venues/new")
    phone.get_by_label("Postcode").fill("cr82aa")
    phone.get_by_label("What is the place called?").fill("The old boathouse")
    mo.follows(main_button(phone, "Save"))
    is_whole(phone)
    phone.goto(f"{draft}/contact")
    phone.get_by_label("Phone number", exact=True).fill("01632 960 012")
    mo.follows(main_button(phone, "Save"))

    # It is seen as residents will see it, sent, and waits for the steward of the area.
    mo.follows(phone.get_by_role("link", name="See it as residents will"))
    is_whole(phone)
    phone.goto(draft)
    mo.follows(main_button(phone, "Send it to the steward"))
    expect(phone.get_by_text("Sent to your steward, who reads it first.")).to_be_visible()
    steward = staff.cast.actor("quay-steward", Grant(Role.STEWARD, AREA))
    with staff.cast.store.read() as connection:
        slugs = {one.slug for one in Proposals(connection).open_to(steward)}
        assert "singing-on-the-quay" in slugs
        assert Listings(connection).get("singing-on-the-quay") is None
