"""What a group says of its listings by the link in a letter, without an account: all is right, how much room there is, a break,
or that something has changed.

The link is the permission, for the listings that its letter asked about and for as long as letters about them go to the same
address. It may be used again until it runs out; mail programs that follow it only look.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime

from poai.actions import changing
from poai.actions.office import Office, Work
from poai.actions.proof import throttled
from poai.actions.surveying import survey
from poai.domain.audit import VISITOR, Event
from poai.domain.errors import LinkError, StaleError
from poai.domain.facts import CONFIRMED
from poai.domain.listing import Listing, Organisation
from poai.domain.listing_now import By, Pause, Room
from poai.domain.merging import changed_between
from poai.store import Listings, Organisations
from poai.store.prompts import Prompt, Prompts
from poai.store.sessions import hashed

GROUP = "the group"
ANSWERS = 40  # by one link, in poai.store.throttles.WINDOW
_SHORT = 12  # signs of a hash that tell one link from others


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A listing about which a letter asked: as it is published now, in revision `base`, by its group."""

    listing: Listing
    base: int
    organisation: Organisation


def look(office: Office, token: str, *, now: datetime, address: str = "") -> list[Wanted]:
    """The listings that the link is for, in order of slug. Raises LinkError if it leads to nothing any more."""
    with office.work(now, VISITOR, address, reading=True) as work:
        return [_wanted(work, one, lock=False) for one in _asked(work, token)]


def right(office: Office, token: str, slug: str, *, base: int, now: datetime, address: str = "") -> None:
    """All of a listing is right, as it stood in revision `base`. Raises LinkError; StaleError if it was changed meanwhile."""
    with _answering(office, token, now, address) as work:
        one = _one(work, token, slug)
        listings = Listings(work.connection)
        seen, wanted = listings.revision(slug, base), _wanted(work, one)
        if seen is None or changed_between(seen.record, wanted.listing):
            raise StaleError("the listing was changed meanwhile")
        changing.confirm(work, slug, CONFIRMED, by=By.GROUP, role=GROUP, made_by=work.by)
        Prompts(work.connection).answer(one.listing_id, "right", now)
    office.show()


def say_room(
    office: Office, token: str, slug: str, room: Room | None, *, now: datetime, address: str = ""
) -> None:
    """How much room there is; with None the group says nothing of it any more. Raises LinkError."""
    _publish(office, token, slug, lambda before: replace(before, room=room), "room", now, address)


def say_pause(
    office: Office, token: str, slug: str, pause: Pause | None, *, now: datetime, address: str = ""
) -> None:
    """A break; with None it goes on. Raises LinkError."""
    _publish(office, token, slug, lambda before: replace(before, pause=pause), "pause", now, address)


def something_changed(office: Office, token: str, slug: str, *, now: datetime, address: str = "") -> None:
    """Somebody is there, and will say what has changed. Raises LinkError."""
    with _answering(office, token, now, address) as work:
        Prompts(work.connection).answer(_one(work, token, slug).listing_id, "changed", now)
    office.show()


def _publish(
    office: Office,
    token: str,
    slug: str,
    change: Callable[[Listing], Listing],
    field: str,
    now: datetime,
    address: str,
) -> None:
    with _answering(office, token, now, address) as work:
        one = _one(work, token, slug)
        after = change(_wanted(work, one).listing)
        if Listings(work.connection).publish(after, made_by=work.by, why="said by a letter's link", now=now):
            work.record(Event.LISTING_CHANGED, f"listing:{one.listing_id}", fields=field)
        Prompts(work.connection).answer(one.listing_id, field, now)
    office.show()


def _answering(office: Office, token: str, now: datetime, address: str) -> AbstractContextManager[Work]:
    """A unit of work by the link itself. Raises ThrottledError for too many."""
    by = f"link:{hashed(token)[:_SHORT]}"
    with office.work(now, VISITOR, address) as work:
        throttled(work, f"answers by {by}", address, "", most=ANSWERS)
    return office.work(now, by, address)


def _asked(work: Work, token: str) -> list[Prompt]:
    found = Prompts(work.connection).of(token, work.now)
    standing = {one.listing.id: one for one in survey(work, frozenset(each.slug for each in found))}
    still = [
        each
        for each in found
        if each.listing_id in standing and each.email in standing[each.listing_id].addresses
    ]
    if not still:
        raise LinkError("the link leads to nothing")
    return still


def _one(work: Work, token: str, slug: str) -> Prompt:
    for each in _asked(work, token):
        if each.slug == slug:
            return each
    raise LinkError("the link is not for that listing")


def _wanted(work: Work, one: Prompt, *, lock: bool = True) -> Wanted:
    head = Listings(work.connection).head(one.slug, lock=lock)
    if head is None or head.published is None:
        raise LinkError("the listing is no longer shown")
    group = Organisations(work.connection).get(head.record.organization)
    if group is None:
        raise LinkError("the group is no longer shown")
    return Wanted(listing=head.record, base=head.published, organisation=group)
