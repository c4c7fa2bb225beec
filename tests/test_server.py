"""A connection that says nothing, or too much, is not waited for."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from poai import server
from poai.server import PatientProtocol


def hello(request: Request) -> Response:
    return PlainTextResponse("hello")


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A running server that waits a third of a second for a request to begin and to be said."""
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.3)
    config = uvicorn.Config(
        Starlette(routes=[Route("/", hello)]), port=0, http=PatientProtocol, log_level="critical"
    )
    listener = config.bind_socket()
    running = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: running.run(sockets=[listener]))
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield listener.getsockname()[1]
    running.should_exit = True
    thread.join(10)


def said(port: int, *pieces: bytes, pause: float = 0.0) -> bytes:
    """Everything that the server answers until it hangs up."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        for piece in pieces:
            try:
                connection.sendall(piece)
            except OSError:
                break
            time.sleep(pause)
        try:
            while piece := connection.recv(65536):
                answer += piece
        except ConnectionResetError:
            pass
    return answer


def test_an_ordinary_request_is_answered(port: int) -> None:
    assert b"hello" in said(port, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")


def test_two_requests_on_one_connection_are_answered(port: int) -> None:
    one = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    last = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    assert said(port, one, last, pause=0.1).count(b"hello") == 2


def test_s35_a_connection_that_says_nothing_is_closed(port: int) -> None:
    assert said(port) == b""


def test_s35_a_head_that_drips_is_closed(port: int) -> None:
    drops = [b"GET / HTTP/1.1\r\n", *[b"X-A: b\r\n"] * 20]
    assert b"hello" not in said(port, *drops, b"\r\n", pause=0.05)


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * 20_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X-Many: b\r\n" * 4_000 + b"\r\n",
    ],
    ids=["address", "header", "headers"],
)
def test_a_head_that_is_too_large_is_refused(port: int, head: bytes) -> None:
    answer = said(port, head)
    assert b"hello" not in answer
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400")
