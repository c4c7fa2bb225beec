"""A worker gives somebody a code; that person, on their own phone, sees how it stands, and stops it."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from poai.actions.moving import move
from poai.domain.access import Actor
from poai.domain.consent import Field
from poai.domain.person import Person
from poai.domain.referral import Name
from poai.domain.sharing import Shared, Told
from poai.store import Consents, Keys, Listings, Referrals
from tests.actions.agreed import agreed
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.headings import heading_problems
from tests.browser.checks.large_text import large_text_problems
from tests.browser.checks.printing import print_problems
from tests.browser.checks.reading import reading_problems
from tests.browser.checks.reflow import reflow_problems
from tests.browser.checks.targets import target_problems
from tests.browser.checks.text_spacing import text_spacing_problems
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.office import Staff
from tests.browser.steps import Visitor
from tests.browser.test_staff_journeys import heading, main_button

TOLD = (Told("names", "Fern Example"), Told("phone", "020 7946 0321"), Told("matters", "my garden"))


def somebody(staff: Staff, listing: str) -> Person:
    """Somebody of the worker's, for whom a group was asked."""
    staff.cast.now = datetime.now(UTC)
    worker = staff.account("link-worker")
    actor = staff.cast.present(staff.cast.signed_in(worker))
    person = staff.cast.person(actor, "Fern Example", staff.team, worker.id)
    refer(staff, actor, person, listing)
    return person


def refer(staff: Staff, actor: Actor, person: Person, listing: str) -> None:
    now = staff.cast.now
    with staff.cast.store.work() as connection:
        keys = Keys.load(connection, staff.cast.secret)
        known = Listings(connection).get(listing)
        assert known
        consent = Consents(connection, keys).add(
            agreed(person, known.organization, actor.id, now, fields=(Field.MATTERS, Field.LANGUAGE), days=300)
        )  # fmt: skip
        one = Referrals(connection, actor, keys).add(
            person, consent, listing=listing, listing_name=known.name, locality=known.locality,
            shared=Shared(TOLD, "Please ring"), maker=actor.id, now=now,
        )  # fmt: skip
    move(staff.cast.office, actor, one.id, Name.SEND, version=0, now=now)


def all_problems(page: Page) -> list[str]:
    """What is wrong with a page on a narrow phone."""
    return [
        *axe_problems(page), *heading_problems(page), *reading_problems(page), *reflow_problems(page),
        *target_problems(page), *text_spacing_problems(page), *large_text_problems(page), *print_problems(page),
    ]  # fmt: skip


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_somebody_follows_their_referral_with_a_code_and_stops_sharing(
    open_page: OpenPage, staff: Staff, examples: dict[str, str], scripts: bool
) -> None:
    # Given a worker who makes a code and prints it
    person = somebody(staff, examples["listings"])
    desk, phone = open_page(scripts=scripts), open_page(scripts=scripts, **PHONE)
    worker = Visitor(staff.signed_in(desk, "link-worker"))
    desk.goto(f"/cases/{person.id}/own-view")
    desk.get_by_label("Whom they can call").fill("Amina, 020 8000 0000")
    worker.follows(main_button(desk, "Make a code"))
    assert heading(desk) == "See how your referrals are going"
    assert all_problems(desk) == []
    code = desk.get_by_role("definition").nth(1).inner_text()

    # when the person types it on their phone
    phone.goto("/follow")
    person_themselves = Visitor(phone)
    phone.get_by_label("Your reference").fill(person.reference.lower())
    phone.get_by_label("Your code").fill(code.replace("-", " "))
    person_themselves.follows(main_button(phone, "Show my page"))

    # then they see where it stands
    assert heading(phone) == "How your referrals are going"
    expect(phone.get_by_text("They have not looked yet.")).to_be_visible()
    assert all_problems(phone) == []

    # and can stop it
    person_themselves.follows(phone.get_by_role("link", name="Stop sharing"))
    assert all_problems(phone) == []
    person_themselves.follows(main_button(phone, "Yes, stop sharing"))
    expect(phone.get_by_role("main").get_by_role("status").first).to_contain_text("It is stopped")
    person_themselves.follows(phone.get_by_role("main").get_by_role("button", name="Close my page"))
    expect(phone.get_by_role("main").get_by_role("status")).to_contain_text("You have closed your page")
