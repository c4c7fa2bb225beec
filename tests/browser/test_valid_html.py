"""The HTML of every page, as the server sends it, against the Nu HTML checker."""

import os
from pathlib import Path

import pytest

from tests.browser.checks.nu_html import html_problems, missing_checker
from tests.browser.office import Staff
from tests.browser.pages import PAGES
from tests.browser.staff_pages import STAFF_PAGES
from tests.serving import Server, fetch


@pytest.fixture
def checker() -> None:
    """Skips where the checker cannot be had, but never in CI."""
    why = missing_checker()
    if why:
        assert not os.environ.get("CI"), why
        pytest.skip(why)


@pytest.mark.usefixtures("checker")
def test_every_page_is_valid_html(
    server: Server, staff: Staff, examples: dict[str, str], tmp_path: Path
) -> None:
    for state in PAGES + STAFF_PAGES:
        address = server.url + state.path.format(**examples, **staff.examples)
        cookie = staff.cookie(state.role, "password" if state.half else "second-factor") if state.role else ""
        status, body = fetch(address, cookie=f"session={cookie}")
        assert status == state.status, state.name
        (tmp_path / f"{state.name.replace(' ', '-')}.html").write_bytes(body)
    problems = html_problems(tmp_path)
    assert not problems, "\n".join(problems)


@pytest.mark.usefixtures("checker")
def test_the_checker_sees_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><html lang=en><title>A</title><p><div></p></html>")
    assert any("bad.html" in problem for problem in html_problems(tmp_path))
