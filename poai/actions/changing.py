"""Changes a listing: at once what a group may say by itself, and the rest as a proposal to the steward.

Whoever calls these calls `office.show()` when the unit of work is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, uuid5

from poai.actions.office import Work
from poai.domain.access import Actor, ListingThing, Permission, may
from poai.domain.audit import Event
from poai.domain.errors import ConflictError, NotFoundError, StaleError
from poai.domain.facts import CONFIRMED, FIELDS, Facts, checked_first
from poai.domain.listing import Confirmation, Listing
from poai.domain.listing_now import By, Checked
from poai.domain.merging import EDITABLE, changed_between, merge
from poai.store import Listings
from poai.store.documents import Head
from poai.store.proposals import Kind, Proposals, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a change: `listing` as the public sees it now (None if it sees nothing yet), which of its `fields` were
    published, and the id of the `proposal` that the rest became, or ""."""

    listing: Listing | None
    fields: tuple[str, ...] = ()
    proposal: str = ""


def thing_of(listing: Listing) -> ListingThing:
    """The listing, as far as access is concerned."""
    return ListingThing(organisation=listing.organization, locality=listing.locality)


def head_of(work: Work, actor: Actor, slug: str, permission: Permission) -> Head[Listing]:
    """How a listing stands. Refuses, as if there were none, whoever may not do that to it."""
    head = Listings(work.connection).head(slug)
    if head is None:
        work.refuse(NotFoundError("no such listing"), thing=f"listing:{slug}", permission=permission)
    work.need(actor, permission, thing_of(head.record), f"listing:{head.id}")
    return head


def change(work: Work, actor: Actor, slug: str, after: Listing, *, base: int, why: str) -> Done:
    """Makes of a listing what `after` says, which was made from its revision `base`.

    What others changed since stays, unless both changed the same field: then raises ConflictError, with both. Raises
    NotFoundError for who may not, StaleError if it was taken down meanwhile.
    """
    head = head_of(work, actor, slug, Permission.LISTING_EDIT)
    listings = Listings(work.connection)
    if head.published is None:
        raise StaleError("the listing is no longer shown")
    before = head.record
    if base != head.published:
        started = listings.revision(slug, base)
        if started is None:
            raise StaleError("the listing was changed meanwhile")
        merged = merge(started.record, after, before)
        if merged.conflicts:
            raise ConflictError(merged.conflicts, after, before, head.published)
        after = merged.listing
    wanted = changed_between(before, after)
    decides = all(may(actor, Permission.LISTING_PUBLISH, thing_of(each)) for each in (before, after))
    waiting = () if decides else tuple(name for name in wanted if name in checked_first(wanted))
    at_once = tuple(name for name in wanted if name not in waiting)
    shown = before
    if at_once:
        shown = replace(before, **{name: getattr(after, name) for name in at_once})
        shown = checked_now(
            shown, {FIELDS[name] for name in at_once if name in FIELDS}, work, by_of(actor, before)
        )
        listings.publish(shown, made_by=actor.id, why=why, now=work.now)
        work.record(Event.LISTING_CHANGED, f"listing:{head.id}", fields=",".join(at_once))
    proposed = _propose_change(work, actor, shown, after, waiting, why) if waiting else ""
    return Done(listing=shown, fields=at_once, proposal=proposed)


def add(work: Work, actor: Actor, listing: Listing, *, why: str) -> Done:
    """A new listing: published if the actor decides, else proposed. Raises NotFoundError for who may not, and
    SlugTakenError."""
    listings, thing = Listings(work.connection), thing_of(listing)
    work.need(actor, Permission.LISTING_EDIT, thing, f"listing:{listing.id}")
    if may(actor, Permission.LISTING_PUBLISH, thing):
        listings.publish(listing, made_by=actor.id, why=why, now=work.now)
        work.record(Event.LISTING_CHANGED, f"listing:{listing.id}", fields="all")
        return Done(listing=listing, fields=EDITABLE)
    number = listings.propose(listing, made_by=actor.id, why=why, now=work.now)
    return Done(listing=None, proposal=_proposed(work, actor, listing, number, 0, Kind.NEW))


def confirm(work: Work, slug: str, facts: Iterable[Facts], *, by: By, role: str, made_by: str) -> Listing:
    """Somebody whom the caller knows to be allowed says that facts are still right, or all of them. `role` is in whose words
    residents are told ("the group")."""
    listings = Listings(work.connection)
    head = listings.head(slug)
    if head is None or head.published is None:
        raise StaleError("the listing is no longer shown")
    said = frozenset(facts)
    after = checked_now(head.record, said, work, by)
    if said >= CONFIRMED:
        after = replace(after, confirmed=Confirmation(date=work.now.date(), by=role), unanswered=None)
    listings.publish(after, made_by=made_by, why="said to be right", now=work.now)
    work.record(Event.LISTING_CONFIRMED, f"listing:{head.id}", facts=",".join(sorted(said)))
    return after


def by_of(actor: Actor, listing: Listing) -> By:
    """In what part somebody speaks of a listing: a steward who is of the group as well speaks for the group."""
    own = any(grant.scope == listing.organization for grant in actor.grants)
    return By.GROUP if own else By.STEWARD


def checked_now(listing: Listing, facts: Iterable[Facts], work: Work, by: By) -> Listing:
    """The listing with a note that facts of these kinds were right today, and in what part somebody said so."""
    now = {each: Checked(facts=each, date=work.now.date(), by=by) for each in facts if each in CONFIRMED}
    kept = {each.facts: each for each in listing.checked}
    both = kept | now
    return replace(listing, checked=tuple(both[each] for each in Facts if each in both))


def new_id(work: Work, actor: Actor, key: str) -> str:
    """The id of a listing that is new, the same however often the same form is sent."""
    return str(uuid5(NAMESPACE_URL, f"{work.office.url}/{actor.id}/{key}"))


def _propose_change(
    work: Work, actor: Actor, shown: Listing, after: Listing, waiting: tuple[str, ...], why: str
) -> str:
    """One proposal holds all that one person wants of a listing: an earlier one of theirs is taken up in it."""
    listings, proposals = Listings(work.connection), Proposals(work.connection)
    wanted = {name: getattr(after, name) for name in waiting}
    for earlier in proposals.of_listing(shown.id, State.OPEN):
        if earlier.made_by == actor.id:
            then, base = (
                listings.revision(shown.slug, earlier.number),
                listings.revision(shown.slug, earlier.base),
            )
            if then and base:
                before = {
                    name: getattr(then.record, name) for name in changed_between(base.record, then.record)
                }
                wanted = before | wanted
            proposals.decide(earlier.id, State.WITHDRAWN, by=actor.id, now=work.now)
    head = listings.head(shown.slug)
    if head is None or head.published is None:
        raise StaleError("the listing is no longer shown")
    number = listings.propose(replace(shown, **wanted), made_by=actor.id, why=why, now=work.now)
    return _proposed(work, actor, shown, number, head.published, Kind.CHANGE)


def _proposed(work: Work, actor: Actor, listing: Listing, number: int, base: int, kind: Kind) -> str:
    proposal = Proposals(work.connection).add(
        listing.id,
        number=number,
        base=base,
        kind=kind,
        locality=listing.locality,
        organisation=listing.organization,
        made_by=actor.id,
        now=work.now,
    )
    work.record(Event.LISTING_PROPOSED, f"listing:{listing.id}", proposal=proposal)
    return proposal
