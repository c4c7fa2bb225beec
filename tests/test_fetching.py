import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from poai.fetching import MOST_REDIRECTS, Address, FetchError, Why, fetch, is_public

PAGE = b"<p>Open on Mondays</p>"
SECONDS = 5.0


class Pages(BaseHTTPRequestHandler):
    """A site in which each address misbehaves in its own way."""

    def do_GET(self) -> None:
        name, _, given = self.path.lstrip("/").partition("/")
        {
            "page": lambda: self.answer(200, PAGE),
            "on": lambda: self.answer(302, b"", Location=f"/on/{int(given) - 1}" if int(given) else "/page"),
            "inside": lambda: self.answer(302, b"", Location="http://10.0.0.1/"),
            "file": lambda: self.answer(302, b"", Location="file:///etc/passwd"),
            "packed": lambda: self.answer(200, gzip.compress(PAGE), **{"Content-Encoding": "gzip"}),
            "bomb": lambda: self.answer(200, gzip.compress(bytes(10**7)), **{"Content-Encoding": "gzip"}),
            "brotli": lambda: self.answer(200, PAGE, **{"Content-Encoding": "br"}),
            "gone": lambda: self.answer(404, b"no"),
            "short": lambda: self.answer(200, PAGE, **{"Content-Length": "1000"}),
            "endless": self.endless,
        }[name]()

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for header, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(header, value)
        self.send_header("Content-Type", "Text/HTML; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def endless(self) -> None:
        """Says a little, again and again, and never ends."""
        stopping: threading.Event = self.server.stopping  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()
        try:
            while not stopping.wait(0.02):
                self.wfile.write(b"x")
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- as the library has it
        """Nobody reads it."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.stopping = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.stopping.set()  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


def here(address: Address) -> bool:
    return str(address) == "127.0.0.1"


def refused(
    url: str,
    *,
    most_bytes: int = 1000,
    seconds: float = SECONDS,
    reaches: Callable[[Address], bool] = here,
) -> Why:
    with pytest.raises(FetchError) as caught:
        fetch(url, most_bytes=most_bytes, seconds=seconds, reaches=reaches)
    assert caught.value.reason == str(caught.value)
    return caught.value.why


def test_a_page_is_fetched(site: str) -> None:
    found = fetch(f"{site}/page", most_bytes=len(PAGE), seconds=SECONDS, reaches=here)
    assert (found.url, found.kind, found.body) == (f"{site}/page", "text/html", PAGE)


def test_a_page_that_was_packed_is_unpacked(site: str) -> None:
    assert fetch(f"{site}/packed", most_bytes=1000, seconds=SECONDS, reaches=here).body == PAGE


def test_a_few_redirects_are_followed_and_not_more(site: str) -> None:
    found = fetch(f"{site}/on/{MOST_REDIRECTS - 1}", most_bytes=1000, seconds=SECONDS, reaches=here)
    assert found.url == f"{site}/page"
    assert refused(f"{site}/on/{MOST_REDIRECTS}") is Why.REDIRECTS


def test_where_a_redirect_leads_is_checked_too(site: str) -> None:
    assert refused(f"{site}/inside") is Why.PRIVATE
    assert refused(f"{site}/file") is Why.ADDRESS


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/list",
        "gopher://example.org/",
        "example.org",
        "http://",
        "http://[::1",
        "http://example.org:99999/",
        "http://example.org:25/",
        "http://somebody:secret@example.org/",
        f"http://{'a' * 70}.org/",
        "http://exam ple.org/",
        "",
    ],
)
def test_what_is_no_public_web_address_is_never_looked_up(url: str) -> None:
    assert refused(url) is Why.ADDRESS


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"]
)
def test_this_machine_is_no_public_site_however_it_is_written(host: str) -> None:
    assert refused(f"http://{host}:8000/", reaches=is_public) is Why.PRIVATE


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),  # 93.184.216.34, for networks with IPv6 only
        ("64:ff9b::7f00:1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("2001:0:53aa:64c:0:0:f5ff:fffe", False),
    ],
)
def test_only_what_everybody_can_reach_is_public(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


def test_a_large_answer_is_refused_or_read_in_part(site: str) -> None:
    assert refused(f"{site}/page", most_bytes=len(PAGE) - 1) is Why.LARGE
    assert refused(f"{site}/bomb") is Why.LARGE
    first = fetch(f"{site}/bomb", most_bytes=10, seconds=SECONDS, whole=False, reaches=here)
    assert first.body == bytes(10)


def test_an_answer_that_never_ends_is_given_up(site: str) -> None:
    assert refused(f"{site}/endless", most_bytes=10**6, seconds=0.3) is Why.SLOW


def test_an_answer_that_is_cut_short_is_not_taken_for_whole(site: str) -> None:
    assert refused(f"{site}/short") is Why.GARBLED


def test_an_answer_packed_in_another_way_is_not_taken_for_text(site: str) -> None:
    assert refused(f"{site}/brotli") is Why.GARBLED


def test_an_error_is_told_with_its_number(site: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"{site}/gone", most_bytes=1000, seconds=SECONDS, reaches=here)
    assert (caught.value.why, caught.value.status) == (Why.STATUS, 404)


def test_where_nothing_answers_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        assert refused(f"http://127.0.0.1:{taken.getsockname()[1]}/") is Why.UNREACHABLE


def test_what_speaks_no_encryption_is_no_https_site(site: str) -> None:
    assert refused(site.replace("http:", "https:") + "/page") is Why.CERTIFICATE


def test_a_name_that_nobody_has_is_told() -> None:
    assert refused("http://no-such-site.invalid/") is Why.NAME
