"""Builds the application. Wiring only."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp

from poai.actions.reloading import Snapshots
from poai.domain.errors import NotFoundError
from poai.place import load_place
from poai.settings import Settings
from poai.web import errors
from poai.web.assets import Assets
from poai.web.desk import Desk
from poai.web.headers import SecurityHeaders, SpeakLanguage
from poai.web.i18n import load_languages, negotiate
from poai.web.page import Policy
from poai.web.render import Renderer
from poai.web.routes import ROUTES
from poai.web.routing import finder

COMPRESSION = 5  # beyond this the pages shrink by a hundredth and the work doubles


def create_app(
    settings: Settings, now: Callable[[], datetime] | None = None, *, public: bool = False
) -> ASGIApp:
    """The site over the catalogue that `poai build` made. `now` gives local time at the place.

    With `public` nobody can sign in and the store, where personal data is, is never opened.
    """
    place = load_place(settings.directory)
    zone = ZoneInfo(place.timezone)
    clock = now or (lambda: datetime.now(zone))
    snapshots = Snapshots(place, settings.content, settings.catalogue, clock)
    content = snapshots.current().content
    languages = load_languages(settings.content / "translations", content.pages, pseudo=settings.pseudo)
    assets = Assets()
    entries = [entry for entry in ROUTES if entry.allow is Policy.PUBLIC or not public]
    application = Starlette(
        routes=[
            Route(
                "/static/{name}", assets.endpoint(lambda request: errors.foreseen(request, NotFoundError()))
            )
        ]
        + [entry.route() for entry in entries],
        middleware=[
            Middleware(GZipMiddleware, minimum_size=800, compresslevel=COMPRESSION),
            Middleware(SpeakLanguage),
        ],
        lifespan=lambda _: watching(snapshots),
        exception_handlers={**errors.HANDLERS, Exception: errors.unforeseen},
    )
    application.router.redirect_slashes = False
    application.state.settings = settings
    application.state.now = clock
    application.state.snapshots = snapshots
    application.state.find = finder(entries)
    if not public:
        application.state.desk = Desk(settings, content.site.name, (place.name,))
    application.state.renderer = Renderer(settings, languages, assets.address)
    application.state.speak = lambda path: negotiate(path, languages)
    return SecurityHeaders(application)


@asynccontextmanager
async def watching(snapshots: Snapshots) -> AsyncIterator[None]:
    """Follows what is published and written for as long as the application runs."""
    with snapshots.watched():
        yield


def serving() -> ASGIApp:
    """What a server process starts with."""
    return create_app(Settings.read())


def serving_public() -> ASGIApp:
    """The same without the pages for which people sign in."""
    return create_app(Settings.read(), public=True)
