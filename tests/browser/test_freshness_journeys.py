"""A letter, a phone and one press: a group confirms its listing, or says that it is full until a day, which ends by itself."""

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from poai.actions.office import Office
from poai.actions.prompting import ask_groups
from poai.actions.publish import prepare
from poai.app import create_app
from poai.progress import progress
from poai.settings import Settings
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.reflow import reflow_problems
from tests.browser.checks.targets import target_problems
from tests.browser.conftest import CONTEXT, PHONE
from tests.browser.office import LETTERS_WITHIN
from tests.browser.steps import Visitor
from tests.browser.test_staff_journeys import heading, main_button
from tests.browser.watch import Watch
from tests.exampleton.files import CONTENT, DIRECTORY, edit

LONDON = ZoneInfo("Europe/London")
TEA = "tea@example.org"
PAGE = "/listings/harbour-library"
SHOWN_WITHIN = 10_000  # milliseconds


@dataclass
class Site:
    """Exampleton, served by a process whose clock can be moved, and what its letters say."""

    url: str
    settings: Settings
    now: datetime

    def link(self, number: int) -> str:
        """The link in the letter to the group with that number, from 1, once it has been sent."""
        give_up = time.monotonic() + LETTERS_WITHIN
        while time.monotonic() < give_up:
            found = [_read(file) for file in sorted(self.settings.mail.glob("*.eml"), key=_age)]
            links = [re.search(rf"{self.url}/check/\S+", text) for to, text in found if to == TEA]
            if len(links) >= number and (link := links[number - 1]):
                return link[0]
            time.sleep(0.1)
        raise AssertionError("no such letter")


def _read(file: Path) -> tuple[str, str]:
    letter = message_from_bytes(file.read_bytes(), policy=policy.default)
    return letter["to"], letter.get_content()


def _age(file: Path) -> int:
    return file.stat().st_mtime_ns


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """On a Monday morning, with a listing that its group confirmed a year ago."""
    tmp_path = tmp_path_factory.mktemp("site")
    directory = Path(shutil.copytree(DIRECTORY, tmp_path / "directory"))
    library = directory / "north-end/harbour-library.toml"
    edit(library, 'date = 2026-11-05\nby = "the librarian"', 'date = 2025-11-05\nby = "the group"')
    edit(library, 'joining = "drop-in"', f'joining = "drop-in"\nemail = "{TEA}"')
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        variables = {
            "POAI_DATA": str(tmp_path / "data"),
            "POAI_DIRECTORY": str(directory),
            "POAI_CONTENT": str(CONTENT),
            "POAI_URL": url,
        }
        running = Site(url, Settings.read(variables), datetime(2026, 11, 23, 9, 30, tzinfo=LONDON))
        prepare(running.settings, progress)
        application = create_app(running.settings, lambda: running.now)
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield running
        server.should_exit = True
        thread.join(30)


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    """A phone, 320 px wide, in which no script file arrives."""
    context = browser.new_context(base_url=site.url, **(CONTEXT | PHONE))
    context.set_default_timeout(10_000)
    watch = Watch(context, site.url, forgiven=(".js",))
    context.route(re.compile(r"\.js(\?|$)"), lambda route: route.abort("blockedbyclient"))
    yield context.new_page()
    context.close()
    assert not watch.problems


def problems(page: Page) -> list[str]:
    return [*axe_problems(page), *reflow_problems(page), *target_problems(page)]


def shows(page: Page, words: str) -> None:
    """Waits until the listing's page says that: the site takes up what is published by itself."""
    give_up = time.monotonic() + SHOWN_WITHIN / 1000
    while time.monotonic() < give_up:
        page.goto(PAGE)
        if words in page.locator("main").inner_text():
            return
        time.sleep(0.2)
    raise AssertionError(f"{PAGE} does not say {words!r}")


def test_a_volunteer_confirms_from_the_letters_link_in_one_press(site: Site, phone: Page) -> None:
    # Given a listing that was confirmed a year ago, and the letter that the clock has sent
    volunteer = Visitor(phone)
    shows(phone, "Checked by the group 13 months ago")
    phone.goto(site.link(1))
    assert heading(phone) == "Is this still right?"
    assert problems(phone) == []

    # when they press the one button
    volunteer.follows(main_button(phone, "All of this is still right"))

    # then it says so, and residents see it
    expect(phone.get_by_text("People now see that you checked it today")).to_be_visible()
    assert problems(phone) == []
    shows(phone, "Checked by the group today")


def test_full_until_a_day_is_shown_lifts_itself_and_is_asked_again(site: Site, phone: Page) -> None:
    # Given the letter's link
    volunteer = Visitor(phone)
    phone.goto(site.link(1))
    volunteer.follows(phone.get_by_role("link", name="We are full"))
    assert problems(phone) == []

    # when they say until when they are full
    volunteer.follows(main_button(phone, "Save"))
    assert phone.title().startswith("Error: ")
    phone.get_by_label("It is full").check()
    for part, number in (("Day", "25"), ("Month", "11"), ("Year", "2026")):
        phone.get_by_label(part).fill(number)
    volunteer.follows(main_button(phone, "Save"))
    expect(phone.get_by_text("Full until 25 November 2026.")).to_be_visible()

    # then residents see it, until that day is over
    shows(phone, "Full until 25 November 2026.")
    phone.goto("/find?q=computers")
    expect(phone.get_by_text("Full until 25 November 2026")).to_be_visible()
    site.now += timedelta(days=3)
    shows(phone, "Harbour Library")
    expect(phone.get_by_text("Full until")).to_have_count(0, timeout=SHOWN_WITHIN)

    # and the group is asked again
    office = Office.open(site.settings)
    assert ask_groups(office, site.now).letters == 1
    office.store.close()
    assert site.link(2) != site.link(1)
