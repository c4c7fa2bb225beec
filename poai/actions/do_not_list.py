"""Puts on the list what is not to be listed, with a reason, and takes it off again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from poai.actions.changing import head_of
from poai.actions.listing_history import names_of
from poai.actions.office import Office
from poai.actions.texts import line_of, words_of
from poai.domain.access import Actor, ListingThing, Permission, may
from poai.domain.audit import Event
from poai.domain.doubles import postcodes
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.listing import Listing
from poai.place.postcode_text import compact, is_full, spaced
from poai.store import Listings
from poai.store.do_not_list import Barred, DoNotList, Refusals
from poai.store.stewarded import stewarded

LONGEST_REASON = 1_000
_LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """One that is not to be listed; `lifts` is whether whoever asked may take it off, `shown` what is listed for all that."""

    barred: Barred
    lifts: bool
    shown: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class TheList:
    """What is not to be listed, the newest first; `names` are of accounts, by id."""

    entries: tuple[Entry, ...]
    names: Mapping[str, str]


def every(office: Office, actor: Actor, *, now: datetime) -> TheList:
    """What the actor may know of. Raises NotFoundError for who may publish nothing."""
    with office.work(now, actor.id, reading=True) as work:
        work.need(actor, Permission.LISTING_PUBLISH, None)
        barred = DoNotList(work.connection).every(actor)
        shown = (
            [each.listing for each in stewarded(work.connection, actor, shown_only=True)] if barred else []
        )
        entries = [
            Entry(each, each.slug is not None or _lifts_name(actor, each), _shown(each, shown))
            for each in barred
        ]
        return TheList(tuple(entries), names_of(work.connection, (each.made_by for each in barred)))


def add_by_name(
    office: Office,
    actor: Actor,
    name: str,
    postcode: str,
    reason: str,
    *,
    now: datetime,
    address: str = "",
) -> str:
    """Bars what has a name and, if one is given, a postcode, and says the entry's id. What is listed already stays.

    Raises NotFoundError for who may publish nothing, and InvalidError for "name", "postcode" ("wrong") and "reason".
    """
    called = line_of(name, "name", longest=_LONGEST_NAME)
    code = _postcode(postcode)
    why = words_of(reason, "reason", shortest=1, longest=LONGEST_REASON)
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.LISTING_PUBLISH, None)
        made = DoNotList(work.connection)
        codes = frozenset([code] if code else ())
        if known := made.refusals().of(called, codes):
            return known.id
        identity = made.add(name=called, postcode=code, reason=why, made_by=actor.id, now=now)
        work.record(Event.DO_NOT_LIST_ADDED, f"do-not-list:{identity}")
        return identity


def bar(office: Office, actor: Actor, slug: str, reason: str, *, now: datetime, address: str = "") -> str:
    """Takes a listing down, if it is shown, and bars it from being listed again. Says the entry's id.

    Raises NotFoundError for who may not publish it, and InvalidError for "reason".
    """
    why = words_of(reason, "reason", shortest=1, longest=LONGEST_REASON)
    with office.work(now, actor.id, address) as work:
        head = head_of(work, actor, slug, Permission.LISTING_PUBLISH)
        made = DoNotList(work.connection)
        if known := made.of_listing(head.id):
            return known.id
        codes = sorted(postcodes(head.record))
        identity = made.add(
            name=head.record.name,
            postcode=spaced(codes[0]) if codes and is_full(codes[0]) else None,
            reason=why,
            made_by=actor.id,
            now=now,
            listing_id=head.id,
        )
        Listings(work.connection).withdraw(slug, made_by=actor.id, why=why, now=now)
        work.record(Event.DO_NOT_LIST_ADDED, f"do-not-list:{identity}", listing=head.id)
    office.show()
    return identity


def lift(office: Office, actor: Actor, identity: str, *, now: datetime, address: str = "") -> None:
    """It may be listed again; what was taken down stays down until somebody shows it. Raises NotFoundError for who may not,
    StaleError if it was lifted before."""
    with office.work(now, actor.id, address) as work:
        made = DoNotList(work.connection)
        barred = made.get(identity)
        if barred and barred.slug:
            head_of(work, actor, barred.slug, Permission.LISTING_PUBLISH)
        elif barred is None or not _lifts_name(actor, barred):
            work.refuse(NotFoundError("no such entry"), thing=f"do-not-list:{identity}")
        if not made.lift(identity, by=actor.id, now=now):
            raise StaleError("somebody has lifted it already")
        work.record(Event.DO_NOT_LIST_LIFTED, f"do-not-list:{identity}")


def _lifts_name(actor: Actor, barred: Barred) -> bool:
    """What is barred by name is lifted by whoever added it, and by a steward of the whole place."""
    mine = barred.made_by == actor.id and may(actor, Permission.LISTING_PUBLISH)
    return mine or may(actor, Permission.LISTING_PUBLISH, ListingThing())


def _shown(barred: Barred, listings: list[Listing]) -> tuple[Listing, ...]:
    refusals = Refusals([barred], {})
    return tuple(each for each in listings if refusals.of(each.name, postcodes(each), listing_id=each.id))


def _postcode(typed: str) -> str | None:
    key = compact(typed)
    if not key:
        return None
    if not is_full(key):
        raise InvalidError("postcode", "wrong")
    return spaced(key)
