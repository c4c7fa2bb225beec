"""One fetch: from an address that somebody typed, over redirects, to what is there."""

import http.client
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from poai.fetching.addresses import Address, addresses_of, is_public
from poai.fetching.connecting import Connection, seconds_left
from poai.fetching.errors import FetchError, Why

MOST_REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_CHUNK = 64 * 1024
_KEPT = "%/:=&?~+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was found, and at which address in the end. `kind` is its media type, in lower case, or ""."""

    url: str
    kind: str
    body: bytes


def fetch(
    url: str,
    *,
    most_bytes: int,
    seconds: float,
    whole: bool = True,
    reaches: Callable[[Address], bool] = is_public,
) -> Fetched:
    """What is at `url`, after at most MOST_REDIRECTS redirects, each checked as the first was.

    `seconds` is for all of it. Of more than `most_bytes`, unpacked, raises FetchError, or without `whole` gives what
    came first. `reaches` says which addresses may be connected to. Raises FetchError.
    """
    deadline = time.monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        found = _one(url, most_bytes, deadline, whole, reaches)
        if isinstance(found, Fetched):
            return found
        url = found
    raise FetchError(Why.REDIRECTS, f"it leads on to another address more than {MOST_REDIRECTS} times")


def _one(
    url: str, most_bytes: int, deadline: float, whole: bool, reaches: Callable[[Address], bool]
) -> Fetched | str:
    """What is at one address, or to which address it leads on."""
    secure, host, port, target = _parts(url)
    try:
        connection = Connection(
            host, port, deadline, secure, addresses_of(host, port, seconds_left(deadline), reaches)
        )
        try:
            connection.putrequest("GET", target, skip_accept_encoding=True)
            for name, value in (("User-Agent", "poai"), ("Accept", "*/*"), ("Accept-Encoding", "identity")):
                connection.putheader(name, value)
            connection.putheader("Connection", "close")
            connection.endheaders()
            with connection.getresponse() as answer:
                if answer.status in _MOVED and (on := answer.headers.get("Location")):
                    return urljoin(url, on)
                if not 200 <= answer.status < 300:
                    raise FetchError(Why.STATUS, f"it answers with error {answer.status}", answer.status)
                kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
                return Fetched(url, kind, _body(answer, most_bytes, whole))
        finally:
            connection.close()
    except TimeoutError as error:
        raise FetchError(Why.SLOW, "it took too long to answer") from error
    except ssl.SSLError as error:
        raise FetchError(Why.CERTIFICATE, "its certificate is not in order") from error
    except OSError as error:
        raise FetchError(Why.UNREACHABLE, "nothing answers there") from error
    except (http.client.HTTPException, zlib.error, ValueError) as error:
        raise FetchError(Why.GARBLED, "what it answers cannot be read") from error


def _parts(url: str) -> tuple[bool, str, int, str]:
    """Whether it is https, the host in ASCII, the port and what to ask for."""
    bad = FetchError(Why.ADDRESS, "it is not a web address that begins with http:// or https://")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        if ":" not in host:
            host = host.encode("idna").decode("ascii")
    except ValueError:  # of which a name that cannot be written in ASCII is one
        raise bad from None
    if parts.scheme not in ("http", "https") or not host or any(each <= " " for each in host):
        raise bad
    if parts.username is not None or parts.password is not None:
        raise FetchError(Why.ADDRESS, "it has a name or a password in it")
    secure = parts.scheme == "https"
    port = port if port is not None else 443 if secure else 80
    if port not in (80, 443) and port < 1024:  # where other things than pages answer
        raise FetchError(Why.ADDRESS, f"port {port} is not one for web pages")
    target = quote(parts.path or "/", safe=_KEPT)
    return secure, host, port, target + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")


def _body(answer: http.client.HTTPResponse, most_bytes: int, whole: bool) -> bytes:
    packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("identity", "", "gzip", "x-gzip"):
        raise FetchError(Why.GARBLED, "it is packed in a way that we do not read")
    if whole and packed in ("identity", "") and (answer.length or 0) > most_bytes:
        raise _large(most_bytes)
    unpack = zlib.decompressobj(wbits=31) if packed.endswith("gzip") else None
    body = bytearray()
    while len(body) <= most_bytes and (chunk := answer.read(_CHUNK)):
        # One chunk of zeros unpacks to a thousand: never more of it than we take.
        body += unpack.decompress(chunk, most_bytes + 1 - len(body)) if unpack else chunk
    if len(body) > most_bytes:
        if whole:
            raise _large(most_bytes)
        return bytes(body[:most_bytes])
    if answer.length or (unpack and not unpack.eof):
        raise FetchError(Why.GARBLED, "it ends too soon")
    return bytes(body)


def _large(most_bytes: int) -> FetchError:
    return FetchError(Why.LARGE, f"it is larger than the {most_bytes:,} bytes that we take")
