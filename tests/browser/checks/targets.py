"""WCAG 2.5.8: targets of 24 px at least; what most people press, 44 px high."""

from playwright.sync_api import Page

_SMALL = """() => {
  const seen = e => e.checkVisibility({visibilityProperty: true}) && !e.closest('svg');
  const name = e => e.outerHTML.slice(0, 140);
  const area = e => {
    // The label of a radio button or tick box is part of what can be pressed.
    const boxes = [e, ...(e.labels && ['radio', 'checkbox'].includes(e.type) ? e.labels : [])].map(x => x.getBoundingClientRect());
    return {width: Math.max(...boxes.map(b => b.width)), height: Math.max(...boxes.map(b => b.height))};
  };
  // Excepted by the criterion: a link in a sentence, whose size the text around it decides.
  const inSentence = e => getComputedStyle(e).display === 'inline' && [...e.parentElement.childNodes]
    .some(n => n !== e && n.textContent.trim().length > 1 && (n.nodeType === 3 || !n.matches?.('a, button')));
  // Excepted too: one that is far enough from every other, so that a circle of 24 px on its middle meets none.
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(seen);
  const offscreen = b => b.width <= 1 || b.height <= 1 || b.bottom + scrollY <= 0 || b.right <= 0;
  const lonely = e => {
    const a = e.getBoundingClientRect(), x = a.x + a.width / 2, y = a.y + a.height / 2;
    return all.every(o => {
      if (o === e || o.contains(e) || e.contains(o)) return true;
      const b = o.getBoundingClientRect();
      if (offscreen(b)) return true;
      const dx = Math.max(b.left - x, 0, x - b.right), dy = Math.max(b.top - y, 0, y - b.bottom);
      return Math.hypot(dx, dy) >= 12;
    });
  };
  const found = [];
  for (const e of all) {
    if (offscreen(e.getBoundingClientRect()) && !(e.labels && e.labels.length)) continue;
    const {width, height} = area(e);
    if ((width < 23.5 || height < 23.5) && !inSentence(e) && !lonely(e))
      found.push(`${Math.round(width)} by ${Math.round(height)} px: ${name(e)}`);
    const primary = e.matches('main .govuk-button, main :is(button:not([type]), button[type=submit]), main input:not([type=radio], [type=checkbox]), main select, main textarea');
    if (primary && height < 43.5) found.push(`only ${Math.round(height)} px high, and people press it most: ${name(e)}`);
  }
  return found;
}"""


def target_problems(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_SMALL)
    return found
