"""A feed is fetched page after page, each service in full, and all of it or nothing."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from poai.actions.taking_in_fetch import fetch_feed
from poai.fetching import fetch
from poai.interchange.dialects import UnreadableError, read_file

SERVICES = [{"id": str(number), "name": f"Tea {number}"} for number in range(5)]


class Feeds(BaseHTTPRequestHandler):
    """A feed of five services, two a page, of which the list tells only names; and ways to be wrong."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        page = int(parse_qs(parts.query).get("page", ["1"])[0])
        known: dict[str, Any] = {
            "/v3": {"version": "HSDS-UK-3.0", "profile": "x", "openapi_url": "y"},
            "/v3/services": {"total_pages": 3, "contents": SERVICES[2 * page - 2 : 2 * page]},
            "/endless/services": {"totalPages": 5000, "content": SERVICES},
            "/broken/services": {"total_pages": 2, "contents": SERVICES} if page == 1 else {"no": "list"},
            "/map": {"type": "FeatureCollection", "features": []},
        }
        known |= {f"/v3/services/{one['id']}": {**one, "fees": "Free"} for one in SERVICES}
        found = known.get(parts.path)
        body = json.dumps(found).encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- as the library has it
        """Nobody reads it."""


@pytest.fixture(scope="module")
def feeds() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Feeds)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


get = partial(fetch, reaches=lambda _: True)


@pytest.mark.parametrize("path", ["/v3", "/v3/services", "/v3/services?per_page=2&page=1"])
def test_all_pages_are_fetched_and_each_service_in_full(feeds: str, path: str) -> None:
    found = read_file(fetch_feed(feeds + path, get=get))
    assert [item.service["id"] for item in found.items] == [one["id"] for one in SERVICES]
    assert {item.service["fees"] for item in found.items} == {"Free"}


def test_a_file_is_taken_as_it_is(feeds: str) -> None:
    assert json.loads(fetch_feed(f"{feeds}/map", get=get)) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/none", "error 404"),
        ("/endless/services", "5,000 pages"),
        ("/broken/services", "Page 2"),
    ],
)
def test_half_a_feed_is_none(feeds: str, path: str, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        fetch_feed(feeds + path, get=get)


def test_it_does_not_take_for_ever(feeds: str) -> None:
    with pytest.raises(UnreadableError, match="too long"):
        fetch_feed(f"{feeds}/v3", get=get, seconds=0)


def test_what_is_not_public_is_not_fetched(feeds: str) -> None:
    with pytest.raises(UnreadableError, match="does not lead to a public site"):
        fetch_feed(f"{feeds}/v3")
