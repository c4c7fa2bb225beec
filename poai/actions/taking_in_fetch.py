"""Fetches a feed from its address, page after page, within limits, as one file."""

import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any, Protocol
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from poai.domain.document import Document
from poai.fetching import Fetched, FetchError, fetch
from poai.interchange.dialects_json import list_in, loaded
from poai.interchange.dialects_shape import MOST_BYTES, MOST_ROWS, UnreadableError

MOST_PAGES = 1000
MOST_DETAILS = 2000
SECONDS = 120.0
ONE = 20.0  # seconds for one page
# A list of services often leaves out what only the page of one service has.
_IN_FULL = frozenset(
    {"service_at_locations", "locations", "schedules", "regular_schedules", "contacts", "service_areas"}
)


class Get(Protocol):
    """What fetches one address, as poai/fetching.py does."""

    def __call__(self, url: str, *, most_bytes: int, seconds: float) -> Fetched: ...


class _Budget:
    """What is left of the time and the bytes of one feed."""

    def __init__(self, get: Get, seconds: float) -> None:
        self._get = get
        self._until = time.monotonic() + seconds
        self._bytes = MOST_BYTES

    def body(self, url: str) -> bytes:
        left = self._until - time.monotonic()
        if left <= 0:
            raise UnreadableError("The feed took too long to come. Nothing was taken")
        if self._bytes <= 0:
            raise UnreadableError(f"The feed is larger than {MOST_BYTES // 1_000_000} MB in all")
        try:
            body = self._get(url, most_bytes=self._bytes, seconds=min(ONE, left)).body
        except FetchError as error:
            raise UnreadableError(f"{url[:300]} cannot be fetched: {error.reason}") from error
        self._bytes -= len(body)
        return body


def fetch_feed(url: str, *, get: Get = fetch, seconds: float = SECONDS) -> bytes:
    """All of a feed as one file for `read_file`: a file as it is, or the pages of a list, each service in full. Raises
    UnreadableError, also where anything of it is missing: half a feed would look as if the rest were gone."""
    budget = _Budget(get, seconds)
    body = budget.body(url)
    first = _json(body)
    if isinstance(first, dict) and "openapi_url" in first and list_in(first) is None:
        url = _below(url, "services")
        body = budget.body(url)
        first = _json(body)
    rows = list_in(first)
    if not isinstance(first, dict) or rows is None or first.get("type") == "FeatureCollection":
        return body
    pages = _pages(first)
    if pages > MOST_PAGES:
        raise UnreadableError(f"The feed has {pages:,} pages, and {MOST_PAGES:,} at most are taken")
    for number in range(2, pages + 1):
        more = list_in(_json(budget.body(_page(url, number))))
        if more is None:
            raise UnreadableError(f"Page {number} of the feed is no list of services")
        rows += more
        if len(rows) > MOST_ROWS:
            raise UnreadableError(f"The feed has more than {MOST_ROWS:,} services")
    if rows and not any(_IN_FULL & row.keys() for row in rows if isinstance(row, dict)):
        rows = list(_in_full(rows, url, budget.body))
    name = "contents" if "contents" in first else "content"
    return json.dumps({name: rows}).encode()


def _in_full(rows: list[Any], url: str, body: Callable[[str], bytes]) -> Iterator[Any]:
    if len(rows) > MOST_DETAILS:
        raise UnreadableError(
            f"The feed lists {len(rows):,} services in short, and has to be asked for each in full: {MOST_DETAILS:,} at most"
        )
    for row in rows:
        identity = str(row.get("id", "")) if isinstance(row, dict) else ""
        found = _json(body(_below(url, quote(identity, safe="")))) if identity else row
        yield {**row, **found} if isinstance(found, dict) else row


def _json(body: bytes) -> Any:
    """What a body holds; None if it is not JSON."""
    try:
        return loaded(body)
    except UnreadableError:
        return None


def _pages(envelope: Document) -> int:
    """How many pages an envelope says that there are, in whichever way it spells that."""
    for key, value in envelope.items():
        if re.sub(r"\W|_", "", key).casefold() == "totalpages" and isinstance(value, int):
            return value
    return 1


def _page(url: str, number: int) -> str:
    parts = urlsplit(url)
    query = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "page"
    ]
    return urlunsplit(parts._replace(query=urlencode([*query, ("page", str(number))])))


def _below(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}", query="", fragment=""))
