"""The cookie that holds the token of a session: the only thing that a browser keeps of one."""

from starlette.requests import Request
from starlette.responses import Response


def cookie(secure: bool) -> str:
    """The cookie's name. Over https its prefix makes browsers refuse one that another host has set."""
    return "__Host-session" if secure else "session"


def token(request: Request) -> str:
    """The token that the browser sent, or ""."""
    return request.cookies.get(cookie(request.app.state.settings.secure), "")


def keep(response: Response, token: str, *, secure: bool) -> None:
    """Has the browser keep the token until it is closed; with "" it forgets the token, and the pages that it kept."""
    if token:
        response.set_cookie(cookie(secure), token, secure=secure, httponly=True, samesite="lax")
    else:
        response.delete_cookie(cookie(secure), secure=secure, httponly=True, samesite="lax")
        response.headers["clear-site-data"] = '"cache"'
