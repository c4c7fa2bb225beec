"""Fetches a public web address that somebody typed, without being led to what is not public.

Where a name leads is looked up once, checked, and kept for the connection, so that a name cannot lead elsewhere a moment
later. No proxy, no cookie and no password takes part.
"""

import http.client
import io
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit

from poai.domain.errors import PoaiError

MOST_REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_CHUNK = 64 * 1024
_TRANSLATED = IPv6Network("64:ff9b::/96")  # an IPv4 address inside, for networks that have IPv6 only
_KEPT = "%/:=&?~+!$,;'@()*[]"

Address = IPv4Address | IPv6Address


class Why(StrEnum):
    """Why an address could not be fetched."""

    ADDRESS = "address"  # it is none that we fetch
    NAME = "name"  # nobody knows the name
    PRIVATE = "private"  # it leads into a private network
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    SLOW = "slow"
    LARGE = "large"
    REDIRECTS = "redirects"
    STATUS = "status"  # it answered with an error
    GARBLED = "garbled"


class FetchError(PoaiError):
    """It could not be fetched. The message says why in plain words; `status` is what was answered, or 0."""

    def __init__(self, why: Why, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.why = why
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was found, and at which address in the end. `kind` is its media type, in lower case, or ""."""

    url: str
    kind: str
    body: bytes


def is_public(address: Address) -> bool:
    """Whether an address is one that everybody can reach, and no way around into a network that is not."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address in _TRANSLATED:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.sixtofour or address.teredo or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


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
        connection = _Connection(host, port, deadline, secure, _addresses(host, port, deadline, reaches))
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


def _addresses(host: str, port: int, deadline: float, reaches: Callable[[Address], bool]) -> list[Address]:
    """Where a name leads. All of it has to be public: who mixes the two means no good."""
    found: queue.Queue[list[Address] | None] = queue.Queue()

    def look() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put(list(dict.fromkeys(ip_address(str(row[4][0]).partition("%")[0]) for row in rows)))
        except (OSError, ValueError):
            found.put(None)

    threading.Thread(target=look, daemon=True).start()  # a lookup knows no time limit
    try:
        addresses = found.get(timeout=_left(deadline))
    except queue.Empty:
        raise TimeoutError from None
    if not addresses:
        raise FetchError(Why.NAME, "there is no site of that name")
    if not all(reaches(each) for each in addresses):
        raise FetchError(Why.PRIVATE, "it does not lead to a public site")
    return addresses


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Connection(http.client.HTTPConnection):
    """A connection to addresses that were looked up before, for which a moment is set at which it ends."""

    def __init__(self, host: str, port: int, deadline: float, secure: bool, addresses: list[Address]) -> None:
        super().__init__(f"[{host}]" if ":" in host else host, port)
        # What http.client leaves out of the Host header is decided by the port that it takes for its own.
        self.default_port = 443 if secure else 80
        self._name = host
        self._deadline = deadline
        self._secure = secure
        self._addresses = addresses

    def connect(self) -> None:
        """Connects to the first of the addresses at which something answers."""
        last: OSError = OSError("no address")
        for address in self._addresses:
            try:
                plain = socket.create_connection((str(address), self.port), timeout=_left(self._deadline))
            except TimeoutError:
                raise
            except OSError as error:
                last = error
                continue
            try:
                plain.settimeout(_left(self._deadline))
                wrapped = _tls().wrap_socket(plain, server_hostname=self._name) if self._secure else plain
            except BaseException:
                plain.close()
                raise
            self.sock = _Timed(wrapped, self._deadline)
            return
        raise last


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


class _Timed:
    """A socket of which every read is given only what is left of the time, so that drops do not keep it open."""

    def __init__(self, inner: socket.socket, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._inner.settimeout(_left(self._deadline))
        self._inner.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:  # noqa: ARG002 -- http.client asks for "rb" and nothing else
        return io.BufferedReader(_Reading(self._inner, self._deadline))

    def close(self) -> None:
        self._inner.close()


class _Reading(io.RawIOBase):
    def __init__(self, inner: socket.socket, deadline: float) -> None:
        self._inner = inner
        self._file = inner.makefile("rb", buffering=0)  # keeps the socket open until both are closed
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int | None:  # type: ignore[override]
        self._inner.settimeout(_left(self._deadline))
        return self._file.readinto(buffer)

    def close(self) -> None:
        self._file.close()
        super().close()


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
