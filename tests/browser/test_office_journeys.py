"""What administrators, workers and guardians come to do, and what their colleagues see of it."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from poai.domain.account import Account, Grant
from poai.store.person_tables import opening
from tests.actions.cast import PASSWORD
from tests.browser.asking import referral
from tests.browser.checks.links import link_problems
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.office import Staff
from tests.browser.steps import Visitor
from tests.browser.test_staff_journeys import heading, is_whole, main_button, signs_in
from tests.serving import Server

REASON = "She rang our desk in tears and has nobody; her own worker is on leave until Monday."


def comes_in(page: Page, staff: Staff, server: Server, account: Account) -> Visitor:
    """Somebody who is signed in already."""
    staff.cast.now = datetime.now(UTC)
    token = staff.cast.signed_in(account)
    page.context.add_cookies([{"name": "session", "value": token, "url": server.url}])
    return Visitor(page)


@pytest.fixture
def outside(staff: Staff) -> Grant:
    """A link worker's role in the team that is not the person's."""
    return next(iter(staff.elsewhere.grants))


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_an_administrator_shuts_out_a_colleague_who_is_signed_in_and_lets_them_in_again(
    open_page: OpenPage, staff: Staff, server: Server, outside: Grant, scripts: bool
) -> None:
    # Given a worker who is in the middle of typing
    name = f"busy-{scripts}".lower()
    account = staff.cast.account(name, outside)
    desk, office = open_page(scripts=scripts), open_page(scripts=scripts)
    worker = comes_in(desk, staff, server, account)
    desk.goto("/cases/new")
    desk.get_by_label("Their name").fill("Fern Example")
    desk.get_by_label("Safe way and time to contact them").fill("By post")

    # when an administrator finds the account and shuts it out
    administrator = Visitor(staff.signed_in(office, "administrator"))
    office.goto("/staff")
    administrator.follows(office.get_by_role("main").get_by_role("link", name="Accounts"))
    office.get_by_label("Name or email address").fill(name)
    administrator.follows(main_button(office, "Search"))
    is_whole(office)
    administrator.follows(office.get_by_role("link", name=name.title()))
    administrator.follows(main_button(office, "Disable this account"))
    expect(office.get_by_role("main").get_by_role("status")).to_contain_text("The account is disabled")
    is_whole(office)

    # then what the worker sends comes to nothing, and the right password is as good as a wrong one
    worker.follows(main_button(desk, "Add this person"))
    assert heading(desk) == "Sign in"
    desk.get_by_label("Email address").fill(account.email)
    desk.get_by_label("Password", exact=True).fill(PASSWORD)
    worker.follows(main_button(desk, "Continue"))
    assert desk.title().startswith("Error: ")

    # and when they are let in again, they have what they typed
    administrator.follows(main_button(office, "Enable this account"))
    expect(office.get_by_role("main").get_by_role("status")).to_contain_text("They can sign in again")
    signs_in(desk, account.email, PASSWORD, staff.code())
    worker.follows(main_button(desk, "Go back to what I typed"))
    assert heading(desk) == "Add a person"
    expect(desk.get_by_label("Their name")).to_have_value("Fern Example")
    worker.follows(main_button(desk, "Add this person"))
    assert heading(desk) == "Fern Example"


def test_s24_a_worker_on_a_phone_opens_a_record_in_an_emergency_and_the_guardian_hears_of_it(
    open_page: OpenPage, staff: Staff, server: Server, outside: Grant
) -> None:
    guardian_account = staff.account("guardian")
    account = staff.cast.account("called", outside)
    phone = open_page(**PHONE)
    worker = comes_in(phone, staff, server, account)

    # Given that the record is not theirs
    answer = phone.goto("/cases/{person}".format(**staff.examples))
    assert answer is not None
    assert answer.status == 404

    # when they give no reason, they are asked for one and keep the reference
    phone.goto("/cases")
    worker.follows(phone.get_by_role("link", name="Open a record in an emergency"))
    phone.get_by_label("The person’s reference").fill(staff.reference.lower())
    worker.follows(main_button(phone, "Open the record"))
    assert phone.title().startswith("Error: ")
    expect(phone.locator(".govuk-error-summary")).to_be_focused()
    is_whole(phone)
    phone.get_by_role("link", name="Say why you must open this record").click()
    expect(phone.get_by_label("Why must you open it?")).to_be_focused()

    # and when they give one, it opens and says for how long
    phone.get_by_label("Why must you open it?").fill(REASON)
    worker.follows(main_button(phone, "Open the record"))
    assert heading(phone) == "Ivy Example"
    expect(phone.get_by_text("You can read it for an hour")).to_be_visible()
    is_whole(phone)
    record = phone.url

    # then the guardian has a letter without a name in it, and reads who, when and why
    desk = open_page()
    guardian = Visitor(staff.signed_in(desk, "guardian"))
    desk.goto(staff.link(guardian_account.email, "guardian"))
    assert heading(desk) == "Records opened in an emergency"
    report = desk.locator(".app-opening", has_text=REASON)
    expect(report.get_by_role("heading")).to_have_text("Called")
    expect(report.get_by_text("Still open")).to_be_visible()
    guardian.follows(report.get_by_role("link"))
    assert heading(desk) == "What was done with one record"
    expect(desk.locator(".app-log li", has_text="Called")).to_have_count(2 + 1)
    expect(desk.get_by_text("Ivy Example")).to_have_count(0)

    # and after an hour it is shut
    with staff.cast.store.work() as connection:
        past = datetime.now(UTC) - timedelta(minutes=1)
        connection.execute(update(opening).where(opening.c.account_id == account.id).values(until=past))
    answer = phone.goto(record)
    assert answer is not None
    assert answer.status == 404


def test_an_administrator_invites_somebody_by_keyboard_alone(page: Page, staff: Staff) -> None:
    administrator = Visitor(staff.signed_in(page, "administrator"))
    page.goto("/admin/accounts/new")
    administrator.tabs_to(main_button(page, "Send the invitation"))
    administrator.presses("Enter", leads_on=True)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    is_whole(page)
    administrator.tabs_to(page.get_by_role("link", name="Choose at least one role"))
    administrator.presses("Enter")
    administrator.tabs_to(page.get_by_label("Guardian"))
    administrator.presses("Space")
    page.get_by_label("Their name").focus()
    page.keyboard.type("Robin Newcomer")
    administrator.presses("Tab")
    page.keyboard.type("robin.newcomer@example.org")
    administrator.presses("Enter", leads_on=True)
    assert heading(page) == "Robin Newcomer"
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("We have sent an invitation")
    assert "/invitation/" in staff.link("robin.newcomer@example.org", "invitation")


def test_a_team_lead_gives_somebody_to_a_worker_while_another_does_the_same(
    open_page: OpenPage, staff: Staff, server: Server
) -> None:
    first, second = open_page(), open_page()
    lead = staff.account("team-lead")
    worker = staff.cast.present(staff.cast.signed_in(staff.account("link-worker")))
    person = staff.cast.person(worker, "Rowan Example", staff.team)
    one, other = (comes_in(tab, staff, server, lead) for tab in (first, second))
    for tab in (first, second):
        tab.goto(f"/cases/{person.id}")
    for tab in (first, second):
        tab.get_by_text("Give to another worker").click()
    first.get_by_label("Who works with them?").select_option(label="Link-Worker")
    one.follows(main_button(first, "Change the worker"))
    expect(first.get_by_role("main").get_by_role("status")).to_contain_text("The record is changed")
    other.follows(main_button(second, "Change the worker"))
    expect(second.locator(".govuk-error-summary")).to_contain_text("Somebody has just changed this record")
    is_whole(second)


def test_two_people_of_the_same_name_are_told_apart_by_the_links_to_them(page: Page, staff: Staff) -> None:
    account = staff.account("link-worker")
    worker = staff.cast.present(staff.cast.signed_in(account))
    for _ in range(2):
        person = staff.cast.person(worker, "Sorrel Example", staff.team, account.id)
        referral(staff.cast, person, account.id, "tea")
        referral(staff.cast, person, account.id, "tea")
    staff.signed_in(page, "link-worker")
    for path, links in (("/cases", 2), (f"/cases/team/{staff.team.id}", 2), ("/referrals", 4)):
        page.goto(path)
        expect(page.get_by_role("link", name="Sorrel Example")).to_have_count(links)
        assert link_problems(page) == [], path


def test_a_name_of_one_long_word_widens_no_page(phone: Page, staff: Staff) -> None:
    worker = staff.cast.present(staff.cast.signed_in(staff.account("link-worker")))
    person = staff.cast.person(worker, "Llanfairpwllgwyngyll" * 10, staff.team, worker.id)
    account = staff.cast.account("Pneumonoultramicroscopic" * 8)
    pages = {
        "administrator": ("/admin/accounts", *(f"/admin/accounts/{account.id}{end}" for end in ("", "/roles", "/name"))),
        "link-worker": ("/cases", f"/cases/{person.id}", f"/cases/team/{staff.team.id}"),
        "guardian": ("/guardian/trail", "/guardian/openings"),
    }  # fmt: skip
    for role, paths in pages.items():
        visitor = Visitor(staff.signed_in(phone, role))
        for path in paths:
            phone.goto(path)
            assert visitor.fits(), path
