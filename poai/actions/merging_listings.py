"""Makes one listing of two: one stays, the other is taken down and its address leads there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from poai.actions.changing import head_of
from poai.actions.office import Office, Work
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, StaleError
from poai.domain.joining import Stays, join
from poai.domain.listing import Listing
from poai.domain.merging import changed_between
from poai.store import Listings, Organisations, Redirects
from poai.store.documents import Head
from poai.store.joining import hand_on
from poai.store.not_same import NotSame
from poai.store.proposals import Proposal, Proposals, State


@dataclass(frozen=True, slots=True)
class Both:
    """Two listings as they stand: the one that stays, and the other."""

    kept: Head[Listing]
    other: Head[Listing]


def look(office: Office, actor: Actor, kept: str, other: str, *, now: datetime, address: str = "") -> Both:
    """Two listings, by slug. Raises NotFoundError for who may not publish both, StaleError if one is no longer shown."""
    with office.work(now, actor.id, address) as work:
        return _both(work, actor, kept, other)


def make_one(
    office: Office,
    actor: Actor,
    kept: str,
    other: str,
    choice: Mapping[str, Stays],
    *,
    bases: tuple[int, int],
    now: datetime,
    address: str = "",
) -> Listing:
    """Makes `kept` say what was chosen of both, and `other` lead there, with what waits about it.

    `bases` are the revisions that were looked at. Raises what `look` does, StaleError too if one was changed since, and
    InvalidError("choice", why) for what makes no sense together.
    """
    with office.work(now, actor.id, address) as work:
        both = _both(work, actor, kept, other)
        if (both.kept.published, both.other.published) != bases:
            raise StaleError("one of the two was changed meanwhile")
        try:
            joined = join(both.kept.record, both.other.record, choice)
        except ValueError as error:
            raise InvalidError("choice", str(error)) from error
        listings = Listings(work.connection)
        listings.publish(joined, made_by=actor.id, why=f"one with {other}", now=now)
        listings.withdraw(other, made_by=actor.id, why=f"became part of {kept}", now=now)
        Redirects(work.connection).lead(
            other,
            kept,
            old_id=both.other.id,
            new_id=both.kept.id,
            made_by=actor.id,
            why="the same",
            now=now,
        )
        hand_on(work.connection, both.other.id, joined)
        for proposal in Proposals(work.connection).of_listing(both.other.id, State.OPEN):
            _propose_again(work, actor, proposal, joined)
        work.record(Event.LISTINGS_MERGED, f"listing:{both.kept.id}", other=both.other.id)
    office.show()
    return joined


def make_two(office: Office, actor: Actor, other: str, *, now: datetime, address: str = "") -> Listing:
    """Undoes it: the listing that was taken down is shown again at its own address, and the two are not found to be one again.

    What the listing that stayed took over is put back from its history, by whoever knows what of it belongs to which.
    Raises NotFoundError for who may not, StaleError if it is shown already or became part of nothing.
    """
    with office.work(now, actor.id, address) as work:
        head = head_of(work, actor, other, Permission.LISTING_PUBLISH)
        kept = Redirects(work.connection).target(other)
        if head.published is not None or kept is None:
            raise StaleError("it is part of nothing")
        stays = head_of(work, actor, kept, Permission.LISTING_PUBLISH)
        shown = put_up(work, actor, other, why=f"was not the same as {kept}")
        NotSame(work.connection).say(head.id, stays.id, made_by=actor.id, now=now)
        work.record(Event.LISTING_SHOWN, f"listing:{head.id}", other=stays.id)
    office.show()
    return shown


def put_up(work: Work, actor: Actor, slug: str, *, why: str) -> Listing:
    """Shows again, at its own address, a listing that was taken down, as it was then: with its group, if that went too."""
    listings, groups = Listings(work.connection), Organisations(work.connection)
    before = [each for each in listings.revisions(slug) if each.state in ("published", "withdrawn")]
    if not before:
        raise StaleError("it was never shown")
    listing = before[-1].record
    if groups.get(listing.organization) is None and (group := groups.head(listing.organization)):
        groups.publish(group.record, made_by=actor.id, why=why, now=work.now)
    listings.publish(listing, made_by=actor.id, why=why, now=work.now)
    Redirects(work.connection).end(slug)
    return listing


def _both(work: Work, actor: Actor, kept: str, other: str) -> Both:
    # Locked in one order, so that two stewards who join them the other way round do not wait for each other for ever.
    heads = {slug: head_of(work, actor, slug, Permission.LISTING_PUBLISH) for slug in sorted((kept, other))}
    if kept == other:
        raise InvalidError("other", "the same")
    if any(head.published is None for head in heads.values()):
        raise StaleError("one of the two is no longer shown")
    return Both(heads[kept], heads[other])


def _propose_again(work: Work, actor: Actor, proposal: Proposal, kept: Listing) -> None:
    """What somebody wanted of the other listing is wanted of the one that stays, in their name."""
    listings, proposals = Listings(work.connection), Proposals(work.connection)
    wanted = listings.revision(proposal.slug, proposal.number)
    base = listings.revision(proposal.slug, proposal.base)
    proposals.decide(
        proposal.id,
        State.WITHDRAWN,
        by=actor.id,
        now=work.now,
        message=f"It goes on as a change of {kept.name}.",
    )
    if wanted is None or base is None:
        return
    fields = {name: getattr(wanted.record, name) for name in changed_between(base.record, wanted.record)}
    head = listings.head(kept.slug)
    if head is None or head.published is None or not changed_between(kept, replace(kept, **fields)):
        return
    number = listings.propose(
        replace(kept, **fields), made_by=proposal.made_by, why=wanted.why, now=proposal.made_at
    )
    proposals.add(
        kept.id,
        number=number,
        base=head.published,
        kind=proposal.kind,
        locality=kept.locality,
        organisation=proposal.organisation,
        made_by=proposal.made_by,
        now=proposal.made_at,  # it has waited since then
    )
