"""WCAG 1.4.10: 320 CSS px wide, as a desk at 400 % is, without scrolling sideways."""

from playwright.sync_api import Page

from tests.browser.checks.overflow import clipped_text, sideways_scroll


def reflow_problems(page: Page) -> list[str]:
    page.set_viewport_size({"width": 320, "height": 640})
    return sideways_scroll(page) + clipped_text(page)
