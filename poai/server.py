"""The HTTP server: uvicorn, with a limit to how long and how large the head of a request may be.

Without it a thousand connections that say nothing keep everybody else out: uvicorn limits what comes
after a request, not the wait for one.
"""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess

from poai.web import log_lines

HEAD_SECONDS = 10.0
HEAD_BYTES = 16 * 1024


class PatientProtocol(HttpToolsProtocol):
    """Waits HEAD_SECONDS for the head of a request, takes HEAD_BYTES of it, and then hangs up."""

    _waiting: asyncio.TimerHandle | None = None
    _size = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._size = 0
        if self._waiting is None:
            self._wait()

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    def _count(self, more: int) -> None:
        self._size += more
        if self._size > HEAD_BYTES:
            raise ValueError("the head of the request is too large")  # uvicorn answers 400 and hangs up

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._hang_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _hang_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()


def run(
    host: str, port: int, workers: int, ready: Callable[[], None], application: str = "poai.app:serving"
) -> None:
    """Serve until told to stop. `ready` is called once the port is ours; exits with 1 if it is not to be had.

    `application` makes what is served. What there is to log goes to standard error, one line of JSON each.
    """
    config = uvicorn.Config(
        application,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        http=PatientProtocol if os.name != "nt" else "auto",
        access_log=False,  # an address holds what somebody typed
        server_header=False,
        log_config=log_lines.CONFIG,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
        limit_concurrency=1000,
    )
    socket = config.bind_socket()
    ready()
    with suppress(KeyboardInterrupt):
        if workers == 1:
            uvicorn.Server(config).run(sockets=[socket])
        else:
            Multiprocess(config, sockets=[socket]).run()
