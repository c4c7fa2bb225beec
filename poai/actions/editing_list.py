"""The listings that somebody may change, with what there is to know of each at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from poai.actions.office import Office
from poai.domain.access import Actor
from poai.domain.listing import Listing
from poai.store.drafts import Draft, Drafts
from poai.store.listing_clock import ListingClock, Silent
from poai.store.own_listings import MOST, Standing, own_listings
from poai.store.proposals import Proposal, Proposals, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """`listing` as the public sees it or, if it sees none (`shown`), as it was last; `waits` is what a steward has to read,
    `returned` what came back, the newest of each; `begun` is whether the actor left a form half done, and `silent`
    whether nobody of the group answers."""

    listing: Listing
    shown: bool
    waits: Proposal | None
    returned: Proposal | None
    begun: bool
    silent: Silent | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """What somebody has to look after: listings by name, MOST of them at most (`more` if there are others), and new ones
    that they have not sent."""

    listings: tuple[Own, ...]
    drafts: tuple[Draft, ...]
    more: bool


def theirs(office: Office, actor: Actor, *, now: datetime, address: str = "") -> Theirs:
    """What the actor may change."""
    with office.work(now, actor.id, address, reading=True) as work:
        drafts = Drafts(work.connection, actor.id).every()
        begun = {draft.listing_id for draft in drafts}
        found = own_listings(work.connection, actor)
        proposals, silent = Proposals(work.connection), ListingClock(work.connection).silent()
        return Theirs(
            listings=tuple(_own(one, proposals, begun, silent) for one in found[:MOST]),
            drafts=tuple(draft for draft in drafts if draft.listing),
            more=len(found) > MOST,
        )


def _own(one: Standing, proposals: Proposals, begun: set[str | None], silent: Mapping[str, Silent]) -> Own:
    made = proposals.of_listing(one.listing.id, State.OPEN, State.RETURNED, State.ACCEPTED)
    newest = made[0] if made else None
    return Own(
        listing=one.listing,
        shown=one.shown,
        waits=next((each for each in made if each.state is State.OPEN), None),
        returned=newest if newest and newest.state is State.RETURNED else None,
        begun=one.listing.id in begun,
        silent=silent.get(one.listing.slug),
    )
