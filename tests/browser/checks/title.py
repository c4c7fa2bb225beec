"""The title says the page and the service, and says first that something is wrong."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

_WORDS = """() => {
  const text = e => e ? e.textContent.trim().replace(/\\s+/g, ' ') : '';
  const meta = document.querySelector('meta[property="og:site_name"]');
  return {title: document.title, h1: text(document.querySelector('h1')), service: meta ? meta.content.trim() : '',
    invalid: !!document.querySelector('.govuk-error-summary')};
}"""


def title_problems(page: Page) -> list[str]:
    """The title must be the h1, a dash and the service's name (og:site_name), with the place after it if you like.

    "Error: " comes first if something is invalid. The front page may begin with the service's own name.
    """
    words = page.evaluate(_WORDS)
    if not words["service"]:
        return ["no og:site_name says what the service is called"]
    title: str = words["title"]
    service = words["service"]
    if urlsplit(page.url).path == "/" and title.startswith(service):
        return []
    error = "Error: " if words["invalid"] else ""
    wanted = f"{error}{words['h1']} – {service}"
    said = title.replace(" - ", " – ")
    return (
        []
        if said == wanted or said.startswith(f"{wanted}, ")
        else [f"the title is {title!r}, not {wanted!r}"]
    )
