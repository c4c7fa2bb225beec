"""Everything the public pages read, loaded together and replaced together."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from poai.catalogue import Catalogue, without_collecting
from poai.content import Content
from poai.domain.freshness import freshness
from poai.domain.listing import BOROUGH_WIDE, Listing
from poai.domain.listing_facets import facets
from poai.matching.matcher import Matcher
from poai.matching.searchable import Searchable
from poai.place import Place


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One consistent reading of place, words and listings, as they are on the day `today`.

    `searchables`, `facets`, `by_need` and `by_group` are keyed by slug, slug, need and organisation; `languages`
    are the codes of those that any listing speaks. `fingerprint` is the same in every process that has read the
    same listings and words. `doubts` say which newer ones could not be taken up.
    """

    place: Place
    content: Content
    catalogue: Catalogue
    today: date
    searchables: Mapping[str, Searchable] = field(repr=False)
    matcher: Matcher = field(repr=False)
    facets: dict[str, frozenset[str]]
    by_need: dict[str, tuple[Listing, ...]]
    languages: frozenset[str]
    by_group: dict[str, tuple[Listing, ...]]
    fingerprint: str
    doubts: tuple[str, ...] = ()

    @classmethod
    @without_collecting()
    def make(cls, place: Place, content: Content, catalogue: Catalogue, today: date) -> "Snapshot":
        """Everything read anew."""
        searchables = _searchables(catalogue, today)
        matcher = Matcher.build(
            searchables.values(),
            content.needs.values(),
            content.urgent.values(),
            place.words(),
            neighbours={key: locality.neighbours for key, locality in place.localities.items()},
            places=place.names.localities(),
        )
        return cls._of(place, content, catalogue, today, searchables, matcher)

    @without_collecting()
    def successor(self, content: Content, catalogue: Catalogue, today: date) -> "Snapshot":
        """What `make` would give for these; as long as the needs and the urgent rules are the same, only the
        listings that changed are read again."""
        if (content.needs, content.urgent) != (self.content.needs, self.content.urgent):
            return self.make(self.place, content, catalogue, today)
        searchables = _searchables(catalogue, today)
        changed = [one for slug, one in searchables.items() if self.searchables.get(slug) != one]
        removed = self.searchables.keys() - searchables.keys()
        matcher = self.matcher.patched(changed, removed) if changed or removed else self.matcher
        return self._of(self.place, content, catalogue, today, searchables, matcher)

    @classmethod
    def _of(
        cls,
        place: Place,
        content: Content,
        catalogue: Catalogue,
        today: date,
        searchables: Mapping[str, Searchable],
        matcher: Matcher,
    ) -> "Snapshot":
        listings = catalogue.listings.values()
        by_need: dict[str, list[Listing]] = {key: [] for key in content.needs}
        by_group: dict[str, list[Listing]] = {}
        for listing in listings:
            by_group.setdefault(listing.organization, []).append(listing)
            for need in listing.needs:
                by_need.setdefault(need, []).append(listing)
        return cls(
            place=place,
            content=content,
            catalogue=catalogue,
            today=today,
            searchables=searchables,
            matcher=matcher,
            facets={listing.slug: facets(listing) for listing in listings},
            by_need={need: tuple(found) for need, found in by_need.items()},
            languages=frozenset(code for listing in listings for code in listing.languages),
            by_group={slug: tuple(found) for slug, found in by_group.items()},
            fingerprint=_fingerprint(content, catalogue),
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


def _searchables(catalogue: Catalogue, today: date) -> dict[str, Searchable]:
    return {slug: searchable(listing, catalogue, today) for slug, listing in catalogue.listings.items()}


def _fingerprint(content: Content, catalogue: Catalogue) -> str:
    """Twelve signs. Nothing in the words is a set, so they are written out in the same order everywhere."""
    whole = f"{catalogue.basis}\n{catalogue.version}\n{content}"
    return hashlib.sha256(whole.encode()).hexdigest()[:12]
