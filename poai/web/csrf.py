"""A form counts only when one of our own pages sent it.

Two checks, and both must hold. The browser says where the form came from: Sec-Fetch-Site, which pages
cannot forge, or Origin in browsers that do not send it. And the form carries a token that only our
pages know. Visitors have no session to which a token could be bound, so the public token is one for
the deployment; it stops forms that were written by hand or left over from another deployment. Whoever
has signed in has a token of their session, and no other counts.
"""

import hashlib
import hmac
from urllib.parse import urlsplit

from starlette.requests import Request

from poai.domain.errors import UnsafeError
from poai.domain.session import Session
from poai.sealing import derive, fingerprint


def public_token(secret: str) -> str:
    """The token for forms that anybody may send. Hexadecimal, 32 characters."""
    return hmac.new(secret.encode(), b"public form", hashlib.sha256).hexdigest()[:32]


def session_token(secret: str, session: Session) -> str:
    """The token for forms in a session: its id, its account, and a seal on both. Another session's is another."""
    return _sealed(secret, f"{session.id}.{session.account}")


def maker(secret: str, token: str) -> str:
    """The account in whose session a form was made, whether or not that has ended; "" if the form is not ours."""
    made, _, _ = token.rpartition(".")
    ours = hmac.compare_digest(token.encode(), _sealed(secret, made).encode())
    return made.partition(".")[2] if ours else ""


def check(request: Request, token: str) -> None:
    """Raise UnsafeError unless the request comes from one of our own pages, with the public token."""
    check_origin(request)
    _check(token, public_token(request.app.state.settings.secret))


def check_in_session(request: Request, token: str, session: Session) -> None:
    """Raise UnsafeError unless the request comes from one of our own pages, with the session's own token."""
    check_origin(request)
    _check(token, session_token(request.app.state.settings.secret, session))


def check_origin(request: Request) -> None:
    """Raise UnsafeError unless the browser says that the request comes from one of our own pages."""
    if not _from_here(request, request.app.state.settings.url):
        raise UnsafeError("the form came from another site, or the browser did not say from where")


def _check(token: str, right: str) -> None:
    if not hmac.compare_digest(token.encode(), right.encode()):
        raise UnsafeError("the form's token is missing or not ours")


def _sealed(secret: str, made: str) -> str:
    return f"{made}.{fingerprint(derive(secret, 'form'), made)[:32]}"


def _from_here(request: Request, url: str) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    if not origin or origin == "null":
        return False
    # Put together, never taken apart: an origin is whatever its sender says, and need not be an address.
    return origin in (url, f"{urlsplit(url).scheme}://{request.headers.get('host')}")
