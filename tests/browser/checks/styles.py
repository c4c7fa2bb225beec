"""Adds rules to a page as a reader's own style sheet would, past any content security policy."""

from playwright.sync_api import Page

_ADD = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def add_styles(page: Page, css: str) -> None:
    page.evaluate(_ADD, css)
