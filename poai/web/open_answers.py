"""Answers that programs of other people read: never a page, and the same shape for everything that goes wrong."""

import gzip
import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from poai.interchange.oruk_asking import Mistake
from poai.web.page import Answer

JSON = "application/json"
PROBLEM = "application/problem+json"  # RFC 9457
_LARGE = 200_000  # bytes from which on the middleware would take too long over compressing it
_PACKED = 4
_KEPT = "public, max-age=60"
_SHARED = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link",
}
_ASKED_FIRST = {
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "*",
    "access-control-max-age": "86400",
    "allow": "GET, HEAD, OPTIONS",
}


def fresh(
    body: str | bytes, media_type: str = JSON, headers: Mapping[str, str] | None = None, packed: bytes = b""
) -> Answer:
    """An answer that anybody's cache may keep for a minute, and need not be sent again while it is the same."""
    whole = body.encode() if isinstance(body, str) else body
    # Weak, because it is sent compressed and not.
    tag = f'W/"{blake2b(whole, digest_size=9).hexdigest()}"'
    if len(whole) > _LARGE and not packed:
        packed = gzip.compress(whole, _PACKED, mtime=0)
    return Answer(
        whole, media_type, headers={"cache-control": _KEPT, "etag": tag, **(headers or {})}, packed=packed
    )


def as_json(document: Mapping[str, Any]) -> Answer:
    """A document."""
    return fresh(json.dumps(document, ensure_ascii=False))


def problem(origin: str, status: int, detail: str = "", *, mistakes: Iterable[Mistake] = ()) -> Answer:
    """What went wrong and what to do, as JSON. `mistakes` are those of the parameters."""
    errors = [{"parameter": mistake.parameter, "message": mistake.message} for mistake in mistakes]
    said = {
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or ". ".join(error["message"] for error in errors) + ".",
        "errors": errors,
        "documentation": f"{origin}/developers",
    }
    return Answer(json.dumps(said), PROBLEM, status, {"cache-control": "no-store"})


def is_open(path: str) -> bool:
    """True for addresses of open data, which pages of other sites may read too."""
    calendar = path.endswith("/calendar.ics") and not path.startswith("/list/")
    return calendar or path == "/oruk" or path.startswith(("/oruk/", "/data/"))


def speaks_json(path: str) -> bool:
    """True for addresses where what goes wrong is told to a program."""
    return path == "/oruk" or path.startswith("/oruk/")


class OpenToAll:
    """Says with every answer about open data, whatever made it, that pages of other sites may read it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            if speaks_json(scope["path"]):
                # The standard's addresses are tried with a slash at the end too, by programs that do not follow on.
                scope["path"] = scope["path"].rstrip("/")
                scope["raw_path"] = scope["path"].encode()
            if scope["method"] == "OPTIONS" and is_open(scope["path"]):
                await Response(None, 204, {**_SHARED, **_ASKED_FIRST})(scope, receive, send)
                return

        async def with_headers(message: Message) -> None:
            # The path is without its language by now.
            if message["type"] == "http.response.start" and is_open(scope["path"]):
                MutableHeaders(scope=message).update(_SHARED)
            await send(message)

        await self.app(scope, receive, with_headers)
