"""The macros in templates/components: they say what they were given, escape it, and refuse a slip of the pen."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parents[2] / "templates"
STATIC = Path(__file__).parents[2] / "poai" / "static"
BOLD = "<b>Tea & talk</b>"
ESCAPED = "&lt;b&gt;Tea &amp; talk&lt;/b&gt;"
OPTIONS = [{"value": "1", "text": BOLD, "hint": BOLD, "count": 0}, {"value": "2", "text": "Plain"}]

# Every macro, the arguments that carry other people's words, and how often each must come out.
MACROS: list[tuple[str, str, dict[str, Any], int]] = [
    ("button", "button", {"text": BOLD, "hidden_text": BOLD}, 2),
    ("button", "link_button", {"text": BOLD, "href": "/x", "hidden_text": BOLD}, 2),
    ("button", "post_button", {"text": BOLD, "action": "/x", "csrf": BOLD, "fields": {"a": BOLD}}, 3),
    ("button", "save_button", {"slug": "tea", "name": BOLD, "csrf": "t", "back": BOLD}, 2),
    ("button", "save_button", {"slug": "tea", "name": BOLD, "csrf": "t", "back": "/", "saved": True}, 1),
    ("button", "page_tools", {"link": BOLD}, 1),
    ("card", "card", {"name": BOLD, "href": "/x", "by": BOLD, "what": BOLD, "why": BOLD, "fresh": BOLD}, 5),
    ("card", "card", {"name": "x", "href": BOLD, "standing_text": BOLD, "standing": "at-risk"}, 2),
    ("errors", "error_summary", {"errors": [{"field": "q", "text": BOLD}], "title": BOLD}, 2),
    ("errors", "form_errors", {"errors": {"q": BOLD, "where": BOLD}}, 2),
    (
        "form",
        "password_input",
        {"name": "p", "label": BOLD, "autocomplete": "off", "hint": BOLD, "error": BOLD},
        3,
    ),
    ("form", "post_form", {"action": BOLD, "csrf": BOLD, "fields": {"a": BOLD, "b": ""}}, 3),
    ("facts", "facts", {"when": BOLD, "where": BOLD, "cost": BOLD, "joining": BOLD}, 4),
    ("field", "text_input", {"name": "q", "label": BOLD, "value": BOLD, "hint": BOLD, "error": BOLD}, 4),
    ("field", "textarea", {"name": "q", "label": BOLD, "value": BOLD, "hint": BOLD, "error": BOLD}, 4),
    ("field", "select", {"name": "q", "label": BOLD, "options": OPTIONS, "hint": BOLD, "error": BOLD}, 4),
    ("field", "checkboxes", {"name": "q", "legend": BOLD, "options": OPTIONS, "error": BOLD}, 4),
    ("field", "radios", {"name": "q", "legend": BOLD, "options": OPTIONS, "hint": BOLD}, 4),
    ("chips", "chips", {"label": BOLD, "items": [{"text": BOLD, "href": "/x", "remove": BOLD}]}, 4),
    ("notice", "notice", {"text": BOLD, "title": BOLD, "kind": "caution"}, 2),
    (
        "notice",
        "urgent_panel",
        {
            "title": BOLD,
            "advice": BOLD,
            "lines": [{"name": BOLD, "number": BOLD, "href": "tel:1", "note": BOLD}],
        },
        5,
    ),
    ("notice", "done_notice", {"text": BOLD}, 1),
    ("notice", "inset", {"text": BOLD}, 1),
    ("notice", "details", {"summary": BOLD, "text": BOLD}, 2),
    ("rows", "summary_list", {"rows": [{"key": BOLD, "value": BOLD, "href": "/x"}]}, 3),
    ("rows", "table", {"caption": BOLD, "head": [BOLD], "rows": [[BOLD, BOLD]]}, 5),
    ("rows", "ways", {"items": [{"text": BOLD, "href": "/x", "note": BOLD}, {"text": "y", "href": "/y"}]}, 2),
    ("search", "search_form", {"q": BOLD, "where": BOLD, "q_label": BOLD, "keep": {"a": BOLD}}, 4),
    ("tag", "tag", {"text": BOLD, "standing": "unconfirmed"}, 1),
    ("trail", "back_link", {"href": "/x", "text": BOLD}, 1),
    ("trail", "breadcrumbs", {"items": [{"text": BOLD, "href": "/x"}]}, 1),
]


@pytest.fixture(scope="module")
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return made


class Elements(HTMLParser):
    """Every element of a piece of HTML as (tag, attributes)."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def one(self, tag: str, **wanted: str) -> dict[str, str]:
        (only,) = [given for name, given in self.found if name == tag and wanted.items() <= given.items()]
        return only


