"""Reads a page as a checker does: its links, forms, headings and words, and what no page may have wrong."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import html5lib
from httpx2 import Response
from starlette.applications import Starlette
from starlette.types import ASGIApp

HOME = "https://help.example.org"
SAME_SITE = {"sec-fetch-site": "same-origin", "origin": HOME}  # what a browser says of our own forms
HTML = "{http://www.w3.org/1999/xhtml}"  # before the names of elements that html5lib gives

# Exactly this, on everything: a line that is loosened by accident must be seen.
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "strict-transport-security": "max-age=31536000",
}
# A message whose place was not filled, a template that was not run, a value that is not there.
LEFTOVERS = re.compile(r"%\(\w+\)[sd]|\{\{|\{%|\bNone\b|\bundefined\b|\bNaN\b|<built-in|<function")
_UNSEEN = ("script", "style", "svg", "title")
_VOID = {"input", "link", "meta", "br", "img", "hr"}


@dataclass
class Form:
    """One form: where it goes and, in order, the names and values that it would send as it stands.

    `boxes` counts what can be ticked in it.
    """

    method: str
    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    boxes: int = 0

    def value(self, name: str) -> str:
        return dict(self.fields).get(name, "")


class Seen(HTMLParser):
    """A page that was read. `links` are (words, whole address); `text` is what a reader sees."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.html = html
        self.title = ""
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self.headings: list[tuple[str, str]] = []
        self.ids: Counter[str] = Counter()
        self.data: list[str] = []
        self.inline: list[str] = []
        self.options: list[tuple[str, str, str, bool]] = []
        self.assets: list[str] = []
        self._text: list[str] = []
        self._open: list[str] = []
        self._words: dict[str, list[str]] = {}
        self._link = ""
        self._area = ""
        self._option: tuple[str, str, bool] | None = None
        self.feed(html)
        self.close()
        self.text = " ".join("".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        if "id" in given:
            self.ids[given["id"]] += 1
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given and "json" not in given.get("type", "")):
            self.inline.append(f"<{tag}>")
        for name in ("src", "href"):
            if name in given and tag in ("script", "link", "img") and given.get("rel") != "canonical":
                self.assets.append(urljoin(self.address, given[name]))
        if tag == "a" and "href" in given:
            self._link = urljoin(self.address, given["href"])
            self._words["a"] = []
        elif tag in ("h1", "h2", "h3", "label") or (tag == "script" and "json" in given.get("type", "")):
            self._words[tag] = []
        elif tag == "form":
            action = urljoin(self.address, given.get("action") or self.address)
            self.forms.append(Form(given.get("method", "get").lower(), action))
        elif tag == "input" and "name" in given:
            self._input(given)
        elif tag == "textarea" and "name" in given:
            self._area, self._words[tag] = given["name"], []
        elif tag == "button" and given.get("name") and self.forms:
            self.forms[-1].fields.append((given["name"], given.get("value", "")))

    def _input(self, given: Mapping[str, str]) -> None:
        ticked = "checked" in given
        if given.get("type") in ("checkbox", "radio"):
            self._option = given["name"], given.get("value", "on"), ticked
            if self.forms:
                self.forms[-1].boxes += 1
            if not ticked:
                return
        if self.forms:
            self.forms[-1].fields.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass
        words = " ".join("".join(self._words.pop(tag, ())).split())
        if tag == "a" and self._link:
            self.links.append((words, self._link))
            self._link = ""
        elif tag == "textarea" and self._area and self.forms:
            self.forms[-1].fields.append((self._area, words))
        elif tag in ("h1", "h2", "h3"):
            self.headings.append((tag, words))
        elif tag == "label" and self._option:
            name, value, on = self._option
            self.options.append((name, value, words, on))
            self._option = None
        elif tag == "script" and words:
            self.data.append(words)

    def handle_data(self, data: str) -> None:
        for words in self._words.values():
            words.append(data)
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if not any(tag in self._open for tag in _UNSEEN):
            self._text.append(data)

    @property
    def inside(self) -> list[str]:
        """Addresses of links to our own site, without what follows a #."""
        own = urlsplit(self.address).netloc
        return [url.partition("#")[0] for _, url in self.links if urlsplit(url).netloc == own]

    def link(self, words: str) -> str:
        """Where the link with exactly these words leads."""
        found = [url for said, url in self.links if said == words]
        assert found, f"no link {words!r} on {self.address}"
        return found[0]

    def link_beginning(self, words: str) -> str:
        """Where the first link that begins with these words leads."""
        found = [url for said, url in self.links if said.startswith(words)]
        assert found, f"no link that begins with {words!r} on {self.address}"
        return found[0]

    def form(self, ending: str, **fields: str) -> Form:
        """The first form that sends to an address with this ending and holds these fields."""
        for form in self.forms:
            if form.action.endswith(ending) and all(form.value(n) == v for n, v in fields.items()):
                return form
        raise AssertionError(f"no form to {ending} with {fields} on {self.address}")


