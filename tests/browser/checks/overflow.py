"""Text and boxes that do not fit: sideways scrolling and clipped words."""

from playwright.sync_api import Page

_SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  const root = document.scrollingElement;
  if (root.scrollWidth <= wide) return [];
  const scrolls = box => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(box).overflowX);
  const held = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (scrolls(p)) return true; return false; };
  const out = [...document.body.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && (box.right > wide + 1 || box.left < -1) && !held(e);
  });
  return [`the page is ${root.scrollWidth} px wide in a window of ${wide} px`,
    ...out.slice(-3).map(e => e.outerHTML.slice(0, 120))];
}"""

_CLIPPED = """() => {
  const hidden = e => {
    const box = e.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1 || !e.checkVisibility({visibilityProperty: true});
  };
  const clips = value => value === 'hidden' || value === 'clip';
  return [...document.body.querySelectorAll('*')].filter(e => {
    if (hidden(e) || e.closest('svg') || !e.innerText || !e.innerText.trim()) return false;
    const style = getComputedStyle(e);
    return (clips(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
      || (clips(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
  }).map(e => 'clipped: ' + e.outerHTML.slice(0, 160));
}"""


def sideways_scroll(page: Page) -> list[str]:
    """The widest things on a page that scrolls sideways, or nothing."""
    found: list[str] = page.evaluate(_SIDEWAYS)
    return found


def clipped_text(page: Page) -> list[str]:
    """Elements that hide part of their own words; what is there for screen readers only does not count."""
    found: list[str] = page.evaluate(_CLIPPED)
    return found
