"""From a request to a page that anyone may read, and from what a handler returns to an answer.

A handler is a plain function that takes a `Visit` and returns a `Page`, a `Go` or an `Answer`; it never
sees a request. Public handlers read memory only and take a millisecond or two, so they run where they
are called: handing each to a thread would cost more than it saves. Pages for which people sign in are
in poai/web/staffing.py.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from hashlib import blake2b
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from poai.actions.snapshot import Snapshot
from poai.domain import my_list
from poai.domain.errors import BadRequestError, TooLargeError, TooSlowError
from poai.web import csrf, session
from poai.web.i18n import Language

BODY_LIMIT = 64 * 1024
BODY_SECONDS = 10.0
LIST_DAYS = 30
FIELDS_LIMIT = 200


class Policy(Enum):
    """Who may use a route that asks for no permission. There is no default: a route without one cannot be written."""

    PUBLIC = "anyone"
    GUEST = "anyone on the way in"  # reaches the store: sign-in, invitation, reset
    FIRST_STEP = "whoever has given a password"  # and nothing else yet


@dataclass(frozen=True, slots=True)
class Visit:
    """What a handler may know: the address, the form, what is saved, and the reading to answer from.

    `origin` is our public address, `now` local time at the place.
    """

    path: str
    params: Mapping[str, str]
    query: list[tuple[str, str]]
    form: Mapping[str, str]
    saved: tuple[str, ...]
    language: Language
    origin: str
    snapshot: Snapshot
    now: datetime

    def url(self, path: str) -> str:
        """The address of one of our pages in the visitor's language."""
        return f"/{self.language.prefix}{path}" if self.language.prefix else path


@dataclass(frozen=True, slots=True)
class Page:
    """A template and what to show in it. `private` pages are not kept by anyone's cache.

    `session` is the token of a session that begins with this answer.
    """

    template: str
    view: Mapping[str, Any]
    status: int = 200
    private: bool = False
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Cookie:
    """What a browser keeps for `seconds`, shows to nobody and sends to pages below `path`. With no value it forgets it."""

    name: str
    value: str = field(repr=False)
    path: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Go:
    """See another of our own pages. `saved` replaces the list that the visitor has saved.

    `session` is the token of a session that begins, or "" for one that ends. `cookie` is for somebody without one, who
    has shown that they may see one thing.
    """

    path: str
    saved: tuple[str, ...] | None = None
    status: int = 303
    session: str | None = None
    cookie: Cookie | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that is not a page: a site map, a health report. With an "etag" it is not sent again to whoever has it.

    `packed` is the body in gzip, where it was compressed before.
    """

    body: str | bytes
    media_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    packed: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Later:
    """An answer that takes long to make: that is done in a thread, so that nobody else waits for it."""

    make: Callable[[], Answer]


Result = Page | Go | Answer
Handler = Callable[[Visit], Result | Later]


def public_endpoint(handler: Handler) -> Callable[[Request], Any]:
    """What the framework calls for a page that anyone may read, or a form that anyone may send."""

    async def endpoint(request: Request) -> Response:
        fields: dict[str, str] = {}
        if request.method == "POST":
            fields = dict(await read_form(request))
            csrf.check(request, fields.get("csrf", ""))
        seen = visit(request, fields)
        result = handler(seen)
        if isinstance(result, Later):
            result = await asyncio.to_thread(result.make)
        return respond(request, result, seen)

    return endpoint


def visit(request: Request, fields: Mapping[str, str] | None = None) -> Visit:
    """What a handler is told of a request."""
    state = request.app.state
    snapshot = state.snapshots.current()
    return Visit(
        path=request.scope["path"],
        params={name: _readable(value) for name, value in request.path_params.items()},
        query=_query(request.scope["query_string"]),
        form=fields or {},
        saved=my_list.read(
            request.cookies.get(list_cookie(state.settings.secure), ""),
            ".",
            snapshot.catalogue.listings,
            snapshot.catalogue.redirects,
        ),
        language=request.scope["language"],
        origin=state.settings.url,
        snapshot=snapshot,
        now=state.now(),
    )


def respond(request: Request, result: Result, seen: Visit, *, private: bool = False) -> Response:
    """The answer as bytes and headers; `private` ones are not kept by anyone's cache."""
    settings = request.app.state.settings
    if isinstance(result, Answer):
        if "etag" in result.headers and request.headers.get("if-none-match") == result.headers["etag"]:
            return Response(None, 304, dict(result.headers))
        if result.packed and "gzip" in request.headers.get("accept-encoding", ""):
            packed = {**result.headers, "content-encoding": "gzip", "vary": "Accept-Encoding"}
            return Response(result.packed, result.status, packed, result.media_type)
        return Response(result.body, result.status, dict(result.headers), result.media_type)
    if isinstance(result, Go):
        prefix = request.scope["language"].prefix
        target = f"/{prefix}{result.path}" if prefix else result.path
        response: Response = RedirectResponse(target, result.status, {"cache-control": "no-store"})
        if result.saved is not None:
            _remember(response, result.saved, secure=settings.secure)
        if result.session is not None:
            session.keep(response, result.session, secure=settings.secure)
        if result.cookie is not None:
            _keep(response, result.cookie, secure=settings.secure)
        return response
    body = request.app.state.renderer.render(result.template, seen, result.view)
    vary = {"vary": "Cookie"}
    if private or result.private or seen.saved or result.status >= 400:
        response = HTMLResponse(body, result.status, {"cache-control": "private, no-store", **vary})
        if result.session is not None:
            session.keep(response, result.session, secure=settings.secure)
        return response
    # Weak, because it is sent compressed and not: on a slow line an unchanged page need not be sent again.
    tag = f'W/"{blake2b(body.encode(), digest_size=9).hexdigest()}"'
    kept = {"cache-control": "public, max-age=60", "etag": tag, **vary}
    if request.headers.get("if-none-match") == tag:
        return Response(None, 304, kept)
    return HTMLResponse(body, result.status, kept)


