"""Descriptions that hold HTML, as plain text with its paragraphs."""

import html
import re
from html.parser import HTMLParser

LONGEST = 20_000  # letters: more is no description
_BREAKS = frozenset(
    "address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul".split()
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "object"})
_TAG = re.compile(r"<\s*/?\s*[a-zA-Z!][^>]*>")
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ud800-\udfff]"
)


def plain_text(text: str) -> str:
    """`text` without tags and entities: a line for each block, an empty one between paragraphs, LONGEST letters at most."""
    if _TAG.search(text):
        reader = _Reader()
        reader.feed(text[: 4 * LONGEST])
        reader.close()
        text = "".join(reader.found)
    else:
        text = html.unescape(text)
    text = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:LONGEST]


def one_line(text: str) -> str:
    """The same on one line, for names."""
    return " ".join(plain_text(text).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _UNSEEN:
            self._unseen += 1
        if tag in _BREAKS:
            self.found.append("\n\n" if tag in ("p", "div") or tag[0] == "h" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag in _BREAKS and tag != "br":
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(data)
