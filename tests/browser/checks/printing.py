"""What comes out of the printer."""

from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

_SCREEN_ONLY = """() => [...document.querySelectorAll('nav, .govuk-skip-link, main button')]
  .filter(e => e.checkVisibility({visibilityProperty: true})).map(e => 'printed: ' + e.outerHTML.slice(0, 120))"""
_DETAILS = """() => [...document.querySelectorAll('main details:not([open])')].filter(e => e.checkVisibility()).map(e =>
  [...e.childNodes].filter(c => c.tagName !== 'SUMMARY').map(c => c.textContent).join(' ').trim().split(/\\s+/).slice(0, 6).join(' '))"""
_OUTSIDE = """() => [...document.querySelectorAll('main a[href^="http"]')].filter(e => e.checkVisibility() && e.origin !== location.origin)
  .map(e => new URL(e.href).host)"""


def printed_pages(page: Page) -> list[str]:
    """The words of each A4 side of the page as the printer gets it."""
    pdf = page.pdf(format="A4", print_background=False)
    return [side.extract_text() for side in PdfReader(BytesIO(pdf)).pages]


def print_problems(page: Page) -> list[str]:
    """Navigation and buttons that print; a heading, closed details or link addresses that do not."""
    page.emulate_media(media="print")
    wanted = [page.locator("h1").inner_text(), *page.evaluate(_DETAILS), *page.evaluate(_OUTSIDE)]
    screen_only: list[str] = page.evaluate(_SCREEN_ONLY)
    page.emulate_media(media="null")  # whatever it is used for: a PDF is print
    printed = _squeeze(" ".join(printed_pages(page)))
    missing = [f"not printed: {words!r}" for words in wanted if _squeeze(words) not in printed]
    return missing + screen_only


def _squeeze(words: str) -> str:
    # A PDF has letters in places, not words: spaces and line ends come out differently.
    return "".join(words.split()).casefold()
