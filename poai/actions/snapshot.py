"""Everything the public pages read, loaded together and replaced together."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from poai.catalogue import BadCatalogueError, Catalogue
from poai.content import Content
from poai.domain.freshness import freshness
from poai.domain.listing import BOROUGH_WIDE, Listing
from poai.domain.listing_facets import facets
from poai.matching.matcher import Matcher
from poai.matching.searchable import Searchable
from poai.place import Place

_log = logging.getLogger("poai.snapshot")

LOOK_AGAIN = 1.0  # seconds between looks at whether the catalogue file was replaced


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One consistent reading of place, words and listings. `facets`, `by_need` and `by_group` are keyed by slug, need and organisation;
    `languages` are the codes of those that any listing speaks."""

    place: Place
    content: Content
    catalogue: Catalogue
    matcher: Matcher
    facets: dict[str, frozenset[str]]
    by_need: dict[str, tuple[Listing, ...]]
    languages: frozenset[str]
    by_group: dict[str, tuple[Listing, ...]]

    @classmethod
    def make(cls, place: Place, content: Content, catalogue: Catalogue, today: date) -> "Snapshot":
        listings = catalogue.listings.values()
        by_need: dict[str, list[Listing]] = {key: [] for key in content.needs}
        by_group: dict[str, list[Listing]] = {}
        for listing in listings:
            by_group.setdefault(listing.organization, []).append(listing)
            for need in listing.needs:
                by_need.setdefault(need, []).append(listing)
        matcher = Matcher.build(
            (searchable(listing, catalogue, today) for listing in listings),
            content.needs.values(),
            content.urgent.values(),
            place.words(),
            neighbours={key: locality.neighbours for key, locality in place.localities.items()},
            places=place.names.localities(),
        )
        return cls(
            place,
            content,
            catalogue,
            matcher,
            {listing.slug: facets(listing) for listing in listings},
            {need: tuple(found) for need, found in by_need.items()},
            frozenset(code for listing in listings for code in listing.languages),
            {slug: tuple(found) for slug, found in by_group.items()},
        )

    def listings(self) -> Iterable[Listing]:
        """Every published listing, in the catalogue's order (by name)."""
        return self.catalogue.listings.values()

    def in_area(self, key: str) -> list[Listing]:
        """The listings of one locality; borough-wide ones are not among them."""
        return [listing for listing in self.listings() if listing.locality == key]


def searchable(listing: Listing, catalogue: Catalogue, today: date) -> Searchable:
    """What the matching engine needs to know of a listing. Its id there is the slug."""
    venues = [
        part for place in listing.locations for part in (place.name, place.address_1, place.ward) if part
    ]
    times = [schedule.description for schedule in listing.schedules if schedule.description]
    details = [listing.eligibility_description, listing.application_process, listing.fees_description]
    point = next((p for p in listing.locations if p.latitude is not None), None)
    organisation = catalogue.organisations.get(listing.organization)
    return Searchable(
        id=listing.slug,
        name=listing.name,
        organisation=organisation.name if organisation else "",
        description=listing.description,
        tags=listing.tags,
        needs=listing.needs,
        details=". ".join([*(d for d in details if d), *venues, *times]),
        locality=listing.locality or BOROUGH_WIDE,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        trust=freshness(listing, today).trust,
        referral_only=listing.joining == "referral",
        facets=frozenset(word if ":" in word else f"{word}:yes" for word in facets(listing)),
    )


class Snapshots:
    """Hands out the newest snapshot. The old one serves until its successor is whole."""

    def __init__(self, place: Place, content: Content, path: Path, now: Callable[[], datetime]) -> None:
        self._place, self._content, self._path, self._now = place, content, path, now
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._current = self._load()

    def current(self) -> Snapshot:
        """The snapshot to answer this request from. Loading another goes on beside it, in a thread."""
        moment = time.monotonic()
        if moment - self._looked > LOOK_AGAIN and self._lock.acquire(blocking=False):
            self._looked = moment
            if self._current.catalogue.stale():
                threading.Thread(target=self._replace, daemon=True).start()
            else:
                self._lock.release()
        return self._current

    def _replace(self) -> None:
        try:
            self._current = self._load()
        except BadCatalogueError as error:
            _log.error("%s; the one from before is served on", error)
        finally:
            self._lock.release()

    def _load(self) -> Snapshot:
        return Snapshot.make(self._place, self._content, Catalogue.open(self._path), self._now().date())
