"""Right-to-left pages: mirrored, with numbers kept in their own order."""

from playwright.sync_api import Page

from tests.browser.checks.overflow import clipped_text, sideways_scroll

_NOT_MIRRORED = """() => {
  const found = [];
  if (document.documentElement.dir !== 'rtl') found.push(`<html dir> is ${document.documentElement.dir || 'missing'}`);
  const h1 = document.querySelector('h1');
  const range = document.createRange();
  range.selectNodeContents(h1);
  // A line of mixed directions is several boxes.
  const boxes = [...range.getClientRects()], line = boxes.filter(b => Math.abs(b.top - boxes[0].top) < 2);
  const left = Math.min(...line.map(b => b.left)), right = Math.max(...line.map(b => b.right));
  if (document.documentElement.clientWidth - right > left + 1) found.push('the h1 starts on the left');
  if (![...document.styleSheets].some(s => (s.href || '').includes('rtl'))) found.push('no mirrored style sheet');
  for (const e of document.querySelectorAll('a[href^="tel:"]'))
    if (!e.closest('bdi, [dir=ltr]') && !e.querySelector('bdi, [dir=ltr]')) found.push('a phone number outside <bdi>: ' + e.outerHTML.slice(0, 120));
  return found;
}"""


def mirroring_problems(page: Page) -> list[str]:
    """For a page of a right-to-left language."""
    found: list[str] = page.evaluate(_NOT_MIRRORED)
    return found + sideways_scroll(page) + clipped_text(page)
