"""Each thing that can go wrong as a page in the same clothes. The only place that knows status codes for them."""

import logging
import secrets
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from poai.domain.errors import (
    BadRequestError,
    ClosedError,
    ConsentError,
    ForbiddenError,
    InvalidError,
    LinkError,
    MoveError,
    NotFoundError,
    OpenReferralError,
    RepeatedError,
    SignedOutError,
    StaleError,
    ThrottledError,
    TooLargeError,
    TooSlowError,
    UnsafeError,
)
from poai.store import StoreError, UnwritableError
from poai.web.open_answers import problem, speaks_json
from poai.web.page import Go, Page, respond, visit
from poai.web.staffing import SIGN_IN

_log = logging.getLogger("poai.web")

_STATUS: dict[type[Exception], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    BadRequestError: HTTPStatus.BAD_REQUEST,
    UnsafeError: HTTPStatus.FORBIDDEN,
    TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TooSlowError: HTTPStatus.REQUEST_TIMEOUT,
    ForbiddenError: HTTPStatus.FORBIDDEN,
    InvalidError: HTTPStatus.UNPROCESSABLE_ENTITY,
    LinkError: HTTPStatus.NOT_FOUND,
    StaleError: HTTPStatus.CONFLICT,
    MoveError: HTTPStatus.CONFLICT,
    OpenReferralError: HTTPStatus.CONFLICT,
    RepeatedError: HTTPStatus.CONFLICT,
    ClosedError: HTTPStatus.CONFLICT,
    ConsentError: HTTPStatus.UNPROCESSABLE_ENTITY,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    UnwritableError: HTTPStatus.SERVICE_UNAVAILABLE,
    ThrottledError: HTTPStatus.TOO_MANY_REQUESTS,
}
# What programs are told, where pages have words of their own.
_ADVICE = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address. The documentation lists what there is.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This can only be read: use GET.",
}
_AGAIN = "Something went wrong here. Please try again later. Reference "
# Those of which the status alone does not tell what to do.
_KIND: dict[type[Exception], str] = {
    ForbiddenError: "own-account",
    LinkError: "link",
    MoveError: "move",
    OpenReferralError: "open-referral",
    RepeatedError: "repeated",
    UnwritableError: "unwritable",
    ConsentError: "consent",
    ClosedError: "closed",
}


def foreseen(request: Request, error: Exception) -> Response:
    """A page for an error of poai.domain.errors or of the framework (no such address, wrong method)."""
    if isinstance(error, HTTPException):
        response = _page(request, HTTPStatus(error.status_code))
        response.headers.update(error.headers or {})
        return response
    if isinstance(error, StoreError):
        _log.error("the store: %s", error)
    if isinstance(error, SignedOutError):
        return respond(request, Go(SIGN_IN), visit(request), private=True)
    minutes = -(-error.retry_after // 60) if isinstance(error, ThrottledError) else 0
    response = _page(request, _STATUS[type(error)], kind=_KIND.get(type(error), ""), minutes=minutes)
    if isinstance(error, ThrottledError):
        response.headers["retry-after"] = str(error.retry_after)
    return response


def unforeseen(request: Request, error: Exception) -> Response:
    """A page for a fault of ours, with a reference that finds it in the log. Nothing of the fault is shown."""
    reference = secrets.token_hex(4)
    # The address as routes.py has it: in the one that was asked for is what somebody typed, or what opens an account.
    route = request.scope.get("route")
    where = route.path if isinstance(route, Route) else "an unknown address"
    _log.error("fault %s at %s %s", reference, request.method, where, exc_info=error)
    try:
        return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, reference)
    except Exception:  # noqa: BLE001 - the page itself may be what is broken
        _log.exception("fault %s: the error page failed too", reference)
        return Response(
            f"Something went wrong. Please try again. Reference {reference}", 500, media_type="text/plain"
        )


def _page(
    request: Request, status: HTTPStatus, reference: str = "", *, kind: str = "", minutes: int = 0
) -> Response:
    if speaks_json(request.scope["path"]):
        asked = visit(request)
        return respond(
            request, problem(asked.origin, int(status), _ADVICE.get(status, _AGAIN + reference)), asked
        )
    view = {"status": int(status), "reference": reference, "kind": kind, "minutes": minutes}
    # What is missing and what is kept from somebody look alike, so neither shows who is signed in.
    seen = None if status == HTTPStatus.NOT_FOUND else request.scope.get("poai.visit")
    response = respond(request, Page("error.html", view, int(status)), seen or visit(request))
    if status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE):
        response.headers["connection"] = "close"  # the rest of what was being sent is not wanted
    return response


HANDLERS = dict.fromkeys((*_STATUS, SignedOutError, HTTPException), foreseen)
