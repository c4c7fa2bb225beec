"""What people do on the site, in their words, for the journeys."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class Visitor:
    """Somebody in front of a page."""

    page: Page

    def follows(self, target: Locator) -> None:
        """Clicks a link or button and waits until the page that it leads to is there."""
        with self.page.expect_navigation():
            target.click()

    def asks(self, words: str, where: str = "") -> None:
        """Starts at the home page, writes in the box and sends it."""
        self.page.goto("/")
        self.box.fill(words)
        if where:
            self.page.get_by_role("search").get_by_label("Postcode or area").fill(where)
        self.follows(self.page.get_by_role("button", name="Find help"))

    @property
    def box(self) -> Locator:
        """Where people write what matters."""
        return self.page.get_by_role("search").get_by_label("Say it in your own words")

    @property
    def cards(self) -> Locator:
        """The listings that are shown, as an answer or on a list."""
        return self.page.locator("article.app-card")

    def names(self) -> list[str]:
        return [name.strip() for name in self.page.locator(".app-card__name").all_inner_texts()]

    def saves(self, number: int) -> str:
        """Saves the card with that number, from 0; gives back its name."""
        card = self.cards.nth(number)
        name = card.locator(".app-card__name").inner_text().strip()
        self.follows(card.get_by_role("button", name=re.compile("^Save ")))
        expect(self.page.get_by_role("button", name=f"Saved. Remove {name} from my list")).to_be_visible()
        return name

    def opens_my_list(self) -> None:
        self.follows(self.page.get_by_role("link", name=re.compile("^My list")))
        expect(self.page.get_by_role("heading", level=1)).to_have_text("My list")

    def moves_up(self, name: str) -> None:
        self.follows(self.page.get_by_role("button", name=f"Move up {name}", exact=True))

    def fits(self) -> bool:
        """Whether nothing has to be scrolled sideways."""
        return bool(
            self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        )

    def tabs_to(self, target: Locator, most: int = 120) -> None:
        """Presses Tab until `target` has the focus."""
        for _ in range(most):
            if target.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{most} presses of Tab do not lead to {target}")

    def presses(self, key: str, *, leads_on: bool = False) -> None:
        """Presses a key; with `leads_on` waits until the page that it leads to is there."""
        if leads_on:
            with self.page.expect_navigation():
                self.page.keyboard.press(key)
        else:
            self.page.keyboard.press(key)
