"""Looks whether the web addresses of listings answer: only when a steward says so, a few at a time, and never at what is not
public."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from poai.actions.office import Office
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.errors import PoaiError, StaleError
from poai.domain.listing import Listing
from poai.fetching import Address, FetchError, Why, fetch, is_public
from poai.store.link_checks import LinkChecks, Looked
from poai.store.stewarded import stewarded

AT_A_TIME = 40  # addresses, of which a steward waits for the answers
_TOGETHER = 8
_SECONDS = 4.0
_BYTES = 16 * 1024  # what it says is not read: only whether it says anything
# Whoever answers so is there, and only wants no programs.
_SHUT_TO_US = frozenset({401, 403, 405, 406, 429, 999})

_FAR = frozenset(
    {"name", "unreachable", "slow"}
)  # what every address answers where there is no way to the web
_running = threading.Lock()


class NoWayOutError(PoaiError):
    """No site at all could be reached: it says nothing of any of them."""


@dataclass(frozen=True, slots=True)
class Link:
    """A web address, the listings that have it, and what was found there last, if anybody looked."""

    url: str
    listings: tuple[Listing, ...]
    looked: Looked | None


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of a steward's listings: `broken` the longest first, how many there are, and how many nobody has looked at."""

    broken: tuple[Link, ...]
    total: int
    unchecked: int
    oldest: datetime | None


def links(office: Office, actor: Actor, *, now: datetime) -> Links:
    """What is known of the addresses of listings that the actor may publish. Raises NotFoundError for who may publish none."""
    with office.work(now, actor.id, reading=True) as work:
        work.need(actor, Permission.LISTING_PUBLISH, None)
        every = _links(
            [each.listing for each in stewarded(work.connection, actor, shown_only=True)],
            LinkChecks(work.connection).every(),
        )
    broken = [link for link in every if link.looked and link.looked.problem]
    looked = [link.looked.checked_at for link in every if link.looked]
    return Links(
        tuple(sorted(broken, key=lambda link: (link.looked.broken_since if link.looked else now) or now)),
        len(every),
        len(every) - len(looked),
        min(looked, default=None),
    )


def check_links(
    office: Office,
    actor: Actor,
    *,
    now: datetime,
    address: str = "",
    reaches: Callable[[Address], bool] = is_public,
) -> int:
    """Looks at AT_A_TIME addresses: those that nobody has looked at, then those that were looked at longest ago. Says how many.

    Takes up to half a minute. `reaches` says which network addresses may be connected to. Raises StaleError while
    somebody else has it done, NoWayOutError, NotFoundError for who may publish nothing.
    """
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.LISTING_PUBLISH, None)
        every = _links(
            [each.listing for each in stewarded(work.connection, actor, shown_only=True)],
            LinkChecks(work.connection).every(),
        )
    due = sorted(
        every, key=lambda link: (link.looked is not None, link.looked.checked_at if link.looked else now)
    )
    urls = [link.url for link in due[:AT_A_TIME]]
    if not _running.acquire(blocking=False):
        raise StaleError("the links are being looked at already")
    try:
        with ThreadPoolExecutor(_TOGETHER) as pool:
            problems = dict(zip(urls, pool.map(lambda url: problem_at(url, reaches), urls), strict=True))
    finally:
        _running.release()
    if len({urlsplit(url).hostname for url in urls}) > 2 and set(problems.values()) <= _FAR:
        raise NoWayOutError("no site could be reached")
    with office.work(now, actor.id, address) as work:
        LinkChecks(work.connection).found(problems, now=now)
        broken = sum(bool(problem) for problem in problems.values())
        work.record(Event.LINKS_CHECKED, checked=str(len(urls)), broken=str(broken))
    return len(urls)


def problem_at(url: str, reaches: Callable[[Address], bool] = is_public) -> str:
    """What is wrong at an address, as a key: one of `Why`, or "status-404"; "" if it answers."""
    try:
        fetch(url, most_bytes=_BYTES, seconds=_SECONDS, whole=False, reaches=reaches)
    except FetchError as error:
        if error.why is Why.STATUS:
            return "" if error.status in _SHUT_TO_US else f"status-{error.status}"
        return "" if error.why is Why.LARGE else str(error.why)
    return ""


def _links(listings: Iterable[Listing], looked: dict[str, Looked]) -> list[Link]:
    by_url: dict[str, list[Listing]] = {}
    for listing in listings:
        if listing.url:
            by_url.setdefault(listing.url, []).append(listing)
    return [Link(url, tuple(those), looked.get(url)) for url, those in sorted(by_url.items())]
