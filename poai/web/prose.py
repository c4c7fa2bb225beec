"""The pages that content editors write, as HTML that templates may print."""

from markupsafe import Markup

from poai.content import Page


def prose(page: Page, prefix: str) -> Markup:
    """The page's text, its links to our own pages kept in the reader's language.

    Safe: it is Markdown rendered with HTML switched off (poai/content/loading.py).
    """
    html = page.html.replace('href="/', f'href="/{prefix}/') if prefix else page.html
    return Markup(html)  # noqa: S704
