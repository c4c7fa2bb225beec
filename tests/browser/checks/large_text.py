"""WCAG 1.4.4: letters twice as large, set in the browser and not by zooming."""

from playwright.sync_api import Page

from tests.browser.checks.overflow import clipped_text, sideways_scroll

# A drawing grows with its box, and says the same in text beside it, so letters in it are not looked at.
# Media queries in em see a narrower window when letters grow, so that a page may change to the sizes of
# a phone meanwhile: an h1 of 48 px becomes twice 32.
LEAST_GROWTH = 1.3

_SIZES = """() => [...document.body.querySelectorAll('*')].filter(e => !e.closest('svg')).map(e => {
  const words = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent.trim()).join(' ').trim();
  return words && e.checkVisibility() ? [words.slice(0, 60), parseFloat(getComputedStyle(e).fontSize)] : null;
})"""


def large_text_problems(page: Page) -> list[str]:
    """Doubles the browser's own font size (16 px to 32) and looks for what did not grow or no longer fits."""
    before = page.evaluate(_SIZES)
    client = page.context.new_cdp_session(page)
    client.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    client.detach()
    after = page.evaluate(_SIZES)
    fixed = [
        f"text of {old[1]} px grew only to {new[1]} px: {old[0]!r}"
        for old, new in zip(before, after, strict=True)
        if old and new and new[1] < old[1] * LEAST_GROWTH
    ]
    return fixed + sideways_scroll(page) + clipped_text(page)
