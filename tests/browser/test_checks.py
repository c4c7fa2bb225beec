"""Each check finds the mistake that it is there for, and lets a good page pass."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks.axe import axe_problems
from tests.browser.checks.focus import changed_pixels, focus_problems
from tests.browser.checks.forced_colours import forced_colour_problems
from tests.browser.checks.headings import heading_problems
from tests.browser.checks.ids import id_problems
from tests.browser.checks.large_text import large_text_problems
from tests.browser.checks.links import link_problems
from tests.browser.checks.mirrored import mirroring_problems
from tests.browser.checks.printing import print_problems, printed_pages
from tests.browser.checks.reading import grade_problems, reading_problems
from tests.browser.checks.reflow import reflow_problems
from tests.browser.checks.targets import target_problems
from tests.browser.checks.text_spacing import text_spacing_problems
from tests.browser.checks.title import title_problems
from tests.browser.conftest import CONTEXT
from tests.browser.watch import Watch

Check = Callable[[Page], list[str]]

GOOD_BODY = """<header><a href="#main">Skip to the text</a></header>
<main id="main"><h1>Lunch clubs</h1><p>They meet on Mondays. <a href="#fees">What it costs</a> is below.</p>
<h2 id="fees">Fees</h2><form><label for="q">Your words</label><p><input id="q" name="q"></p><button>Search</button></form></main>"""
GOOD_STYLE = """body { font: 1.2rem/1.5 sans-serif } a, button, input { min-height: 44px } a { display: inline-block }
:focus { outline: 4px solid black } @media print { form { display: none } }"""


def document(
    body: str = GOOD_BODY, style: str = "", title: str = "Lunch clubs - Help", root: str = 'lang="en-GB"'
) -> str:
    return f"""<!doctype html><html {root}><head><title>{title}</title><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta property="og:site_name" content="Help">
