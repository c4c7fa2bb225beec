"""The directory as open data: what each Open Referral UK endpoint answers, from one snapshot.

Records are written out when they are first asked for and kept as text, so a page is a matter of joining.
"""

import json
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from poai.actions.open_data_filters import Filters, Words
from poai.actions.snapshot import Snapshot
from poai.domain.document import Document
from poai.domain.errors import NotFoundError
from poai.domain.listing import Listing, Organisation
from poai.interchange import oruk
from poai.interchange.listing_csv import Line
from poai.interchange.oruk_asking import PER_PAGE, Asked
from poai.interchange.oruk_paging import Span, written
from poai.interchange.oruk_terms import vocabulary

T = TypeVar("T")


class OpenData:
    """The answers of one snapshot. `origin` is our public address.

    Each list takes an `Asked` and raises NoSuchPageError; what is asked for by its id raises NotFoundError.
    """

    def __init__(self, snapshot: Snapshot, origin: str) -> None:
        place = snapshot.place
        self.snapshot = snapshot
        self.vocabulary = vocabulary(snapshot.content.needs.values(), place.key)
        self.frame = oruk.Frame(
            origin,
            place.name,
            place.timezone,
            {credit.key: credit for credit in place.attributions},
            self.vocabulary,
        )
        self.organisations = tuple(snapshot.catalogue.organisations.values())
        self._filters = Filters(snapshot, self.vocabulary)
        self._texts: dict[Hashable, str] = {}
        self._groups = {group.id: group for group in self.organisations}
        self._at = {at.id: at for listing in snapshot.listings() for at in oruk.places(listing)}

    def services(self, asked: Asked) -> "Found[Listing]":
        """The services that were asked for, in order of name."""
        chosen = self._filters.listings(asked)
        if asked.minimal:
            return Found(chosen, asked, self._minimal, all_at_once=True)
        return Found(chosen, asked, self.service if asked.full else self._service_in_short)

    def service_by_id(self, identity: str) -> str:
        """One service in full."""
        return self.service(_there(self.snapshot.catalogue.by_id, identity))

    def service(self, listing: Listing) -> str:
        """One service in full, as JSON."""
        return self._kept(("service", listing.id), lambda: self._service(listing))

    def service_at_locations(self, asked: Asked) -> "Found[oruk.At]":
        """Services at places, in order of the service's name. Raises UnknownPostcodeError."""
        chosen = self._filters.places(asked)
        return Found(chosen, asked, self._at_in_full if asked.full else self._at_in_short)

    def service_at_location_by_id(self, identity: str) -> str:
        """One service at one place, in full."""
        return self._at_in_full(_there(self._at, identity))

    def organizations(self, asked: Asked) -> "Found[Organisation]":
        """The groups, in order of name; with `full` what they run too, and with `full_service` all of that."""
        words = Words(asked.search)
        chosen = [item for item in self.organisations if words.among(item.name, item.description)]
        return Found(chosen, asked, lambda group: self._organization(group, asked))

    def organization_by_id(self, identity: str, asked: Asked) -> str:
        """One group and what it runs."""
        group = _there(self._groups, identity)
        return self._kept(
            ("group", identity, asked.full_service), lambda: self._with_services(group, asked.full_service)
        )

    def taxonomies(self, asked: Asked) -> "Found[Document]":
        """What services are classified by."""
        words = Words(asked.search)
        chosen = [
            item
            for item in self.vocabulary.taxonomies.values()
            if words.among(item["name"], item["description"])
        ]
        return Found(chosen, asked, _text)

    def taxonomy_by_id(self, identity: str) -> str:
        """One taxonomy with its terms."""
        _there(self.vocabulary.taxonomies, identity)
        return _text(self.vocabulary.taxonomy_with_terms(identity))

    def taxonomy_terms(self, asked: Asked) -> "Found[Document]":
        """The terms. None has a parent: they are lists, not trees."""
        words = Words(asked.search)
        chosen = [
            item
            for item in self.vocabulary.terms.values()
            if asked.taxonomy_id in (None, item["taxonomy_id"])
            and asked.parent_id is None
            and words.among(item["name"], item["description"], item["term"])
        ]
        return Found(chosen, asked, _text)

    def taxonomy_term_by_id(self, identity: str) -> str:
        """One term."""
        return _text(_there(self.vocabulary.terms, identity))

    def lines(self) -> Iterator[Line]:
        """What the rows of a table are made of, in order of name."""
        for listing in self.snapshot.listings():
            yield Line(listing, self._group_of(listing), self._changed(listing), self.frame)

    def _changed(self, listing: Listing) -> datetime:
        return self.snapshot.catalogue.changed[listing.slug]

    def _group_of(self, listing: Listing) -> Organisation:
        return self.snapshot.catalogue.organisations[listing.organization]

    def _service(self, listing: Listing) -> Document:
        return oruk.service(listing, self._group_of(listing), self._changed(listing), self.frame)

    def _summary(self, listing: Listing) -> Document:
        return oruk.service_summary(listing, self._group_of(listing), self._changed(listing), self.frame)

    def _service_in_short(self, listing: Listing) -> str:
        return self._kept(("summary", listing.id), lambda: self._summary(listing))

    def _minimal(self, listing: Listing) -> str:
        return _text({"id": listing.id, "last_modified": oruk.moment(self._changed(listing))})

    def _at_in_full(self, at: oruk.At) -> str:
        return self._kept(
            ("at", at.id), lambda: oruk.service_at_location(at, self._service(at.listing), self.frame)
        )

    def _at_in_short(self, at: oruk.At) -> str:
        return self._kept(
            ("at in short", at.id),
            lambda: oruk.service_at_location(at, self._summary(at.listing), self.frame),
        )

    def _organization(self, group: Organisation, asked: Asked) -> str:
        if asked.full or asked.full_service:
            return self.organization_by_id(group.id, asked)
        return self._kept(("group alone", group.id), lambda: oruk.organization(group, self.frame))

    def _with_services(self, group: Organisation, full: bool) -> Document:
        make = self._service if full else self._summary
        services = [make(listing) for listing in self.snapshot.by_group.get(group.slug, ())]
        for service in services:
            del service["organization"]
        return {**oruk.organization(group, self.frame), "services": services}

    def _kept(self, key: Hashable, make: Callable[[], Document]) -> str:
        if key not in self._texts:
            self._texts[key] = _text(make())
        return self._texts[key]