def draw(environment: Environment, file: str, macro: str, **given: Any) -> str:
    module = environment.get_template(f"components/{file}.html").module
    return str(getattr(module, macro)(**given))


@pytest.mark.parametrize(("file", "macro", "given", "times"), MACROS)
def test_a_macro_says_what_it_was_given_and_escapes_it(
    environment: Environment, file: str, macro: str, given: dict[str, Any], times: int
) -> None:
    markup = draw(environment, file, macro, **given)
    assert "<b>" not in markup
    assert markup.count(ESCAPED) == times


@pytest.mark.parametrize(("file", "macro", "given", "times"), MACROS)
def test_a_wrong_parameter_is_refused(
    environment: Environment, file: str, macro: str, given: dict[str, Any], times: int
) -> None:
    with pytest.raises(TypeError, match="no keyword argument 'txet'"):
        draw(environment, file, macro, **given, txet="x")


def test_every_public_macro_is_tried_here(environment: Environment) -> None:
    elsewhere = {("icon", "icon"), ("icon", "mark"), ("pagination", "pagination")}
    defined = {
        (file.stem, name)
        for file in (TEMPLATES / "components").glob("*.html")
        for name in re.findall(r"macro ([a-z]\w*)\(", file.read_text(encoding="utf-8"))
    }
    assert defined == {(file, macro) for file, macro, _, _ in MACROS} | elsewhere


@pytest.mark.parametrize("macro", ["text_input", "textarea"])
def test_hint_and_error_are_tied_to_their_field(environment: Environment, macro: str) -> None:
    page = Elements(
        draw(environment, "field", macro, name="email", label="Email", hint="Hint", error="Wrong")
    )
    field = page.one("input" if macro == "text_input" else "textarea", id="email")
    assert field["aria-describedby"] == "email-hint email-error"
    assert page.one("div", id="email-hint")
    assert page.one("p", id="email-error")
    assert page.one("label", **{"for": "email"})


def test_a_field_without_notes_points_at_nothing(environment: Environment) -> None:
    page = Elements(draw(environment, "field", "text_input", name="email", label="Email"))
    assert "aria-describedby" not in page.one("input")


@pytest.mark.parametrize("macro", ["checkboxes", "radios"])
def test_an_error_is_tied_to_the_whole_question(environment: Environment, macro: str) -> None:
    page = Elements(
        draw(environment, "field", macro, name="when", legend="When", options=OPTIONS, error="Choose")
    )
    assert page.one("fieldset")["aria-describedby"] == "when-error"
    assert page.one("p", id="when-error")
    assert page.one("input", id="when")["aria-describedby"] == "when-item-hint"
    assert page.one("div", id="when-item-hint")


def test_what_was_chosen_stays_chosen(environment: Environment) -> None:
    ticked = Elements(
        draw(environment, "field", "checkboxes", name="a", legend="A", options=OPTIONS, values=["2"])
    )
    picked = Elements(draw(environment, "field", "radios", name="a", legend="A", options=OPTIONS, value="1"))
    listed = Elements(draw(environment, "field", "select", name="a", label="A", options=OPTIONS, value="2"))
    assert [given["value"] for _, given in ticked.found if "checked" in given] == ["2"]
    assert [given["value"] for _, given in picked.found if "checked" in given] == ["1"]
    assert [given["value"] for _, given in listed.found if "selected" in given] == ["2"]


