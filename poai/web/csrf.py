"""A form counts only when one of our own pages sent it.

Two checks, and both must hold. The browser says where the form came from: Sec-Fetch-Site, which pages
cannot forge, or Origin in browsers that do not send it. And the form carries a token that only our
pages know. Visitors have no session to which a token could be bound, so the public token is one for
the deployment; it stops forms that were written by hand or left over from another deployment.
"""

import hashlib
import hmac
from urllib.parse import urlsplit

from starlette.requests import Request

from poai.domain.errors import UnsafeError


def public_token(secret: str) -> str:
    """The token for forms that anybody may send. Hexadecimal, 32 characters."""
    return hmac.new(secret.encode(), b"public form", hashlib.sha256).hexdigest()[:32]


def check(request: Request, token: str) -> None:
    """Raise UnsafeError unless the request comes from one of our own pages."""
    settings = request.app.state.settings
    if not _from_here(request, settings.url):
        raise UnsafeError("the form came from another site, or the browser did not say from where")
    if not hmac.compare_digest(token.encode(), public_token(settings.secret).encode()):
        raise UnsafeError("the form's token is missing or not ours")


def _from_here(request: Request, url: str) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    if not origin or origin == "null":
        return False
    # Put together, never taken apart: an origin is whatever its sender says, and need not be an address.
    return origin in (url, f"{urlsplit(url).scheme}://{request.headers.get('host')}")
