"""Letters on paper: one or two sides of A4, with what matters on them and nothing of the screen."""

import pytest
from playwright.sync_api import Page

from tests.browser.checks.axe import axe_problems
from tests.browser.checks.headings import heading_problems
from tests.browser.checks.printing import print_problems, printed_pages
from tests.browser.checks.reflow import reflow_problems
from tests.browser.office import Staff
from tests.web.recorded import MATTERS, PRACTICE, fill

LETTERS = {
    "Make the letter": (PRACTICE, MATTERS, "They agreed that you are told this"),
    "Make the summary": ("What you can do",),
}


@pytest.fixture(scope="module")
def path(staff: Staff) -> str:
    """The letters about somebody of whom much is recorded."""
    actor = staff.cast.present(staff.cast.signed_in(staff.account("link-worker")))
    person = staff.cast.person(actor, "Olive Example", staff.team, actor.id)
    fill(staff.cast, actor, person, "harbour-trust")
    return f"/cases/{person.id}/letters"


def made(page: Page, staff: Staff, path: str, button: str) -> Page:
    staff.signed_in(page, "link-worker").goto(path)
    page.get_by_label("They agree that their GP is told").check()
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()
    return page


@pytest.mark.parametrize("button", LETTERS)
def test_a_letter_is_printed_on_a_side_or_two(page: Page, staff: Staff, path: str, button: str) -> None:
    made(page, staff, path, button)
    assert heading_problems(page) + axe_problems(page) + print_problems(page) == []
    sides = printed_pages(page)
    words = "".join("".join(sides).split())
    assert 1 <= len(sides) <= 2
    for said in LETTERS[button]:
        assert "".join(said.split()) in words, said
    for left_out in ("Signed in as", "Before you print", "Change the"):
        assert "".join(left_out.split()) not in words


@pytest.mark.parametrize("button", LETTERS)
def test_a_letter_fits_a_phone(phone: Page, staff: Staff, path: str, button: str) -> None:
    made(phone, staff, path, button)
    assert reflow_problems(phone) == []
