"""Every page in every state, held against each check."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.checks.axe import axe_problems
from tests.browser.checks.focus import focus_problems
from tests.browser.checks.forced_colours import forced_colour_problems
from tests.browser.checks.headings import heading_problems
from tests.browser.checks.ids import id_problems
from tests.browser.checks.large_text import large_text_problems
from tests.browser.checks.links import link_problems
from tests.browser.checks.mirrored import mirroring_problems
from tests.browser.checks.printing import print_problems
from tests.browser.checks.reading import reading_problems
from tests.browser.checks.reflow import reflow_problems
from tests.browser.checks.targets import target_problems
from tests.browser.checks.text_spacing import text_spacing_problems
from tests.browser.checks.title import title_problems
from tests.browser.checks.weight import weight_problems
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.pages import PAGES, PageState
from tests.browser.staff_pages import STAFF_PAGES

Visit = Callable[[Page], Page]
Prepare = Callable[[PageState, Page], str]
every_page = pytest.mark.parametrize(
    "state", PAGES + STAFF_PAGES, ids=lambda state: state.name.replace(" ", "-")
)


@pytest.fixture
def visit(state: PageState, prepared: Prepare) -> Visit:
    """Goes to the page of this test in a tab, and sees that it answers as it should."""

    def go(page: Page) -> Page:
        answer = page.goto(prepared(state, page))
        assert answer is not None
        assert answer.status == state.status
        return page

    return go


def holds(**checks: list[str]) -> None:
    """Every check at once, so that what one finds does not hide what another would."""
    found = [f"{name}: {problem}" for name, problems in checks.items() for problem in problems]
    assert not found, "\n".join(found)


@every_page
def test_on_a_desk_everybody_can_read_and_use_it(page: Page, state: PageState, prepared: Prepare) -> None:
    asked = {
        "first_visit": weight_problems(page, prepared(state, page)),
        "headings": heading_problems(page) + title_problems(page),
        "ids": id_problems(page),
        "links": link_problems(page),
        "axe": axe_problems(page),
        "targets": target_problems(page),
        "reading": reading_problems(page, graded=not state.gathers),
        "printed": print_problems(page),
        "forced_colours": forced_colour_problems(page),
    }
    page.emulate_media(forced_colors="none")
    # Each of these leaves the page other than it was.
    asked["keyboard"] = focus_problems(page)
    asked["spaced_out"] = text_spacing_problems(page)
    holds(**asked)


@every_page
def test_on_a_phone_it_fits_320_px_and_the_fingers_that_hold_it(phone: Page, visit: Visit) -> None:
    visit(phone)
    holds(axe=axe_problems(phone), reflow=reflow_problems(phone), targets=target_problems(phone))


@every_page
def test_without_scripts_it_works_and_text_may_be_twice_as_large(
    page_without_scripts: Page, visit: Visit
) -> None:
    visit(page_without_scripts)
    holds(axe=axe_problems(page_without_scripts), large_text=large_text_problems(page_without_scripts))


@every_page
def test_right_to_left_is_mirrored(open_page: OpenPage, state: PageState, prepared: Prepare) -> None:
    desk, phone = open_page(), open_page(**PHONE)
    for page in (desk, phone):
        page.goto("/ar-xb" + prepared(state, page))
    holds(desk=mirroring_problems(desk), phone=mirroring_problems(phone))
