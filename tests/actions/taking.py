"""Takes files into Exampleton, for tests."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from poai.actions.open_data import OpenData
from poai.actions.snapshot import Snapshot
from poai.actions.taking_in import Report, take_file
from poai.actions.taking_in_plan import Asked, Line
from poai.catalogue import Catalogue, build
from poai.content import Content, load_content
from poai.domain.audit import SYSTEM
from poai.domain.listing import Listing
from poai.place import Place, load_place
from poai.store import Listings, export, last_published
from poai.store.feeds import Feed
from tests.actions.cast import Cast
from tests.actions.open_data_site import NOW, ORIGIN
from tests.exampleton.files import CONTENT, DIRECTORY

FEED = Feed(key="village-news", name="Village News", url="https://news.example.org")
HERE = "ZE10 1AA"
ELSEWHERE = "SW1A 1AA"


@cache
def exampleton() -> tuple[Place, Content]:
    return load_place(DIRECTORY), load_content(CONTENT)


def taken(cast: Cast, body: bytes, *, dry: bool = False, feed: Feed = FEED, **how: bool) -> Report:
    """What taking a file did."""
    place, content = exampleton()
    with cast.office.work(cast.now, SYSTEM, reading=dry) as work:
        return take_file(work, Asked(feed=feed, **how), body, place, content.needs, dry=dry)


def service(identity: str, name: str = "Tea", **said: Any) -> dict[str, Any]:
    """A service as a feed of Open Referral UK 3.0 has it, at the harbour."""
    address = {"address_1": "1 Quay Street", "city": "Exampleton", "postal_code": said.pop("postcode", HERE)}
    known = {
        "id": identity,
        "name": name,
        "description": "Tea and talk.",
        "status": "active",
        "organization": {"id": "g1", "name": "Village club", "description": "We meet."},
        "service_at_locations": [{"location": {"name": "The hall", "addresses": [address]}}],
    }
    return known | said


def envelope(*services: dict[str, Any]) -> bytes:
    return json.dumps({"total_items": len(services), "contents": services}).encode()


def shown(cast: Cast) -> list[Listing]:
    with cast.store.read() as connection:
        return Listings(connection).published()


def outcomes(report: Report, name: str) -> list[Line]:
    return [line for line in report.lines if line.outcome == name]


def named(listings: Iterable[Listing]) -> list[str]:
    return sorted(listing.name for listing in listings)


def open_data_here(cast: Cast, path: Path) -> OpenData:
    """What the open data says of all that is in the store now."""
    place, content = exampleton()
    with cast.store.read() as connection:
        seed = export(connection)
        changed = last_published(connection, seed)
    build(path, seed.organisations, seed.listings, content.needs, place, NOW, changed=changed)
    return OpenData(Snapshot.make(place, content, Catalogue.open(path), NOW.date()), ORIGIN)