def headers_wrong(response: Response) -> list[str]:
    """Security headers that are missing or not exactly as they should be, and caching that gives things away."""
    problems = [
        f"{name}: {response.headers.get_list(name)}"
        for name, value in HEADERS.items()
        if response.headers.get_list(name) != [value]
    ]
    caching = response.headers.get("cache-control", "")
    if not caching:
        problems.append("no cache-control")
    if "set-cookie" in response.headers and "no-store" not in caching:
        problems.append(f"a cookie on an answer that may be kept: {caching}")
    return problems


def page_wrong(response: Response, seen: Seen, typed: str = "") -> list[str]:
    """What is wrong with a page, whichever it is; `typed` is what it may say back as it stands."""
    problems = headers_wrong(response)
    if not response.headers.get("content-type", "").startswith("text/html; charset=utf-8"):
        problems.append(f"content-type {response.headers.get('content-type')}")
    if not response.text.startswith("<!DOCTYPE html>"):
        problems.append(f"begins with {response.text[:30]!r}")
    if not re.fullmatch(r"\S.+ – \S.+", " ".join(seen.title.split())):
        problems.append(f"title {seen.title!r}")
    if sum(tag == "h1" for tag, _ in seen.headings) != 1:
        problems.append(f"h1: {[words for tag, words in seen.headings if tag == 'h1']}")
    problems += [f"id {name!r} stands {count} times" for name, count in seen.ids.items() if count > 1]
    problems += [f"inline: {what}" for what in seen.inline]
    ours = f"{seen.text} {seen.title}".replace(typed, "") if typed else f"{seen.text} {seen.title}"
    problems += [f"left over: {found!r}" for found in LEFTOVERS.findall(ours)]
    problems += [f"empty heading {tag}" for tag, words in seen.headings if not words]
    problems += [f"somebody else's file: {url}" for url in seen.assets if not url.startswith(HOME)]
    problems += [
        f"a link to {url}"
        for _, url in seen.links
        if urlsplit(url).scheme not in ("http", "https", "tel", "sms", "mailto")
    ]
    return problems


def cookies(response: Response) -> dict[str, dict[str, Any]]:
    """Cookies that an answer sets: by name, the value under "" and each attribute in small letters."""
    found = {}
    for line in response.headers.get_list("set-cookie"):
        pair, *attributes = [part.strip() for part in line.split(";")]
        name, _, value = pair.partition("=")
        rest = dict(part.lower().partition("=")[::2] for part in attributes)
        found[name] = {"": value.strip('"'), **rest}
    return found


def shape(html: str) -> list[str]:
    """The elements of a page, in order, as a browser makes them."""
    return [str(node.tag) for node in html5lib.parse(html).iter()]


def application_in(app: ASGIApp) -> Starlette:
    """The application itself, within what is wrapped round it."""
    while not isinstance(app, Starlette):
        app = app.app  # type: ignore[attr-defined]
    return app
