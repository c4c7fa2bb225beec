"""Builds the application. Wiring only."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp

from poai.actions.publish import refresh_catalogue
from poai.actions.reloading import Snapshots
from poai.actions.send_mail import MailRoom, Sender, mail_room
from poai.actions.tick import Clock
from poai.domain.errors import NotFoundError
from poai.mail import Voice
from poai.place import load_place
from poai.settings import Settings
from poai.store import Store
from poai.web import errors
from poai.web.assets import Assets
from poai.web.desk import Desk
from poai.web.headers import SecurityHeaders, SpeakLanguage
from poai.web.i18n import load_languages, negotiate
from poai.web.open_answers import OpenToAll
from poai.web.page import Policy
from poai.web.render import Renderer
from poai.web.routes import DEMO, ROUTES
from poai.web.routing import finder
from poai.web.voices import voices

COMPRESSION = 5  # beyond this the pages shrink by a hundredth and the work doubles


def create_app(
    settings: Settings, now: Callable[[], datetime] | None = None, *, public: bool = False
) -> ASGIApp:
    """The site over the catalogue that `poai build` made. `now` gives local time at the place.

    With `public` nobody can sign in and the store, where personal data is, is never opened. Otherwise letters go
    out, and what is due is done, for as long as it runs.
    """
    place = load_place(settings.directory)
    zone = ZoneInfo(place.timezone)
    clock = now or (lambda: datetime.now(zone))
    snapshots = Snapshots(place, settings.content, settings.catalogue, clock)
    content = snapshots.current().content
    languages = load_languages(settings.content / "translations", content.pages, pseudo=settings.pseudo)
    assets = Assets()
    routes = (*DEMO, *ROUTES) if settings.demo else ROUTES
    entries = [entry for entry in routes if entry.allow is Policy.PUBLIC or not public]

    def show(store: Store) -> None:
        """Shows what was published: here at once, and in other processes when they look next."""
        refresh_catalogue(settings, store, place, snapshots.current().content)
        snapshots.look()

    desk = None if public else Desk(settings, content.site.name, (place.name,), show)

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
        lifespan=lambda _: running(
            snapshots,
            sender(settings, desk, content.site.name, voices(languages.values(), zone), clock)
            if desk
            else None,
            Clock(desk.office, clock) if desk and settings.ticks else None,
        ),
        exception_handlers={**errors.HANDLERS, Exception: errors.unforeseen},
    )
    application.router.redirect_slashes = False
    application.state.settings = settings
    application.state.now = clock
    application.state.snapshots = snapshots
    application.state.find = finder(entries)
    application.state.desk = desk
    application.state.renderer = Renderer(settings, languages, assets.address, staffed=desk is not None)
    application.state.speak = lambda path: negotiate(path, languages)
    return SecurityHeaders(OpenToAll(application))


@asynccontextmanager
async def running(
    snapshots: Snapshots, post: Sender | None, ticking: Clock | None = None
) -> AsyncIterator[None]:
    """Follows what is published and written, sends letters and does what is due, for as long as the application runs."""
    at_work = [each for each in (ticking, post) if each]
    with snapshots.watched():
        for each in at_work:
            each.start()
        try:
            yield
        finally:
            for each in at_work:
                await asyncio.to_thread(each.stop)


def sender(
    settings: Settings, desk: Desk, site: str, speech: Mapping[str, Voice], now: Callable[[], datetime]
) -> Sender:
    """What sends letters, from the moment that there is a store."""

    @cache
    def room() -> MailRoom:
        return mail_room(settings, desk.office().store, site, speech)

    return Sender(room, now)


def serving() -> ASGIApp:
    """What a server process starts with."""
    return create_app(Settings.read())


def serving_public() -> ASGIApp:
    """The same without the pages for which people sign in."""
    return create_app(Settings.read(), public=True)
