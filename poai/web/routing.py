"""The lines of the table in routes.py: an address, what answers there, and who may use it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, overload

from starlette.requests import Request
from starlette.routing import Route, compile_path

from poai.domain.access import Permission
from poai.web.page import Handler, Policy, public_endpoint
from poai.web.staffing import Allow, Find, GuestHandler, StaffHandler, guest_endpoint, staff_endpoint


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table."""

    path: str
    handler: Callable[..., Any]
    allow: Allow
    methods: tuple[str, ...]
    endpoint: Callable[[Request], Any]

    def route(self) -> Route:
        """The same as Starlette wants it."""
        return Route(self.path, self.endpoint, methods=list(self.methods))


class _Line:
    """Writes a line for some methods. What a handler is given depends on who may use it."""

    def __init__(self, *methods: str) -> None:
        self._methods = methods

    @overload
    def __call__(self, path: str, handler: Handler, *, allow: Literal[Policy.PUBLIC]) -> Entry: ...
    @overload
    def __call__(self, path: str, handler: GuestHandler, *, allow: Literal[Policy.GUEST]) -> Entry: ...
    @overload
    def __call__(
        self,
        path: str,
        handler: StaffHandler,
        *,
        allow: Literal[Policy.FIRST_STEP] | Permission,
        upload: int = 0,
    ) -> Entry: ...

    def __call__(self, path: str, handler: Callable[..., Any], *, allow: Allow, upload: int = 0) -> Entry:
        if allow is Policy.PUBLIC:
            endpoint = public_endpoint(handler)
        elif allow is Policy.GUEST:
            endpoint = guest_endpoint(handler)
        else:
            endpoint = staff_endpoint(handler, allow, upload)
        return Entry(path, handler, allow, self._methods, endpoint)


page = _Line("GET")
"""A page that is read: GET and HEAD, and never changes anything."""

form = _Line("POST")
"""Something that is sent: POST, from our own pages only."""


def finder(entries: Iterable[Entry]) -> Find:
    """Finds the pages among `entries` for which a permission is needed, by their address."""
    known = [
        (compile_path(entry.path)[0], entry)
        for entry in entries
        if isinstance(entry.allow, Permission) and "GET" in entry.methods
    ]

    def find(path: str) -> tuple[Allow, StaffHandler, Mapping[str, str]] | None:
        for pattern, entry in known:
            if match := pattern.match(path):
                return entry.allow, entry.handler, match.groupdict()
        return None

    return find
