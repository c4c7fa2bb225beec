"""Finds listings that are likely the same, for whoever may publish both of a pair."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse
from rapidfuzz import fuzz, process

from poai.actions.changing import head_of
from poai.actions.office import Office
from poai.domain.access import Actor, Permission
from poai.domain.doubles import (
    LIKELY,
    Reason,
    Traits,
    candidates,
    common_words,
    judge,
    postcodes,
    telling,
    web,
)
from poai.domain.errors import InvalidError
from poai.domain.listing import Listing, Organisation
from poai.store import Organisations
from poai.store.not_same import NotSame
from poai.store.stewarded import stewarded

_HERE = "GB"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two listings that may be one, how likely that is, of 100, and why."""

    one: Listing
    other: Listing
    points: int
    reasons: tuple[Reason, ...]


def doubles(office: Office, actor: Actor, *, now: datetime) -> list[Pair]:
    """The pairs that nobody has said to be two, the likeliest first. Nothing for who may publish nothing."""
    with office.work(now, actor.id, reading=True) as work:
        listings = [each.listing for each in stewarded(work.connection, actor, shown_only=True)]
        groups = {group.slug: group for group in Organisations(work.connection).published()}
        settled = NotSame(work.connection).every()
    return [pair for pair in likely(listings, groups) if _ids(pair.one, pair.other) not in settled]


def say_two(office: Office, actor: Actor, one: str, other: str, *, now: datetime, address: str = "") -> None:
    """Somebody who may publish both listings, by slug, says that they are two. Raises NotFoundError, InvalidError."""
    with office.work(now, actor.id, address) as work:
        heads = [head_of(work, actor, slug, Permission.LISTING_PUBLISH) for slug in (one, other)]
        if heads[0].id == heads[1].id:
            raise InvalidError("other", "the same")
        NotSame(work.connection).say(heads[0].id, heads[1].id, made_by=actor.id, now=now)


def likely(listings: Sequence[Listing], groups: Mapping[str, Organisation]) -> list[Pair]:
    """The pairs of `listings` that are likely one, the likeliest first. `groups` are by slug."""
    every = _traits(listings, groups)
    by_slug = {listing.slug: listing for listing in listings}
    pairs = list(candidates(every))
    if not pairs:
        return []
    ones, others = [every[one] for one, _ in pairs], [every[other] for _, other in pairs]
    names = _alike([each.name for each in ones], [each.name for each in others])
    alike = _alike([each.group for each in ones], [each.group for each in others])
    found = []
    for one, other, name, group in zip(ones, others, names, alike, strict=True):
        verdict = judge(one, other, names=name, groups=group)
        if verdict.points >= LIKELY:
            found.append(Pair(by_slug[one.slug], by_slug[other.slug], verdict.points, verdict.reasons))
    return sorted(found, key=lambda pair: (-pair.points, pair.one.slug, pair.other.slug))


def e164(number: str) -> str:
    """A telephone number as "+442079460000"; "" for what is none."""
    return _e164(number)


@lru_cache(maxsize=20_000)  # a group's number stands on each of its listings
def _e164(number: str) -> str:
    try:
        return format_number(parse(number, _HERE), PhoneNumberFormat.E164)
    except NumberParseException:
        return ""


def _traits(listings: Sequence[Listing], groups: Mapping[str, Organisation]) -> dict[str, Traits]:
    common = common_words(listing.name for listing in listings)
    common_in_groups = common_words(group.name for group in groups.values())
    return {
        listing.slug: Traits(
            slug=listing.slug,
            organisation=listing.organization,
            name=telling(listing.name, common),
            group=telling(groups[listing.organization].name, common_in_groups)
            if listing.organization in groups
            else "",
            phones=_some(_e164(phone.number) for phone in listing.phones),
            emails=_some([(listing.email or "").strip().casefold()]),
            pages=_some([web(listing.url or "")]),
            postcodes=postcodes(listing),
        )
        for listing in listings
    }


def _alike(ones: Sequence[str], others: Sequence[str]) -> list[float]:
    """How alike each two are, of 100, in whatever order their words come."""
    return [float(each) for each in process.cpdist(ones, others, scorer=fuzz.token_sort_ratio)]


def _some(values: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, values))


def _ids(one: Listing, other: Listing) -> tuple[str, str]:
    first, second = sorted((one.id, other.id))
    return first, second
