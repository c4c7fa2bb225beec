"""What a first visit fetches: the page and everything it names to be shown, gzipped where the server does that."""

import gzip
import urllib.request
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes over the network, without headers."""

    html: int
    css: int
    js: int
    icons: int

    @property
    def total(self) -> int:
        return self.html + self.css + self.js + self.icons


def weigh(site: str, path: str) -> Weight:
    """Fetches `path` of `site` (an address without a slash at its end) and what it links to.

    Every icon is counted, though a browser fetches only one of them.
    """
    sent, page = _fetch(site + path)
    links = _Links()
    links.feed(page.decode())
    sizes = {kind: sum(_fetch(site + address)[0] for address in found) for kind, found in links.found.items()}
    return Weight(sent, sizes["css"], sizes["js"], sizes["icons"])


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {"css": [], "js": [], "icons": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        kind = {"stylesheet": "css", "icon": "icons"}.get(values.get("rel") or "")
        if tag == "link" and kind:
            self.found[kind].append(values["href"] or "")
        elif tag == "img" and values.get("src"):
            self.found["icons"].append(values["src"] or "")
        elif tag == "script" and values.get("src"):
            self.found["js"].append(values["src"] or "")


def _fetch(url: str) -> tuple[int, bytes]:
    """How many bytes were sent, and what they say."""
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        body: bytes = answer.read()
        return len(body), gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body
