"""Listens to a browser context for everything that a page must not do."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError


class Watch:
    """Collects `problems`: requests that leave the machine, console errors, script errors, failed requests.

    `forgiven` are ends of addresses whose requests may fail: those that the test itself blocks.
    """

    def __init__(self, context: BrowserContext, home: str, forgiven: tuple[str, ...] = ()) -> None:
        self.problems: list[str] = []
        self._home = home
        self._forgiven = forgiven
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", self._web_error)

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and f"{parts.scheme}://{parts.netloc}" != self._home:
            self.problems.append(f"a request to somebody else: {request.url}")

    def _failed(self, request: Request) -> None:
        # A download and a click that overtakes a page that is loading both end as "aborted".
        if request.failure != "net::ERR_ABORTED" and not self._forgives(request.url):
            self.problems.append(f"a failed request: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        visit = response.request.is_navigation_request()
        if response.status >= (500 if visit else 400):
            self.problems.append(f"answered {response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # The browser repeats each failed answer here; _response and _failed tell the ones that matter.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console {message.type}: {message.text}")

    def _web_error(self, error: WebError) -> None:
        self.problems.append(f"script error: {error.error}")

    def _forgives(self, url: str) -> bool:
        return urlsplit(url).path.endswith(self._forgiven) if self._forgiven else False
