"""The pages that content editors write, as HTML that templates may print."""

from markupsafe import Markup

from poai.content import Page


def prose(page: Page) -> Markup:
    """The page's text. Safe: it is Markdown rendered with HTML switched off (poai/content.py)."""
    return Markup(page.html)  # noqa: S704
