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


def holds(problems: list[str]) -> None:
    assert not problems, "\n".join(problems)


@every_page
def test_has_one_h1_a_full_title_whole_ids_and_honest_links(page: Page, visit: Visit) -> None:
    visit(page)
    holds(heading_problems(page) + title_problems(page) + id_problems(page) + link_problems(page))


@every_page
def test_axe_finds_nothing(page: Page, visit: Visit) -> None:
    holds(axe_problems(visit(page)))


@every_page
def test_axe_finds_nothing_on_a_phone(phone: Page, visit: Visit) -> None:
    holds(axe_problems(visit(phone)))


@every_page
def test_fits_320_px_and_the_fingers_that_hold_it(phone: Page, visit: Visit) -> None:
    visit(phone)
    holds(reflow_problems(phone) + target_problems(phone))


@every_page
def test_targets_on_a_desk_are_large_enough(page: Page, visit: Visit) -> None:
    holds(target_problems(visit(page)))


@every_page
def test_text_may_be_spaced_out(page: Page, visit: Visit) -> None:
    holds(text_spacing_problems(visit(page)))


@every_page
def test_text_may_be_twice_as_large(page: Page, visit: Visit) -> None:
    holds(large_text_problems(visit(page)))


@every_page
def test_the_keyboard_reaches_everything_and_shows_where_it_is(page: Page, visit: Visit) -> None:
    holds(focus_problems(visit(page)))


@every_page
def test_forced_colours_keep_every_edge(page: Page, visit: Visit) -> None:
    holds(forced_colour_problems(visit(page)))


@every_page
def test_prints_its_words_and_not_its_navigation(page: Page, visit: Visit) -> None:
    holds(print_problems(visit(page)))


@every_page
def test_reads_easily(page: Page, visit: Visit, state: PageState) -> None:
    holds(reading_problems(visit(page), graded=not state.gathers))


@every_page
def test_first_visit_is_light(page: Page, state: PageState, prepared: Prepare) -> None:
    holds(weight_problems(page, prepared(state, page)))


@every_page
def test_works_with_scripts_blocked(page_without_scripts: Page, visit: Visit) -> None:
    visit(page_without_scripts)
    holds(axe_problems(page_without_scripts))


@every_page
def test_right_to_left_is_mirrored(open_page: OpenPage, state: PageState, prepared: Prepare) -> None:
    desk, phone = open_page(), open_page(**PHONE)
    for page in (desk, phone):
        page.goto("/ar-xb" + prepared(state, page))
    holds(mirroring_problems(desk) + mirroring_problems(phone))
