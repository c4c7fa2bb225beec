"""The keyboard: every stop seen, none covered, in the order of the page."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Page

Pixel = tuple[int, int, int]

MOST_STOPS = 400
MARGIN = 6  # px around an element in which its focus may show
CONTRAST = 3.0  # WCAG 1.4.11: the least between what focus changes and what was there

_START = "() => { document.activeElement?.blur(); scrollTo(0, 0); window.__stops = new WeakMap(); window.__count = 0; }"
_STOP = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  if (window.__stops.has(e)) return null;
  window.__stops.set(e, window.__count++);
  const box = e.getBoundingClientRect();
  const label = e.labels?.[0];
  const points = [[.5, .5], [.05, .5], [.95, .5], [.5, .1], [.5, .9]].map(([x, y]) => [box.x + box.width * x, box.y + box.height * y]);
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (top === e || e.contains(top) || label?.contains(top) || top.contains(e) && getComputedStyle(top).position !== 'fixed');
  });
  const before = window.__last;
  window.__last = e;
  const follows = !before || !before.isConnected || (before.compareDocumentPosition(e) & (Node.DOCUMENT_POSITION_FOLLOWING)) > 0;
  return {html: e.outerHTML.slice(0, 140), seen, follows, kind: [e.tagName, e.type || '', e.className, e.parentElement.className].join(' '),
    x: box.x, y: box.y, width: box.width, height: box.height};
}"""
_ELEMENTS = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')]
  .filter(e => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true})
    // One stop for a group of radio buttons.
    && !(e.type === 'radio' && e !== ([...document.getElementsByName(e.name)].find(r => r.checked) || document.getElementsByName(e.name)[0])))
  .length"""


def focus_problems(page: Page, *, pictures: bool = True) -> list[str]:
    """Press Tab through the whole page. With `pictures`, each kind of element is also looked at twice."""
    expected = page.evaluate(_ELEMENTS)
    page.evaluate(_START)
    page.evaluate("() => { window.__last = null; }")
    problems, kinds, stops = [], set(), 0
    while stops <= MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop is None:
            break
        stops += 1
        if not stop["seen"]:
            problems.append(f"covered, or not on the screen, while it has the focus: {stop['html']}")
        if not stop["follows"]:
            problems.append(f"the focus goes back in the page: {stop['html']}")
        if pictures and stop["kind"] not in kinds:
            kinds.add(stop["kind"])
            problems += _invisible(page, stop)
    if stops < expected:
        problems.append(f"the keyboard reached {stops} of {expected}")
    return problems


def _invisible(page: Page, stop: dict[str, Any]) -> list[str]:
    size = page.viewport_size
    assert size
    left, top = max(0.0, stop["x"] - MARGIN), max(0.0, stop["y"] - MARGIN)
    clip = {
        "x": left,
        "y": top,
        "width": min(size["width"], stop["x"] + stop["width"] + MARGIN) - left,
        "height": min(size["height"], stop["y"] + stop["height"] + MARGIN) - top,
    }
    if clip["width"] < 1 or clip["height"] < 1:
        return [f"off the screen while it has the focus: {stop['html']}"]
    focused = page.screenshot(clip=clip, caret="hide")  # type: ignore[arg-type]
    page.evaluate("() => document.activeElement.blur()")
    plain = page.screenshot(clip=clip, caret="hide")  # type: ignore[arg-type]
    page.evaluate("() => window.__last.focus({preventScroll: true, focusVisible: true})")
    changed = changed_pixels(plain, focused)
    # As much as a line 1 px thick along the shorter side is the least that anyone could notice.
    enough = min(stop["width"], stop["height"])
    return (
        []
        if changed >= enough
        else [f"focus changes {changed} px by 3:1, {enough:.0f} at least: {stop['html']}"]
    )


def changed_pixels(before: bytes, after: bytes) -> int:
    """How many pixels of two pictures differ by a contrast of 3:1 or more."""
    one, other = (Image.open(BytesIO(data)).convert("RGB") for data in (before, after))
    if one.size != other.size or ImageChops.difference(one, other).getbbox() is None:
        return 0
    pairs = zip(_pixels(one), _pixels(other), strict=True)
    return sum(1 for a, b in pairs if a != b and _contrast(a, b) >= CONTRAST)


def _pixels(picture: Image.Image) -> Iterator[Pixel]:
    raw = iter(picture.tobytes())
    return zip(raw, raw, raw, strict=True)


def _contrast(one: Pixel, other: Pixel) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Pixel) -> float:
    # WCAG 2.2, "relative luminance" of sRGB.
    red, green, blue = (c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
