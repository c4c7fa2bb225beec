"""A steward makes one listing of two with a phone, and who has the old address comes to the new one."""

import re
import time

from playwright.sync_api import expect

from poai.store import Listings
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.reflow import reflow_problems
from tests.browser.checks.targets import target_problems
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.office import Staff
from tests.browser.steps import Visitor
from tests.browser.test_staff_journeys import main_button
from tests.browser.twins import publish, twins

SHOWN_WITHIN = 10.0  # seconds: the site takes up what was published every second


def test_two_listings_become_one_and_the_old_address_leads_there(open_page: OpenPage, staff: Staff) -> None:
    # Given two listings of one thing, and a steward with a phone
    quiz, twin = twins("Lagoon")
    publish(staff.cast, quiz, twin)
    page = open_page(scripts=False, **PHONE)
    steward = Visitor(staff.signed_in(page, "steward"))
    page.goto("/staff")
    steward.follows(page.get_by_role("main").get_by_role("link", name="Your desk"))
    steward.follows(page.get_by_role("main").get_by_role("link", name=re.compile("may be the same")).first)

    # when they find the pair and choose what is right
    pair = page.locator(".app-pair", has_text=quiz.slug).filter(has_text=twin.slug)
    expect(pair).to_contain_text("the same phone number")
    steward.follows(pair.get_by_role("link", name=re.compile("^Make them one")))
    expect(page.get_by_role("heading", level=1)).to_have_text("Make two listings one")
    assert [*axe_problems(page), *reflow_problems(page), *target_problems(page)] == []
    kept, other = re.findall(r"/doubles/([a-z-]+)/([a-z-]+)", page.url)[0]
    assert {kept, other} == {quiz.slug, twin.slug}
    page.get_by_label("quiz@example.org").check()
    steward.follows(main_button(page, "Make them one"))
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("They are one now")

    # then there is one, with what was chosen of both, and the other's address leads to it
    with staff.cast.store.read() as connection:
        one, gone = Listings(connection).get(kept), Listings(connection).get(other)
    assert one is not None
    assert (one.email, gone) == (twin.email, None)
    give_up = time.monotonic() + SHOWN_WITHIN
    while not page.goto(f"/listings/{other}").ok:  # type: ignore[union-attr]
        assert time.monotonic() < give_up, "the old address leads nowhere"
        time.sleep(0.2)
    assert page.url.endswith(f"/listings/{kept}")
    expect(page.get_by_role("heading", level=1)).to_have_text(one.name)
