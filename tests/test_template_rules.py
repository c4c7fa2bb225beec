"""Templates: every word translated, nothing unescaped, nothing inline, nothing from a third party."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.source import ours, read

TRANSLATE = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
SPOKEN_ATTRIBUTES = {"alt", "aria-description", "aria-label", "content", "placeholder", "title"}
# Names and no messages: the same in every language.
SAME_EVERYWHERE = {"width=device-width, initial-scale=1", "website", "light", "summary", "article"}
# Names of formats, never fetched.
NAMESPACES = ("https://schema.org", "http://www.w3.org/", "http://a9.com/", "http://www.sitemaps.org/")
# Templates that may print something as it is, and why that is safe.
UNESCAPED = {"templates/components/icon.html": "drawings that are written out in the same file"}

ENVIRONMENT = Environment(
    extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True
)
WORD = re.compile(r"[^\W\d_]{2,}")
ATTRIBUTE = re.compile(r'[a-z-]+="[^"]*"')
SENTENCE = re.compile(r"[A-Z][a-z]+")


def markup_of(source: str) -> str:
    """The HTML of a template alone: what Jinja works out becomes blanks, line numbers stay."""
    out, left_out, before = [], "", ""
    for _, kind, text in ENVIRONMENT.lex(source):
        if kind == "name" and text == left_out:
            left_out = ""
        elif kind == "name" and text == "trans":
            left_out = "endtrans"
        elif kind == "name" and before == "block" and text.endswith("_class"):
            left_out = "endblock"  # it fills a class attribute of the layout
        if kind == "name":
            before = text
        out.append(text if kind == "data" and not left_out else re.sub(r"[^\n]", " ", text))
    return "".join(out)


class Scan(HTMLParser):
    """Collects `problems` of one template's HTML as "line: what"."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self._raw = ""

    def say(self, what: str) -> None:
        self.problems.append(f"{self.getpos()[0]}: {what}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._raw = tag if tag in ("script", "style") else ""
        if tag == "style" or (
            tag == "script" and "src" not in given and given.get("type") != "application/ld+json"
        ):
            self.say(f"an inline <{tag}>")
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.say(f"an inline {name}=")
            if name in SPOKEN_ATTRIBUTES and WORD.search(value) and value.strip() not in SAME_EVERYWHERE:
                self.say(f"not translated: {name}={value.strip()!r}")
            if re.match(r"\s*(https?:)?//", value) and not value.strip().startswith(NAMESPACES):
                self.say(f"somebody else's address: {value}")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._raw:
            self._raw = ""

    def handle_data(self, data: str) -> None:
        # A macro may hold a piece of a tag, which looks like text.
        if not self._raw and WORD.search(ATTRIBUTE.sub("", data)):
            skipped = data[: len(data) - len(data.lstrip())].count("\n")
            self.problems.append(f"{self.getpos()[0] + skipped}: not translated: {data.strip()[:60]!r}")


def problems_of(source: str, *, unescaped_allowed: bool = False) -> list[str]:
    scan = Scan()
    scan.feed(markup_of(source))
    scan.close()
    tree = ENVIRONMENT.parse(source)
    unescaped = [f"{node.lineno}: |safe" for node in tree.find_all(nodes.Filter) if node.name == "safe"]
    unescaped += [f"{node.lineno}: autoescape" for node in tree.find_all(nodes.ScopedEvalContextModifier)]
    if unescaped_allowed:
        unescaped = []
    return scan.problems + unescaped + [f"{line}: not translated: {text!r}" for line, text in said(tree)]


def said(node: nodes.Node) -> list[tuple[int, str]]:
    """Sentences that stand in an expression and go through no translation."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATE:
        return []
    if (
        isinstance(node, nodes.Pair)
        and isinstance(node.key, nodes.Const)
        and str(node.key.value).startswith("@")
    ):
        return []  # a type of schema.org
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and SENTENCE.match(node.value):
        return [(node.lineno, node.value)]
    return [found for child in node.iter_child_nodes() for found in said(child)]


@pytest.mark.parametrize("template", ours("templates", ".html", ".xml"), ids=str)
def test_a_template_keeps_the_rules(template: Path) -> None:
    problems = [
        f"{template}:{problem}"
        for problem in problems_of(read(template), unescaped_allowed=str(template) in UNESCAPED)
    ]
    assert not problems, "\n".join(problems)


def test_there_are_templates() -> None:
    assert ours("templates", ".html")


@pytest.mark.parametrize(
    "bad",
    [
        "<p>Plain words</p>",
        "<p>{% if a %}<b>Plain words</b>{% endif %}</p>",
        '<img alt="Plain words">',
        '{{ button(text="Plain words") }}',
        "{{ words | safe }}",
        "{% autoescape false %}{{ words }}{% endautoescape %}",
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        '<p style="color: red"></p>',
        '<p onclick="go()"></p>',
        '<img src="https://elsewhere.example/a.png" alt="">',
        '<script src="//elsewhere.example/a.js"></script>',
    ],
)
def test_a_mistake_in_a_template_is_found(bad: str) -> None:
    assert problems_of(f"\n{bad}")[0].startswith("2: ")


@pytest.mark.parametrize(
    "good",
    [
        '<p class="a {% if b %}big{% endif %}">{{ _("Words") }}, {{ name }}: 5</p>',
        "<p>{% trans count=n %}One {{ count }} thing{% pluralize %}{{ count }} things{% endtrans %}</p>",
        '<h{{ level }} id="words">{# A comment says why #}</h{{ level }}>',
        '{{ button(text=_("Words"), kind="secondary") }}',
        '<script type="application/ld+json">{{ data }}</script>',
    ],
)
def test_a_good_template_passes(good: str) -> None:
    assert problems_of(good) == []


@pytest.mark.parametrize("file", ours("poai/static", ".css", ".js", ".svg"), ids=str)
def test_what_browsers_get_names_nobody_else(file: Path) -> None:
    named = [url for url in re.findall(r"https?://[^\s\"')]+", read(file)) if not url.startswith(NAMESPACES)]
    assert not named
