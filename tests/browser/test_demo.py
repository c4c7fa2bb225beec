"""The pages that only a demo has, held against each check, and the way through them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks.axe import axe_problems
from tests.browser.checks.focus import focus_problems
from tests.browser.checks.forced_colours import forced_colour_problems
from tests.browser.checks.headings import heading_problems
from tests.browser.checks.ids import id_problems
from tests.browser.checks.large_text import large_text_problems
from tests.browser.checks.links import link_problems
from tests.browser.checks.mirrored import mirroring_problems
from tests.browser.checks.nu_html import html_problems, missing_checker
from tests.browser.checks.printing import print_problems
from tests.browser.checks.reading import reading_problems
from tests.browser.checks.reflow import reflow_problems
from tests.browser.checks.targets import target_problems
from tests.browser.checks.text_spacing import text_spacing_problems
from tests.serving import Server, fetch, serving

FEW = ("--demo", "--demo-people", "4")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo, its data in a folder of its own, the pseudo-languages switched on."""
    data = tmp_path_factory.mktemp("demo")
    with serving(data / "log", more=FEW, POAI_DATA=str(data / "demo"), POAI_PSEUDO="1") as running:
        yield running


def letters(page: Page) -> Page:
    """The list of letters, once the invitation is among them."""
    page.goto("/demo/mail")
    for _ in range(60):
        if page.get_by_role("link", name="Your invitation").count():
            return page
        page.wait_for_timeout(200)
        page.reload()
    pytest.fail("no invitation was ever written")


def invitation(page: Page) -> Page:
    """The letter to whoever is invited."""
    letters(page).get_by_role("link", name="Your invitation").first.click()
    return page


@pytest.fixture(params=["/demo", "/demo/mail", "letter"])
def path(request: pytest.FixtureRequest, page: Page) -> str:
    """Each page of a demo."""
    if request.param != "letter":
        letters(page)
        return str(request.param)
    return re.sub("^https?://[^/]+", "", invitation(page).url)


def holds(problems: list[str]) -> None:
    assert not problems, "\n".join(problems)


def test_nothing_is_wrong_with_it_on_a_desk(page: Page, path: str) -> None:
    page.goto(path)
    holds(heading_problems(page) + id_problems(page) + link_problems(page))
    holds(axe_problems(page) + target_problems(page))
    holds(reading_problems(page, graded=True))
    holds(focus_problems(page))


def test_it_bears_what_readers_set(page: Page, path: str) -> None:
    for problems in (text_spacing_problems, large_text_problems, forced_colour_problems, print_problems):
        page.goto(path)
        holds(problems(page))


def test_it_fits_a_phone(phone: Page, path: str) -> None:
    phone.goto(path)
    holds(axe_problems(phone) + reflow_problems(phone) + target_problems(phone))


def test_right_to_left_is_mirrored(page: Page, phone: Page, path: str) -> None:
    for tab in (page, phone):
        tab.goto(f"/ar-xb{path}")
        holds(mirroring_problems(tab))


def test_its_html_is_valid(server: Server, path: str, tmp_path: Path) -> None:
    if why := missing_checker():
        pytest.skip(why)
    (tmp_path / "page.html").write_bytes(fetch(server.url + path)[1])
    holds(html_problems(tmp_path))


def test_somebody_tries_one_role_after_another_without_scripts(page_without_scripts: Page) -> None:
    page = page_without_scripts
    for name in ("Robin", "Jay"):
        page.goto("/")
        page.get_by_role("link", name="Choose who to be").click()
        page.get_by_role("button", name=f"Be {name} Example").click()
        expect(page.get_by_text(f"Signed in as {name} Example")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Signed in as")).to_have_count(0)


def test_an_invitation_leads_from_the_letter_to_choosing_a_password(page: Page) -> None:
    invitation(page).get_by_role("link", name="/invitation/").click()
    expect(page.get_by_label("password", exact=False).first).to_be_visible()