class Found(Generic[T]):
    """What one list found, and how each item is written. With `all_at_once` one page holds all, unless a size was asked for."""

    def __init__(
        self, items: Sequence[T], asked: Asked, write: Callable[[T], str], *, all_at_once: bool = False
    ) -> None:
        self._items = items
        self._asked = asked
        self._write = write
        self._size = asked.per_page or (max(1, len(items)) if all_at_once else PER_PAGE)

    def page(self) -> str:
        """The page that was asked for, in its envelope. Raises NoSuchPageError."""
        span = Span(len(self._items), self._asked.page, self._size)
        shown = [self._write(item) for item in self._items[span.slice]]
        return written(_text(span.envelope(len(shown))), shown)

    def lines(self) -> str:
        """Everything that was found, one record a line."""
        return "".join(f"{self._write(item)}\n" for item in self._items)


class Newest(Generic[T]):
    """What `make` makes of a snapshot and our public address, for the newest that was asked for."""

    def __init__(self, make: Callable[[Snapshot, str], T]) -> None:
        self._make = make
        self._made: tuple[Snapshot, str, T] | None = None

    def of(self, snapshot: Snapshot, origin: str) -> T:
        """That of `snapshot`: made once, as long as no other is asked for."""
        made = self._made
        if made is None or made[0] is not snapshot or made[1] != origin:
            made = self._made = (snapshot, origin, self._make(snapshot, origin))
        return made[2]


newest = Newest(OpenData)


def _there(known: Mapping[str, T], identity: str) -> T:
    found = known.get(identity.lower())
    if found is None:
        raise NotFoundError(identity)
    return found


def _text(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False)
