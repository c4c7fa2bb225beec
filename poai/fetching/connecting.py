"""A connection to addresses that were looked up before, which ends at a set moment.

The name is not looked up again, so that it cannot lead elsewhere a moment later. No proxy takes part.
"""

import http.client
import io
import socket
import ssl
import time
from functools import cache

from poai.fetching.addresses import Address


def seconds_left(deadline: float) -> float:
    """How much is left of the time, which is told by `time.monotonic`. Raises TimeoutError."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class Connection(http.client.HTTPConnection):
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
                plain = socket.create_connection(
                    (str(address), self.port), timeout=seconds_left(self._deadline)
                )
            except TimeoutError:
                raise
            except OSError as error:
                last = error
                continue
            try:
                plain.settimeout(seconds_left(self._deadline))
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
        self._inner.settimeout(seconds_left(self._deadline))
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
        self._inner.settimeout(seconds_left(self._deadline))
        return self._file.readinto(buffer)

    def close(self) -> None:
        self._file.close()
        super().close()