def test_the_error_summary_takes_focus_without_a_script_and_leads_to_the_field(
    environment: Environment,
) -> None:
    errors = [{"field": "email", "text": "Enter an email address"}, {"field": "", "text": "Try again"}]
    page = Elements(draw(environment, "errors", "error_summary", errors=errors))
    box = page.one("div", **{"class": "govuk-error-summary"})
    assert "autofocus" in box
    assert box["tabindex"] == "-1"
    assert page.one("a") == {"href": "#email"}


def test_no_errors_no_summary(environment: Environment) -> None:
    assert draw(environment, "errors", "error_summary", errors=[]) == ""


@pytest.mark.parametrize("level", [2, 3])
def test_a_card_has_the_heading_level_that_its_page_needs(environment: Environment, level: int) -> None:
    page = Elements(draw(environment, "card", "card", name="Tea", href="/listings/tea", level=level))
    assert page.one(f"h{level}")
    assert page.one("a")["href"] == "/listings/tea"


def test_a_card_leaves_out_what_nobody_knows(environment: Environment) -> None:
    markup = draw(environment, "card", "card", name="Tea", href="/x", cost="Free")
    assert "Cost" in markup
    assert "When" not in markup
    assert "<form" not in markup


def test_saving_posts_the_listing_the_token_and_the_way_back(environment: Environment) -> None:
    given = {"slug": "tea", "name": "Tea", "csrf": "token", "back": "/find?q=tea"}
    save = Elements(draw(environment, "button", "save_button", **given))
    remove = Elements(draw(environment, "button", "save_button", **given, saved=True))
    assert save.one("form") == {"method": "post", "action": "/list/save"}
    assert remove.one("form") == {"method": "post", "action": "/list/remove"}
    hidden = {given["name"]: given["value"] for tag, given in save.found if tag == "input"}
    assert hidden == {"csrf": "token", "listing": "tea", "back": "/find?q=tea"}


def test_pages_are_left_out_only_in_the_middle(environment: Environment) -> None:
    markup = draw(
        environment, "pagination", "pagination", page=5, pages=9, href=lambda n: f"/find?page={n}&q=<b>"
    )
    page = Elements(markup)
    links = [given["href"] for tag, given in page.found if tag == "a"]
    assert [int(link.split("=")[1].split("&")[0]) for link in links] == [4, 1, 4, 5, 6, 9, 6]
    assert page.one("a", **{"aria-current": "page"})["aria-label"] == "Page 5"
    assert "<b>" not in markup


def test_one_page_needs_no_pagination(environment: Environment) -> None:
    assert draw(environment, "pagination", "pagination", page=1, pages=1, href=str) == ""


@pytest.mark.parametrize("name", ["phone", "place", "clock", "pound", "print", "share", "save"])
def test_an_icon_is_silent(environment: Environment, name: str) -> None:
    drawn = Elements(draw(environment, "icon", "icon", name=name)).one("svg")
    assert drawn["aria-hidden"] == "true"


def test_the_mark_and_the_favicon_are_one_drawing(environment: Environment) -> None:
    favicon = (STATIC / "favicon.svg").read_text(encoding="utf-8").strip()
    assert favicon.split(">", 1)[1] == draw(environment, "icon", "mark").split(">", 1)[1]


def test_the_favicon_is_an_icon_file() -> None:
    icon = (STATIC / "favicon.ico").read_bytes()
    assert icon[:6] == b"\0\0\1\0\1\0"
    assert icon[22:30] == b"\x89PNG\r\n\x1a\n"


def test_the_mirrored_style_sheet_is_a_mirror() -> None:
    straight = (STATIC / "poai.css").read_text(encoding="utf-8")
    mirrored = (STATIC / "poai.rtl.css").read_text(encoding="utf-8")
    assert straight.count("{") + 1 == mirrored.count("{")  # the tick that is turned back
    assert "padding-left:15px" in straight
    assert straight.count("padding-left:15px") == mirrored.count("padding-right:15px")
