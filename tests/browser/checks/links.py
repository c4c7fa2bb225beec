"""No two links with the same words that go to different places, and none without words."""

from collections import defaultdict

from playwright.sync_api import Page

_LINKS = """() => [...document.querySelectorAll('a[href]')].filter(e => e.checkVisibility({visibilityProperty: true})).map(e => {
  const by = (e.getAttribute('aria-labelledby') || '').split(/\\s+/).filter(Boolean)
    .map(id => document.getElementById(id)?.textContent || '').join(' ');
  const images = [...e.querySelectorAll('img[alt], svg title')].map(i => i.alt || '').join(' ');
  const words = (by || e.getAttribute('aria-label') || e.textContent + ' ' + images).trim().replace(/\\s+/g, ' ');
  return [words, typeof e.href === 'string' ? e.href : e.href.baseVal];
})"""


def link_problems(page: Page) -> list[str]:
    targets: dict[str, set[str]] = defaultdict(set)
    for words, target in page.evaluate(_LINKS):
        targets[words.casefold()].add(target)
    problems = [f"a link without words to {sorted(found)}" for words, found in targets.items() if not words]
    return problems + [
        f"{words!r} goes to different places: {sorted(found)[:4]}"
        for words, found in targets.items()
        if words and len(found) > 1
    ]
