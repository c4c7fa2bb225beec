"""The title says the page and the service, and says first that something is wrong."""

from playwright.sync_api import Page

_WORDS = """() => {
  const text = e => e ? e.textContent.trim().replace(/\\s+/g, ' ') : '';
  const meta = document.querySelector('meta[property="og:site_name"]');
  return {title: document.title, h1: text(document.querySelector('h1')), service: meta ? meta.content.trim() : '',
    invalid: !!document.querySelector('.govuk-error-summary')};
}"""


def title_problems(page: Page) -> list[str]:
    """The title must be the h1, a dash and the service's name (og:site_name); "Error: " first if invalid."""
    words = page.evaluate(_WORDS)
    if not words["service"]:
        return ["no og:site_name says what the service is called"]
    error = "Error: " if words["invalid"] else ""
    wanted = [f"{error}{words['h1']} {dash} {words['service']}" for dash in "-–"]
    return [] if words["title"] in wanted else [f"the title is {words['title']!r}, not {wanted[0]!r}"]
