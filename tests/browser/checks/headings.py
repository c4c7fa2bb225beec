"""One h1, and levels that never jump."""

from itertools import pairwise

from playwright.sync_api import Page

_LEVELS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter(e => e.checkVisibility()).map(e => [Number(e.tagName[1]), e.textContent.trim().replace(/\\s+/g, ' ')])"""


def heading_problems(page: Page) -> list[str]:
    headings: list[tuple[int, str]] = page.evaluate(_LEVELS)
    firsts = [words for level, words in headings if level == 1]
    problems = [] if len(firsts) == 1 else [f"{len(firsts)} headings of level 1: {firsts}"]
    problems += [f"a level {level} heading without words" for level, words in headings if not words]
    for (above, _), (level, words) in pairwise(headings):
        if level > above + 1:
            problems.append(f"level {above} is followed by level {level}: {words!r}")
    return problems
