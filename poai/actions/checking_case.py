"""One proposal with all that it is about: what it was made from, what stands now, and who made and decided it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from poai.actions.changing import head_of
from poai.actions.listing_history import names_of
from poai.actions.office import Work
from poai.domain.access import Actor, Permission
from poai.domain.checking import Change, change_of, risks
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.listing import Listing
from poai.store import Listings
from poai.store.listing_tables import feed
from poai.store.proposals import Kind, Proposal, Proposals, State

FEED = "feed:"
"""How what a feed made begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One proposal with all that it is about. `base` is what it was made from, `stands` what residents see (None for
    nothing), as revision `published` (0 for none); `seen_once` whether residents ever saw it; `mine` whether the actor made
    it; `names` are of accounts and feeds."""

    proposal: Proposal
    base: Listing | None
    proposed: Listing
    stands: Listing | None
    published: int
    change: Change
    why: str
    names: Mapping[str, str]
    seen_once: bool
    mine: bool

    @property
    def open(self) -> bool:
        return self.proposal.state is State.OPEN

    @property
    def gone(self) -> bool:
        """Whether the listing was taken down. What was new is new no longer by then: it comes back by whoever may show it
        again, who is told that it is part of another or must not be listed, and not by an old proposal."""
        return self.stands is None and (self.seen_once or self.proposal.kind is not Kind.NEW)

    @property
    def risks(self) -> tuple[str, ...]:
        return risks(self.change.fields, new=self.proposal.kind is Kind.NEW)


def case_of(work: Work, actor: Actor, identity: str, permission: Permission) -> Case:
    proposals, listings = Proposals(work.connection), Listings(work.connection)
    known = proposals.get(identity)
    if known is None:
        work.refuse(NotFoundError("no such proposal"), thing="listing:", permission=permission)
    head = head_of(work, actor, known.slug, permission)
    one = proposals.get(identity, lock=True) or known
    revisions = {each.number: each for each in listings.revisions(one.slug)}
    proposed = revisions[one.number]
    base = revisions[one.base].record if one.base in revisions else None
    stands = head.record if head.published is not None else None
    return Case(
        proposal=one,
        base=base,
        proposed=proposed.record,
        stands=stands,
        published=head.published or 0,
        change=_change(one, base, proposed.record, stands),
        why=proposed.why,
        names=names_in(work, one.made_by, one.decided_by or ""),
        seen_once=any(each.state == "published" for each in revisions.values()),
        mine=one.made_by == actor.id,
    )


def _change(one: Proposal, base: Listing | None, proposed: Listing, stands: Listing | None) -> Change:
    """What it changes: on top of what stands for one that waits; for one that is decided, of what it was made from."""
    if one.state is State.ACCEPTED or (stands is None and one.kind is not Kind.NEW):
        return change_of(base, proposed, base)
    return change_of(base, proposed, stands)


def edited(listing: Listing, edits: Mapping[str, Any], fields: tuple[str, ...]) -> Listing:
    """The listing with some of `fields` said otherwise. Raises InvalidError for what it cannot hold."""
    for name, value in edits.items():
        if name not in fields:
            raise InvalidError(name, "wrong")
        try:
            listing = replace(listing, **{name: value})
        except ValueError as error:
            raise InvalidError(name, "wrong") from error
    return listing


def decide(work: Work, case: Case, state: State, message: str = "") -> None:
    decided = Proposals(work.connection).decide(
        case.proposal.id, state, by=work.by, now=work.now, message=message
    )
    if not decided:
        raise StaleError("the proposal was decided meanwhile")


def names_in(work: Work, *identities: str) -> dict[str, str]:
    """What accounts and feeds are called."""
    names = names_of(work.connection, identities)
    keys = [each.removeprefix(FEED) for each in identities if each.startswith(FEED)]
    if keys:
        rows = work.connection.execute(select(feed.c.key, feed.c.name).where(feed.c.key.in_(keys)))
        names |= {f"{FEED}{row.key}": row.name for row in rows}
    return names
