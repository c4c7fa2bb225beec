"""Which services somebody asked for, of the open data."""

import math
import re
import unicodedata
from collections.abc import Mapping

from poai.actions.snapshot import Snapshot
from poai.domain.distance import Point, distance_miles
from poai.domain.errors import NotFoundError
from poai.domain.listing import BOROUGH_WIDE, Listing, Schedule
from poai.interchange.oruk import At, places
from poai.interchange.oruk_asking import Asked
from poai.interchange.oruk_terms import Vocabulary

METRES_IN_A_MILE = 1609.344
_WORD = re.compile(r"\w+")


class UnknownPostcodeError(NotFoundError):
    """The postcode is not one of this place. The message is the postcode."""


class Words:
    """The words that somebody looks for, without accents and capitals."""

    def __init__(self, text: str) -> None:
        self._wanted = _folded(text)

    def among(self, *texts: str | None) -> bool:
        """True if each of them begins some word of `texts`; also if there are none."""
        return not self._wanted or self.among_folded(f" {' '.join(_folded(' '.join(filter(None, texts))))}")

    def among_folded(self, text: str) -> bool:
        """The same for a text whose words are folded already, with a space before each."""
        return all(f" {word}" in text for word in self._wanted)


class Filters:
    """The filters over one snapshot."""

    def __init__(self, snapshot: Snapshot, vocabulary: Vocabulary) -> None:
        self._snapshot = snapshot
        self._vocabulary = vocabulary
        self._texts: dict[str, str] = {}

    def listings(self, asked: Asked) -> list[Listing]:
        """The listings that have all that is asked of a service. What one does not say, it does not have."""
        words = Words(asked.search) if asked.search else None
        return [
            listing
            for listing in self._snapshot.listings()
            if self._fits(listing, asked) and (words is None or words.among_folded(self._text(listing)))
        ]

    def places(self, asked: Asked) -> list[At]:
        """Those listings at each of their places that are where it was asked for. Raises UnknownPostcodeError."""
        found = [at for listing in self.listings(asked) for at in places(listing)]
        if asked.postcode is None:
            return found
        where = self._snapshot.place.find(asked.postcode)
        exact = where.kind == "postcode" and not where.corrected
        if asked.proximity is None:
            if not exact:
                raise UnknownPostcodeError(asked.postcode)
            return [at for at in found if at.listing.locality in (where.locality, BOROUGH_WIDE)]
        point = where.point if exact and where.point else self._own_point(asked.postcode)
        if point is None:
            raise UnknownPostcodeError(asked.postcode)
        return [at for at in found if _metres(point, at) <= asked.proximity]

    def _fits(self, listing: Listing, asked: Asked) -> bool:
        changed = self._snapshot.catalogue.changed[listing.slug]
        if asked.modified_after and changed < asked.modified_after:
            return False
        if asked.organization_id and asked.organization_id != self._organisation_id(listing):
            return False
        if not _ages(listing, asked) or not self._classified(listing, asked):
            return False
        return not (asked.day or asked.start_time or asked.end_time) or any(
            _at_this_time(schedule, asked) for schedule in listing.schedules
        )

    def _own_point(self, postcode: str) -> Point | None:
        """Where a listing with this postcode is: it may be just outside the place."""
        for listing in self._snapshot.listings():
            for here in listing.locations:
                same = here.postal_code and "".join(here.postal_code.split()).upper() == postcode
                if same and here.latitude is not None and here.longitude is not None:
                    return Point(here.latitude, here.longitude)
        return None

    def _organisation_id(self, listing: Listing) -> str:
        return self._snapshot.catalogue.organisations[listing.organization].id

    def _classified(self, listing: Listing, asked: Asked) -> bool:
        if asked.taxonomy_term_id is None and asked.taxonomy_id is None:
            return True
        terms = self._vocabulary.of_listing(listing)
        known: Mapping[str, Mapping[str, str]] = self._vocabulary.terms
        return (asked.taxonomy_term_id is None or asked.taxonomy_term_id in terms) and (
            asked.taxonomy_id is None
            or any(known[term]["taxonomy_id"] == asked.taxonomy_id for term in terms)
        )

    def _text(self, listing: Listing) -> str:
        if listing.slug not in self._texts:
            needs = self._snapshot.content.needs
            places = [
                part for at in listing.locations for part in (at.name, at.address_1, at.postal_code, at.ward)
            ]
            parts = [
                listing.name,
                self._snapshot.catalogue.organisations[listing.organization].name,
                listing.description,
                listing.eligibility_description,
                *listing.tags,
                *(needs[key].label for key in listing.needs if key in needs),
                *places,
            ]
            self._texts[listing.slug] = f" {' '.join(_folded(' '.join(part for part in parts if part)))}"
        return self._texts[listing.slug]


def _metres(point: tuple[float, float], at: At) -> float:
    here = at.location
    if here.latitude is None or here.longitude is None:
        return math.inf
    return distance_miles(point, Point(here.latitude, here.longitude)) * METRES_IN_A_MILE


def _ages(listing: Listing, asked: Asked) -> bool:
    youngest, oldest = listing.minimum_age, listing.maximum_age
    if asked.minimum_age is not None and (youngest is None or youngest < asked.minimum_age):
        return False
    return asked.maximum_age is None or (oldest is not None and oldest <= asked.maximum_age)


def _at_this_time(schedule: Schedule, asked: Asked) -> bool:
    days = [day[-2:] for day in (schedule.byday or "").split(",")]
    if asked.day and asked.day not in days:
        return False
    if asked.start_time and (schedule.opens_at is None or schedule.opens_at < asked.start_time):
        return False
    return not asked.end_time or (schedule.closes_at is not None and schedule.closes_at <= asked.end_time)


def _folded(text: str) -> list[str]:
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign)
    )
    return _WORD.findall(plain)
