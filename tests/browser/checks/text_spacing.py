"""WCAG 1.4.12: readers may space text out, and nothing is lost."""

from playwright.sync_api import Page

from tests.browser.checks.overflow import clipped_text, sideways_scroll
from tests.browser.checks.styles import add_styles

# The figures of the success criterion: line height 1.5, paragraphs 2, letters 0.12, words 0.16 times the font size.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""


def text_spacing_problems(page: Page) -> list[str]:
    add_styles(page, SPACED)
    return sideways_scroll(page) + clipped_text(page)
