"""Listings and organisations made of what a feed says, with ids, addresses and a source of their own."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from poai.actions.taking_in_place import Whereabouts
from poai.actions.texts import folded
from poai.domain.facts import CONFIRMED, Facts
from poai.domain.listing import Listing, Organisation, Source
from poai.domain.listing_now import By, Checked
from poai.interchange.oruk_in import Group, Row, listing_of, modified_on
from poai.place import Place
from poai.store.feeds import Feed

_LONGEST = 70  # letters of a slug, so that there is room for a number


class Making:
    """Makes them for one taking. `groups` are the organisations that the feed speaks for, by slug."""

    def __init__(
        self,
        feed: Feed,
        place: Place,
        needs: frozenset[str],
        organisations: Iterable[Organisation],
        taken: set[str],
        *,
        url: str,
        now: datetime,
    ) -> None:
        self._feed = feed
        self._needs = needs
        self._today = now.date()
        self._url = url
        self._credits = {credit.key: credit for credit in place.attributions}
        self._by_id = {each.id: each for each in organisations}
        self._by_name = {folded(each.name): each for each in self._by_id.values()}
        self._slugs = _Slugs(taken)
        self._group_slugs = _Slugs({each.slug for each in self._by_id.values()})
        self._found: dict[str, str] = {}
        self.groups: dict[str, Organisation] = {}

    def listing(self, row: Row, where: Whereabouts, identity: str, here: Listing | None) -> Listing:
        """The listing of a row; `here` is the one that has its id already. Raises ValueError."""
        own: dict[str, Any] = {
            "id": identity,
            "slug": here.slug if here else "new",
            "locality": where.locality,
            "organization": "new",
            "source": self._source(row),
            "needs": tuple(need for need in row.needs if need in self._needs),
            "locations": where.locations,
            "checked": row.fields.get("checked") or self._checked(row),
        }
        made = listing_of(
            row, **own
        )  # first: what cannot be a listing must leave no group and no slug behind
        return replace(
            made,
            organization=self._organisation(row),
            slug=here.slug if here else self._slugs.free(row.slug or row.name),
        )

    def _organisation(self, row: Row) -> str:
        """The slug of who runs it."""
        group = row.group
        alone = not group.id and group.name == row.name  # the feed names no group: each is its own
        key = group.id or (row.id if alone else folded(group.name))
        if key in self._found:
            return self._found[key]
        identity = identity_of(self._feed.key, "organisation", key)
        here = self._by_id.get(identity) or (None if alone else self._by_name.get(folded(group.name)))
        if here is None or here.id == identity:
            slug = here.slug if here else self._group_slugs.free(group.slug or group.name)
            self.groups[slug] = _organisation_of(group, identity, slug)
        else:
            slug = here.slug
        self._found[key] = slug
        return slug

    def _source(self, row: Row) -> Source:
        if row.source:
            named = row.source.attribution
            told = next(
                (key for key, each in self._credits.items() if row.credit and each.text in row.credit), None
            )
            return replace(row.source, attribution=named if named in self._credits else told)
        return Source(
            name=self._feed.name,
            url=self._feed.url or self._url,
            seen=self._today,
            date=modified_on(row),
            attribution=self._feed.attribution if self._feed.attribution in self._credits else None,
        )

    def _checked(self, row: Row) -> tuple[Checked, ...]:
        """What whoever publishes the feed says that it has checked."""
        on: date | None = row.assured
        if on is None or on > self._today or row.fields.get("confirmed"):
            return ()
        return tuple(Checked(facts=each, date=on, by=By.SOURCE) for each in Facts if each in CONFIRMED)


class _Slugs:
    """Gives out slugs that nobody has."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._last: dict[str, int] = {}

    def free(self, name: str) -> str:
        wanted = slug_of(name)
        number = self._last.get(wanted, 1)
        slug = wanted
        while slug in self._taken:
            number += 1
            slug = f"{wanted}-{number}"
        self._last[wanted] = number
        self._taken.add(slug)
        return slug


def slug_of(name: str) -> str:
    """A name as part of an address: small letters, digits and single hyphens."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("’", ""))
    plain = re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode())
    return plain.strip("-")[:_LONGEST].strip("-") or "listing"


def identity_of(feed: str, kind: str, external_id: str) -> str:
    """The id of what a feed knows as `external_id`: that itself if it is a UUID, else one made of it, always the same."""
    if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", external_id):
        return str(UUID(external_id))
    return str(uuid5(NAMESPACE_URL, f"poai:feed:{feed}:{kind}:{external_id}"))


def _organisation_of(group: Group, identity: str, slug: str) -> Organisation:
    return Organisation(
        id=identity,
        slug=slug,
        name=group.name,
        description=group.description,
        url=group.url,
        email=group.email,
        phones=group.phones,
    )