def list_cookie(secure: bool) -> str:
    """The cookie's name. Over https its prefix makes browsers refuse one that another host has set."""
    return "__Host-list" if secure else "list"


def kept_cookies(request: Request) -> Mapping[str, str]:
    """What the browser kept of each `Cookie`, by name."""
    prefix = _prefix(secure=request.app.state.settings.secure)
    return {
        name.removeprefix(prefix): value for name, value in request.cookies.items() if name.startswith(prefix)
    }


def _keep(response: Response, cookie: Cookie, *, secure: bool) -> None:
    response.set_cookie(
        _prefix(secure=secure) + cookie.name,
        cookie.value,
        cookie.seconds if cookie.value else 0,
        path=cookie.path,
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def _prefix(*, secure: bool) -> str:
    """Over https it makes browsers refuse a cookie that was set over http."""
    return "__Secure-" if secure else ""


def _remember(response: Response, saved: tuple[str, ...], *, secure: bool) -> None:
    name = list_cookie(secure)
    if saved:
        response.set_cookie(
            name, ".".join(saved), LIST_DAYS * 86400, secure=secure, httponly=True, samesite="lax"
        )
    else:
        response.delete_cookie(name, secure=secure, httponly=True, samesite="lax")


def _query(raw: bytes) -> list[tuple[str, str]]:
    """The pairs of an address or a form, the first FIELDS_LIMIT of them: more is nobody's doing."""
    few = "&".join(raw.decode("latin-1").split("&", FIELDS_LIMIT)[:FIELDS_LIMIT])
    pairs = parse_qsl(few, keep_blank_values=True, errors="replace")
    return [(_readable(name), _readable(value)) for name, value in pairs]


def _readable(text: str) -> str:
    """The text without NUL, which no database but SQLite takes: what cannot be read stands in its place."""
    return text.replace("\0", "\ufffd")


async def read_form(request: Request, limit: int = BODY_LIMIT) -> list[tuple[str, str]]:
    """The names and values of a form that was sent, of at most `limit` bytes. Raises BadRequestError, TooLargeError, TooSlowError."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise BadRequestError("a form was sent in a way that we cannot read")
    return _query(await read_body(request, limit, BODY_SECONDS))


async def read_body(request: Request, limit: int, seconds: float) -> bytes:
    """What was sent, of at most `limit` bytes, if it arrives within `seconds`. Raises TooLargeError, TooSlowError."""
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    raise TooLargeError("what was sent is too large")
    except TimeoutError as error:
        raise TooSlowError("what was sent did not arrive in time") from error
    return bytes(body)
