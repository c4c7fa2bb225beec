"""The headers that every answer carries, whatever made it: page, file, redirect or error."""

from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

_ALWAYS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    # Not no-referrer: browsers would then send forms with "Origin: null", and we check it.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "strict-transport-security": "max-age=31536000",
}


class SecurityHeaders:
    """Outermost of all, so that nothing is answered without them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self.app(scope, receive, with_headers)


class SpeakLanguage:
    """Takes the language off the front of the path ("/cy/find") and remembers it; a slash at the end leads to the address without."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            language, path = scope["app"].state.speak(scope["path"])
            if path.endswith("/") and path != "/" and scope["method"] in ("GET", "HEAD"):
                await _without_slash(scope)(scope, receive, send)
                return
            # In place, not in a copy: the page for a fault of ours is made outside and must know too.
            scope.update(path=path, raw_path=path.encode(), language=language)
        await self.app(scope, receive, send)


def _without_slash(scope: Scope) -> RedirectResponse:
    """To the same address without slashes at its end. The framework's own would go where the Host header says."""
    path = "/" + quote(scope["path"].strip("/"))
    query = scope["query_string"].decode("latin-1")
    return RedirectResponse(f"{path}?{query}" if query else path, 308)
