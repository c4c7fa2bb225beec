"""From a request to a page: the only asynchronous code, and the one place that asks who may come in.

A handler is a plain function that takes a `Visit` and returns a `Page`, a `Go` or an `Answer`; it never
sees a request. Public handlers read memory only and take a millisecond or two, so they run where they
are called: handing each to a thread would cost more than it saves.
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
from starlette.routing import Route

from poai.actions.snapshot import Snapshot
from poai.domain import my_list
from poai.domain.errors import BadRequestError, TooLargeError, TooSlowError
from poai.web import csrf
from poai.web.i18n import Language

BODY_LIMIT = 64 * 1024
BODY_SECONDS = 10.0
LIST_DAYS = 30
FIELDS_LIMIT = 200


class Policy(Enum):
    """Who may use a route. There is no default: a route without one cannot be written."""

    PUBLIC = "anyone"


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
    """A template and what to show in it. `private` pages are not kept by anyone's cache."""

    template: str
    view: Mapping[str, Any]
    status: int = 200
    private: bool = False


@dataclass(frozen=True, slots=True)
class Go:
    """See another of our own pages. `saved` replaces the list that the visitor has saved."""

    path: str
    saved: tuple[str, ...] | None = None
    status: int = 303


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that is not a page: a site map, a health report."""

    body: str
    media_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Visit], Page | Go | Answer]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table in routes.py."""

    path: str
    handler: Handler
    allow: Policy
    methods: tuple[str, ...]

    def route(self) -> Route:
        """The same as Starlette wants it."""
        return Route(self.path, _endpoint(self), methods=list(self.methods))


def page(path: str, handler: Handler, *, allow: Policy) -> Entry:
    """A page that is read: GET and HEAD, and never changes anything."""
    return Entry(path, handler, allow, ("GET",))


def form(path: str, handler: Handler, *, allow: Policy) -> Entry:
    """Something that is sent: POST, from our own pages only."""
    return Entry(path, handler, allow, ("POST",))


def _endpoint(entry: Entry) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        fields: dict[str, str] = {}
        if request.method == "POST":
            fields = await _read_form(request)
            csrf.check(request, fields.get("csrf", ""))
        seen = visit(request, fields)
        return respond(request, entry.handler(seen), seen)

    return endpoint


def visit(request: Request, fields: Mapping[str, str] | None = None) -> Visit:
    """What a handler is told of a request."""
    state = request.app.state
    snapshot = state.snapshots.current()
    return Visit(
        path=request.scope["path"],
        params=request.path_params,
        query=_query(request.scope["query_string"]),
        form=fields or {},
        saved=my_list.read(
            request.cookies.get(list_cookie(state.settings.secure), ""), ".", snapshot.catalogue.listings
        ),
        language=request.scope["language"],
        origin=state.settings.url,
        snapshot=snapshot,
        now=state.now(),
    )


def respond(request: Request, result: Page | Go | Answer, seen: Visit) -> Response:
    """The answer as bytes and headers."""
    settings = request.app.state.settings
    if isinstance(result, Answer):
        return Response(result.body, result.status, dict(result.headers), result.media_type)
    if isinstance(result, Go):
        prefix = request.scope["language"].prefix
        target = f"/{prefix}{result.path}" if prefix else result.path
        response: Response = RedirectResponse(target, result.status, {"cache-control": "no-store"})
        if result.saved is not None:
            _remember(response, result.saved, secure=settings.secure)
        return response
    body = request.app.state.renderer.render(result.template, seen, result.view)
    vary = {"vary": "Cookie"}
    if result.private or seen.saved or result.status >= 400:
        return HTMLResponse(body, result.status, {"cache-control": "private, no-store", **vary})
    # Weak, because it is sent compressed and not: on a slow line an unchanged page need not be sent again.
    tag = f'W/"{blake2b(body.encode(), digest_size=9).hexdigest()}"'
    kept = {"cache-control": "public, max-age=60", "etag": tag, **vary}
    if request.headers.get("if-none-match") == tag:
        return Response(None, 304, kept)
    return HTMLResponse(body, result.status, kept)


def list_cookie(secure: bool) -> str:
    """The cookie's name. Over https its prefix makes browsers refuse one that another host has set."""
    return "__Host-list" if secure else "list"


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
    return parse_qsl(few, keep_blank_values=True, errors="replace")


async def _read_form(request: Request) -> dict[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise BadRequestError("a form was sent in a way that we cannot read")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > BODY_LIMIT:
                    raise TooLargeError("what was sent is too large")
    except TimeoutError as error:
        raise TooSlowError("what was sent did not arrive in time") from error
    return dict(_query(bytes(body)))