<style>{GOOD_STYLE}{style}</style></head><body>{body}</body></html>"""


ALL: tuple[Check, ...] = (
    axe_problems,
    focus_problems,
    forced_colour_problems,
    heading_problems,
    id_problems,
    large_text_problems,
    link_problems,
    print_problems,
    reading_problems,
    reflow_problems,
    target_problems,
    text_spacing_problems,
    title_problems,
)

LONG = "This sentence goes on " + "and on " * 14 + "until nobody knows how it began."
HARD = (
    "Multidisciplinary practitioners facilitate individualised rehabilitation interventions collaboratively. "
    * 15
)
BAD: dict[str, tuple[Check, str]] = {
    "a picture without words": (axe_problems, document(GOOD_BODY + '<img src="data:,">')),
    "grey on grey": (axe_problems, document(style="h1 { color: #999; background: #aaa }")),
    "no focus to see": (focus_problems, document(style="*:focus { outline: 0 !important }")),
    "a faint focus": (focus_problems, document(style=":focus { outline: 4px solid #eee }")),
    "a focus that goes back": (focus_problems, document(GOOD_BODY + '<a href="#q" tabindex="1">First</a>')),
    "a covered focus": (
        focus_problems,
        document(GOOD_BODY + '<div style="position: fixed; inset: 0; background: white"></div>'),
    ),
    "a button without an edge": (forced_colour_problems, document(style="button { border: 0 }")),
    "two h1": (heading_problems, document(GOOD_BODY + "<h1>Again</h1>")),
    "a heading jump": (heading_problems, document(GOOD_BODY + "<h4>Far</h4>")),
    "an id twice": (id_problems, document(GOOD_BODY + '<p id="q">Twice</p>')),
    "a link to nowhere": (id_problems, document(GOOD_BODY + '<a href="#gone">Gone</a>')),
    "letters that do not grow": (large_text_problems, document(style="p { font-size: 16px }")),
    "a box that large letters leave": (
        large_text_problems,
        document(
            style="h1 { height: 2em; font-size: 24px; overflow: hidden } h1 { font: 2rem/1 serif; height: 40px }"
        ),
    ),
    "more and more": (link_problems, document(GOOD_BODY + '<a href="/a">More</a> <a href="/b">More</a>')),
    "navigation in print": (print_problems, document(GOOD_BODY + "<nav>Elsewhere</nav>")),
    "closed details in print": (
        print_problems,
        document(GOOD_BODY.replace("</main>", "<details><summary>How</summary>By bus</details></main>")),
    ),
    "an address lost in print": (
        print_problems,
        document(GOOD_BODY.replace("</main>", '<a href="https://club.example/">The club</a></main>')),
    ),
    "a long sentence": (reading_problems, document(GOOD_BODY.replace("They meet", LONG + " They meet"))),
    "a wide table": (reflow_problems, document(GOOD_BODY + '<div style="width: 500px">Wide</div>')),
    "a tiny button": (
        target_problems,
        document(GOOD_BODY + '<button style="all: revert; width: 12px; height: 12px">x</button>' * 2),
    ),
    "a low main button": (target_problems, document(style="form button { min-height: 30px; height: 30px }")),
    "a box that spaced text leaves": (
        text_spacing_problems,
        document(
            style="h1 { width: 12ch; height: 1.2em; font-size: 1rem; overflow: hidden; white-space: nowrap }"
        ),
    ),
    "a title of its own": (title_problems, document(title="Welcome")),
    "an error that the title hides": (
        title_problems,
        document(GOOD_BODY + '<div class="govuk-error-summary">Enter your words</div>'),
    ),
}


@pytest.fixture
def bench(browser: Browser) -> Iterator[Page]:
    """A tab that nobody watches, to put mistakes on."""
    context = browser.new_context(**CONTEXT)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.__name__)
def test_a_good_page_passes(bench: Page, check: Check) -> None:
    bench.set_content(document())
    assert check(bench) == []


@pytest.mark.parametrize("mistake", BAD)
def test_a_mistake_is_found(bench: Page, mistake: str) -> None:
    check, html = BAD[mistake]
    bench.set_content(html)
    assert check(bench)


def test_english_written_for_an_office_is_found() -> None:
    assert grade_problems(HARD)
    assert not grade_problems("You can go there by bus. Ask for the lunch club at the front desk. " * 15)


def test_a_page_that_only_says_rtl_is_found(bench: Page) -> None:
    bench.set_content(document(root='lang="ar" dir="rtl"', style="h1 { text-align: left }"))
    assert {"the h1 starts on the left", "no mirrored style sheet"} <= set(mirroring_problems(bench))


def test_what_is_printed_is_read_side_by_side(bench: Page) -> None:
    bench.set_content(document(GOOD_BODY + '<p style="break-before: page">Second side</p>'))
    first, second = printed_pages(bench)
    assert "Lunch clubs" in first
    assert "Second side" in second


def test_pictures_count_only_what_can_be_seen(bench: Page) -> None:
    bench.set_viewport_size({"width": 40, "height": 20})
    pictures = []
    for colour in ("#ffffff", "#eeeeee", "#000000"):
        bench.set_content(f'<body style="margin: 0; background: {colour}">')
        pictures.append(bench.screenshot())
    white, pale, black = pictures
    assert changed_pixels(white, white) == 0
    assert changed_pixels(white, pale) == 0
    assert changed_pixels(white, black) == 800


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://elsewhere.example/a.png" alt="">',
        "<script>console.error('broken')</script>",
        "<script>throw new Error('broken')</script>",
    ],
    ids=["a request to somebody else", "a console error", "a script error"],
)
def test_the_watch_hears_a_page_that_misbehaves(browser: Browser, body: str) -> None:
    context = browser.new_context(**CONTEXT)
    watch = Watch(context, "http://127.0.0.1")
    page = context.new_page()
    page.set_content(body)
    page.wait_for_load_state("networkidle")
    context.close()
    assert watch.problems
