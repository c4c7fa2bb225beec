"""Every id once, and every reference to one that exists."""

from collections import Counter

from playwright.sync_api import Page

_IDS = "() => [...document.querySelectorAll('[id]')].map(e => e.id)"
_REFERENCES = """() => [
  ...[...document.querySelectorAll('[for], [aria-labelledby], [aria-describedby], [aria-controls]')].flatMap(e =>
    ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap(name => (e.getAttribute(name) || '').split(/\\s+/))),
  ...[...document.querySelectorAll('a[href^="#"]')].map(e => decodeURIComponent(e.getAttribute('href').slice(1))),
].filter(Boolean)"""


def id_problems(page: Page) -> list[str]:
    ids: list[str] = page.evaluate(_IDS)
    references: set[str] = set(page.evaluate(_REFERENCES))
    twice = [f"the id {name!r} is used {count} times" for name, count in Counter(ids).items() if count > 1]
    return twice + [
        f"something refers to #{name}, which is not there" for name in sorted(references - set(ids))
    ]
