"""How people come in, how they come back, and what happens to what they typed when they were away for too long."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from poai.actions import accounts
from poai.domain.account import Grant, Role
from tests.actions.cast import PASSWORD
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.headings import heading_problems
from tests.browser.checks.ids import id_problems
from tests.browser.checks.reading import reading_problems
from tests.browser.checks.reflow import reflow_problems
from tests.browser.checks.targets import target_problems
from tests.browser.checks.title import title_problems
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.office import Staff
from tests.browser.steps import Visitor

NEW = "seven grey herons waiting"


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text().strip()


def main_button(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=name)


def is_whole(page: Page) -> None:
    """Holds a page that only a form leads to against what every other page is held against."""
    checks = (
        axe_problems,
        heading_problems,
        id_problems,
        reading_problems,
        reflow_problems,
        target_problems,
        title_problems,
    )
    problems = [problem for check in checks for problem in check(page)]
    assert not problems, "\n".join([heading(page), *problems])


def signs_in(page: Page, email: str, password: str, code: str) -> None:
    """Both steps, from wherever they are asked."""
    somebody = Visitor(page)
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    somebody.follows(main_button(page, "Continue"))
    page.get_by_label("Code", exact=True).fill(code)
    somebody.follows(main_button(page, "Sign in"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_new_colleague_follows_an_invitation_and_sets_everything_up_on_a_phone(
    open_page: OpenPage, staff: Staff, scripts: bool
) -> None:
    phone = open_page(scripts=scripts, **PHONE)
    newcomer = Visitor(phone)
    email = f"new.colleague.{scripts}@example.org".lower()
    administrator = staff.cast.present(staff.cookie("administrator"))
    accounts.invite(
        staff.cast.office,
        administrator,
        email=email,
        name="Kit",
        grants=[Grant(Role.GUARDIAN)],
        now=staff.cast.now,
    )

    # Given the link in the letter
    phone.goto(staff.link(email, "invitation"))
    assert heading(phone) == "Choose a password"
    expect(phone.get_by_text("Hello Kit.")).to_be_visible()
    is_whole(phone)

    # when a password is too short, they are told beside it and lose nothing else
    phone.get_by_label("New password").fill("short")
    newcomer.follows(main_button(phone, "Continue"))
    assert phone.title().startswith("Error: ")
    expect(phone.locator(".govuk-error-summary")).to_be_focused()
    is_whole(phone)
    newcomer.follows(phone.get_by_role("link", name="Your password must have 12 characters or more"))
    expect(phone.get_by_label("New password")).to_be_focused()
    phone.get_by_label("New password").fill(NEW)
    newcomer.follows(main_button(phone, "Continue"))

    # then they set up the second step, here by the key because the app is on the same phone
    assert heading(phone) == "Set up your second step"
    expect(phone.get_by_role("img", name=re.compile("^QR code"))).to_be_visible()
    phone.get_by_text("I cannot use the picture").click()
    secret = "".join(phone.locator(".app-key").inner_text().split())
    phone.get_by_label("Code", exact=True).fill("000 000")
    newcomer.follows(main_button(phone, "Continue"))
    assert "".join(phone.locator(".app-key").inner_text().split()) == secret  # open, and the same
    is_whole(phone)
    phone.get_by_label("Code", exact=True).fill(staff.code(secret))
    newcomer.follows(main_button(phone, "Continue"))

    # and they see their recovery codes, once, before they begin
    assert heading(phone) == "Save your recovery codes"
    codes = phone.locator(".app-codes li").all_inner_texts()
    assert len(set(codes)) == 10
    is_whole(phone)
    newcomer.follows(phone.get_by_role("link", name="I have saved them"))
    assert heading(phone) == "Your work"
    expect(phone.get_by_text("Signed in as Kit")).to_be_visible()
    assert newcomer.fits()

    # And when they have signed out, the way back shows nothing
    newcomer.follows(phone.get_by_role("button", name="Sign out"))
    expect(phone.get_by_text("You are signed out.")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_text("Signed in as Kit")).to_have_count(0)

    # and a recovery code is as good as the phone
    phone.goto("/staff")
    signs_in(phone, email, NEW, codes[3])
    assert heading(phone) == "Your work"


def test_a_worker_who_forgot_their_password_chooses_another(page: Page, staff: Staff) -> None:
    worker = Visitor(page)
    account = staff.account("steward")
    page.goto("/sign-in")
    worker.follows(page.get_by_role("link", name="I forgot my password"))
    page.get_by_label("Email address").fill(account.email)
    worker.follows(main_button(page, "Send the link"))
    assert heading(page) == "Check your email"
    page.goto(staff.link(account.email, "reset"))
    is_whole(page)
    page.get_by_label("New password").fill(NEW)
    worker.follows(main_button(page, "Change my password"))
    expect(page.get_by_text("Your password is changed.")).to_be_visible()
    signs_in(page, account.email, NEW, staff.code())
    assert heading(page) == "Your work"


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_what_was_typed_when_time_ran_out_is_given_back(
    open_page: OpenPage, staff: Staff, scripts: bool
) -> None:
    page = open_page(scripts=scripts)
    worker = Visitor(page)
    role = "organisation-member" if scripts else "team-lead"
    staff.signed_in(page, role)

    # Given somebody in the middle of a form, who was called away
    page.goto("/account/email")
    page.get_by_label("New email address").fill("new.address@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    staff.idles(role)

    # when they send it, they are asked who they are, and told that nothing is lost
    worker.follows(main_button(page, "Send the link"))
    assert heading(page) == "Sign in"
    expect(page.get_by_text("it is not lost")).to_be_visible()
    is_whole(page)
    signs_in(page, staff.account(role).email, PASSWORD, staff.code())

    # then they have it back, but for the password, and send it themselves
    assert heading(page) == "You are signed in again"
    is_whole(page)
    worker.follows(main_button(page, "Go back to what I typed"))
    assert heading(page) == "Change your email address"
    expect(page.get_by_label("New email address")).to_have_value("new.address@example.org")
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    worker.follows(main_button(page, "Send the link"))
    expect(page.get_by_text("We have sent a link to the new address")).to_be_visible()


def test_staying_signed_in_leaves_what_is_typed_alone(page: Page, staff: Staff) -> None:
    staff.signed_in(page, "guardian")
    page.goto("/account/email")
    page.get_by_label("New email address").fill("half.typed@")
    staff.idles("guardian", minutes=15)
    with page.expect_response("**/session/stay"):
        page.get_by_role("button", name="Stay signed in").click()
    expect(page.get_by_label("New email address")).to_have_value("half.typed@")
    assert len(page.context.pages) == 1
    staff_session = page.context.cookies()[0]["value"]
    assert staff.cast.asks(staff_session)


def test_staying_signed_in_without_scripts_opens_a_tab(page_without_scripts: Page, staff: Staff) -> None:
    page = page_without_scripts
    staff.signed_in(page, "guardian")
    page.goto("/account/email")
    page.get_by_label("New email address").fill("half.typed@")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Stay signed in (opens a new tab)").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("You are still signed in")
    is_whole(opened.value)
    expect(page.get_by_label("New email address")).to_have_value("half.typed@")


def test_the_end_is_announced_before_it_comes(page: Page, staff: Staff) -> None:
    staff.signed_in(page, "guardian")
    page.clock.install()
    page.goto("/account")
    alert = page.get_by_role("alert")
    expect(alert).to_be_empty()
    page.clock.fast_forward("16:50")
    expect(alert).to_be_empty()
    page.clock.fast_forward("00:15")
    expect(alert).to_have_text("You will be signed out in 3 minutes.")


def test_both_steps_by_keyboard_alone(page: Page, staff: Staff) -> None:
    worker = Visitor(page)
    page.goto("/sign-in")
    worker.tabs_to(page.get_by_label("Email address"))
    page.keyboard.type(staff.account("nobody").email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    worker.presses("Enter", leads_on=True)
    worker.tabs_to(page.get_by_label("Code", exact=True))
    page.keyboard.type(staff.code())
    worker.presses("Enter", leads_on=True)
    assert heading(page) == "Your work"
    worker.tabs_to(page.get_by_role("button", name="Sign out"))
    worker.presses("Enter", leads_on=True)
    assert heading(page) == "Sign in"
