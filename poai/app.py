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
from poai.web.headers import SecurityHeaders, SpeakLanguage
from poai.web.i18n import load_languages, negotiate
from poai.web.render import Renderer
from poai.web.routes import ROUTES

COMPRESSION = 5  # beyond this the pages shrink by a hundredth and the work doubles


def create_app(settings: Settings, now: Callable[[], datetime] | None = None) -> ASGIApp:
    """The public site over the catalogue that `poai build` made. `now` gives local time at the place."""
    place = load_place(settings.directory)
    zone = ZoneInfo(place.timezone)
    clock = now or (lambda: datetime.now(zone))
    snapshots = Snapshots(place, settings.content, settings.catalogue, clock)
    pages = snapshots.current().content.pages
    languages = load_languages(settings.content / "translations", pages, pseudo=settings.pseudo)
    assets = Assets()
    application = Starlette(
        routes=[
            Route(
                "/static/{name}", assets.endpoint(lambda request: errors.foreseen(request, NotFoundError()))
            )
        ]
        + [entry.route() for entry in ROUTES],
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
