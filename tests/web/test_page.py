"""What comes in is limited: how large a form is, of what kind, and how long it may take to arrive."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import uvicorn
from sqlalchemy import update
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message

from poai.app import create_app
from poai.domain.account import Grant, Role
from poai.settings import Settings
from poai.store import Store
from poai.store.account_tables import session
from poai.web import page
from poai.web.csrf import public_token
from tests.actions.cast import ADMINISTRATOR, GUARDIAN, Cast
from tests.store.conftest import (
    empty_store,
    migrated_file,
    postgres_url,
    store,
)
from tests.web.conftest import SAME_SITE
from tests.web.visiting import HOME, application_in

__all__ = ["empty_store", "migrated_file", "postgres_url", "store"]

TOKEN = public_token("s" * 40)
KIND = "application/x-www-form-urlencoded"
CHUNK = b"a" * 1024


async def _pour(app: ASGIApp, chunks: int) -> tuple[int, int]:
    """Sends a form of that many kilobytes; the status, and how many were asked for."""
    taken, status = 0, 0

    async def receive() -> Message:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": CHUNK, "more_body": taken < chunks}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    headers = {"content-type": KIND, "host": "help.example.org", **SAME_SITE}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/list/save",
        "raw_path": b"/list/save",
        "query_string": b"",
        "root_path": "",
        "scheme": "https",
        "server": ("help.example.org", 443),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
        "asgi": {"version": "3.0"},
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    await app(scope, receive, send)
    return status, taken


def test_s35_a_form_over_64_kib_is_refused_before_the_rest_of_it_is_read(app: ASGIApp) -> None:
    assert asyncio.run(_pour(app, 5000)) == (413, 65)


def test_a_form_of_64_kib_is_read(app: ASGIApp) -> None:
    status, taken = asyncio.run(_pour(app, 64))
    assert (status, taken) == (403, 64)  # it was read, and has no token in it


def test_a_form_that_is_announced_too_large_is_refused(browser: TestClient) -> None:
    response = browser.post("/list/save", content=b"a" * 70_000, headers={"content-type": KIND, **SAME_SITE})
    assert response.status_code == 413
    assert "<h1>That was too much to send</h1>" in response.text


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", "", "x" * 900]
)
def test_a_form_of_another_kind_is_refused(browser: TestClient, kind: str) -> None:
    body = f"csrf={TOKEN}&listing=central-library".encode()
    response = browser.post("/list/save", content=body, headers={"content-type": kind, **SAME_SITE})
    assert response.status_code == 400


@pytest.mark.parametrize("kind", [KIND, f"{KIND}; charset=UTF-8", KIND.upper()])
def test_a_form_of_the_right_kind_is_taken_however_it_is_written(browser: TestClient, kind: str) -> None:
    body = f"csrf={TOKEN}&listing=central-library".encode()
    response = browser.post("/list/save", content=body, headers={"content-type": kind, **SAME_SITE})
    assert response.status_code == 303


def test_s35_of_a_form_of_too_many_fields_only_the_first_count(browser: TestClient) -> None:
    body = "a=1&" * 500 + f"csrf={TOKEN}"
    response = browser.post("/list/save", content=body, headers={"content-type": KIND, **SAME_SITE})
    assert response.status_code == 403  # the token was not among them


@pytest.mark.parametrize(
    "body", [b"", b"&&&", b"csrf", b"csrf=%ff%fe", b"%00=%00", b"\xff\xfe\x00", b"=" * 100]
)
def test_a_form_of_rubbish_is_refused(browser: TestClient, body: bytes) -> None:
    response = browser.post("/list/save", content=body, headers={"content-type": KIND, **SAME_SITE})
    assert response.status_code == 403


@pytest.mark.parametrize(
    "empty_store", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)  # SQLite takes NUL, PostgreSQL does not
def test_nul_reaches_no_database(small: Settings, store: Store) -> None:
    url = store.engine.url.render_as_string(hide_password=False)
    app = create_app(replace(small, store=url))
    browser = TestClient(app, base_url=HOME, raise_server_exceptions=False, follow_redirects=False)
    form = {"csrf": TOKEN, "email": "a\0@example.org", "password": "x\0"}
    assert browser.post("/sign-in", data=form, headers=SAME_SITE).status_code == 422
    assert browser.post("/reset", data=form, headers=SAME_SITE).status_code == 303

    cast = Cast(store, secret=small.secret)
    grants = (ADMINISTRATOR, GUARDIAN, Grant(Role.LINK_WORKER, cast.team("North").id))
    token = cast.signed_in(cast.account("ada", *grants))
    with store.work() as connection:  # the application has a clock of its own
        connection.execute(update(session).values(made_at=datetime.now(UTC), seen_at=datetime.now(UTC)))
    browser.cookies.set("__Host-session", token, domain="help.example.org")
    assert browser.get("/staff").status_code == 200
    for path in ("/admin/accounts/%00", "/admin/teams/%00", "/cases/%00", "/cases/team/%00"):
        assert browser.get(path).status_code == 404, path
    assert browser.get("/guardian/trail?who=%00&since=%00").status_code == 422
    application_in(app).state.desk.office().store.close()


@pytest.fixture
def slow_server(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A real server that waits a fifth of a second for a form; its port."""
    monkeypatch.setattr(page, "BODY_SECONDS", 0.2)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield port
        server.should_exit = True
        thread.join()


def test_s35_a_form_that_trickles_in_is_given_up(slow_server: int) -> None:
    with socket.create_connection(("127.0.0.1", slow_server), timeout=30) as sending:
        sending.sendall(
            f"POST /list/save HTTP/1.1\r\nHost: help.example.org\r\nOrigin: {HOME}\r\n"
            f"Content-Type: {KIND}\r\nContent-Length: 60000\r\n\r\n".encode()
        )
        sending.setblocking(False)
        said = b""
        for _ in range(2000):  # far more than it will take; one byte at a time
            try:
                sending.sendall(b"a")
                said += sending.recv(65536)
            except BlockingIOError:
                pass
            except ConnectionError:
                break
            if said:
                break
            time.sleep(0.01)
    assert said.startswith(b"HTTP/1.1 408"), said[:200]
    assert b"content-security-policy" in said
