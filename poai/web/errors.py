"""Each thing that can go wrong as a page in the same clothes. The only place that knows status codes for them."""

import logging
import secrets
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from poai.domain.errors import BadRequestError, NotFoundError, TooLargeError, TooSlowError, UnsafeError
from poai.web.page import Page, respond, visit

_log = logging.getLogger("poai.web")

_STATUS: dict[type[Exception], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    BadRequestError: HTTPStatus.BAD_REQUEST,
    UnsafeError: HTTPStatus.FORBIDDEN,
    TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TooSlowError: HTTPStatus.REQUEST_TIMEOUT,
}


def foreseen(request: Request, error: Exception) -> Response:
    """A page for an error of poai.domain.errors or of the framework (no such address, wrong method)."""
    if isinstance(error, HTTPException):
        response = _page(request, HTTPStatus(error.status_code))
        response.headers.update(error.headers or {})
        return response
    return _page(request, _STATUS[type(error)])


def unforeseen(request: Request, error: Exception) -> Response:
    """A page for a fault of ours, with a reference that finds it in the log. Nothing of the fault is shown."""
    reference = secrets.token_hex(4)
    # The path only: what somebody typed is in the query, and it is nobody's business.
    _log.error("fault %s at %r", reference, request.scope["path"], exc_info=error)
    try:
        return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, reference)
    except Exception:  # noqa: BLE001 - the page itself may be what is broken
        _log.exception("fault %s: the error page failed too", reference)
        return Response(
            f"Something went wrong. Please try again. Reference {reference}", 500, media_type="text/plain"
        )


def _page(request: Request, status: HTTPStatus, reference: str = "") -> Response:
    page = Page("error.html", {"status": int(status), "reference": reference}, int(status))
    response = respond(request, page, visit(request))
    if status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE):
        response.headers["connection"] = "close"  # the rest of what was being sent is not wanted
    return response


HANDLERS = dict.fromkeys((*_STATUS, HTTPException), foreseen)
