"""A listing while somebody writes it: one that is shown, or one that nobody has seen yet; and what they left half done."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from poai.actions.changing import Done, add, change, head_of, new_id, thing_of
from poai.actions.editing import Fields
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.texts import folded
from poai.domain.access import Actor, Permission, may
from poai.domain.audit import Event
from poai.domain.errors import NotFoundError, StaleError
from poai.domain.listing import Confirmation, Listing, Organisation, Source
from poai.domain.merging import changed_between
from poai.store import Listings, Organisations
from poai.store.drafts import Draft, Drafts
from poai.store.listing_clock import ListingClock, Silent
from poai.store.proposals import Proposal, Proposals, State
from poai.store.redirects import Redirects

DRAFT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_EDIT = Permission.LISTING_EDIT
TAKEN = frozenset({"new", "proposals"})  # addresses beside those of listings
_LONGEST_SLUG = 60

Change = Callable[[Listing], Listing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A listing and what somebody is doing with it.

    `key` is what its pages go by: its slug, or the id of the `draft` that a new one still is. `base` is the revision that
    is shown (0: none is). `wanted` is the listing as it would be with their proposal that waits, `waits`; `typed` is what
    they left half done, by form. `silent` is whether nobody answers if it is right.
    """

    key: str
    listing: Listing
    base: int
    group: Organisation
    draft: bool = False
    wanted: Listing | None = None
    waits: Proposal | None = None
    silent: Silent | None = None
    typed: dict[str, Fields]

    @property
    def open(self) -> bool:
        """Whether it can be changed now: a new one that waits for the steward, or one taken down, cannot."""
        return self.draft or self.base > 0


def open_desk(office: Office, actor: Actor, key: str, *, now: datetime, address: str = "") -> Desk:
    """A listing, or their own draft of one. Raises NotFoundError for who may not change it."""
    with office.work(now, actor.id, address) as work:
        return _desk(work, actor, key)


def save(
    office: Office,
    actor: Actor,
    key: str,
    form: str,
    make: Change,
    *,
    base: int,
    why: str,
    now: datetime,
    address: str = "",
) -> Done:
    """Changes it as a form says: `make` is given the listing as the form showed it, which was revision `base`.

    Raises what `make` raises, ConflictError, StaleError, and NotFoundError for who may not.
    """
    with office.work(now, actor.id, address) as work:
        if DRAFT.fullmatch(key):
            drafts = Drafts(work.connection, actor.id)
            drafts.put(key, make(_draft(work, actor, key)), now=now)
            return Done(listing=None)
        head = head_of(work, actor, key, _EDIT)
        started = Listings(work.connection).revision(key, base)
        if started is None:
            raise StaleError("the form was made from no revision")
        done = change(work, actor, key, make(started.record), base=base, why=why)
        Drafts(work.connection, actor.id).done(head.id, form, now=now)
    if done.fields:
        office.show()
    return done


def keep(
    office: Office, actor: Actor, key: str, form: str, fields: Fields, *, now: datetime, address: str = ""
) -> None:
    """Keeps what stands in a form about a listing, to finish it later."""
    with office.work(now, actor.id, address) as work:
        head = head_of(work, actor, key, _EDIT)
        Drafts(work.connection, actor.id).keep(
            head.id,
            form,
            fields,
            organisation=head.record.organization,
            base=head.published or 0,
            now=now,
        )


def throw_away(
    office: Office, actor: Actor, key: str, form: str = "", *, now: datetime, address: str = ""
) -> None:
    """Throws away a new listing that was not sent, or what stands in one form about a listing. Twice is once."""
    with office.work(now, actor.id, address) as work:
        drafts = Drafts(work.connection, actor.id)
        if DRAFT.fullmatch(key):
            drafts.throw_away(key)
        else:
            drafts.done(head_of(work, actor, key, _EDIT).id, form, now=now)


def begin(
    office: Office,
    actor: Actor,
    organisation: str,
    make: Change,
    *,
    key: str,
    now: datetime,
    address: str = "",
) -> str:
    """Begins a new listing of a group: says the draft's id. `key` is the form's own: sent twice, it is begun once."""
    with office.work(now, actor.id, address) as work:
        group = Organisations(work.connection).get(organisation)
        if group is None:
            work.refuse(NotFoundError("no such group"), thing=f"organisation:{organisation}")
        new = make(_blank(work, actor, group, key))
        work.need(actor, _EDIT, thing_of(new), f"listing:{new.id}")
        drafts = Drafts(work.connection, actor.id)
        answer, _ = once(work, key, (organisation, repr(new)), lambda: drafts.begin(new, now=now))
        return answer


def send(office: Office, actor: Actor, key: str, *, once_key: str, now: datetime, address: str = "") -> Done:
    """Sends a new listing to the steward, or shows it if the actor decides. Sent twice, it is one."""
    done = Done(listing=None)
    with office.work(now, actor.id, address) as work:

        def do() -> str:
            nonlocal done
            draft = _draft(work, actor, key)
            by = "the group" if _of_group(actor, draft) else "the steward"
            slug = Listings(work.connection).slug_of(draft.id) or free_slug(work, draft.name)
            withdraw_open(work, actor, draft.id)
            new = replace(draft, slug=slug, confirmed=Confirmation(date=now.date(), by=by))
            new = replace(new, source=replace(new.source, url=f"{office.url}/listings/{slug}"))
            done = add(work, actor, new, why="a new listing")
            Drafts(work.connection, actor.id).throw_away(key)
            return done.proposal

        proposal, first = once(work, once_key, (key,), do)
        if not first:
            done = Done(listing=None, proposal=proposal)
    if done.listing:
        office.show()
    return done


def take_down(office: Office, actor: Actor, key: str, *, why: str, now: datetime, address: str = "") -> Done:
    """A group no longer does this: its steward is asked to take the listing down. A steward takes it down."""
    with office.work(now, actor.id, address) as work:
        head = head_of(work, actor, key, _EDIT)
        if head.published is None:
            raise StaleError("the listing is not shown")
        ended = replace(head.record, status="inactive")
        done = Done(listing=None)
        if may(actor, Permission.LISTING_PUBLISH, thing_of(head.record)):
            Listings(work.connection).withdraw(key, made_by=actor.id, why=why, now=now)
            work.record(Event.LISTING_WITHDRAWN, f"listing:{head.id}")
        else:
            done = change(work, actor, key, ended, base=head.published, why=why)
    office.show()
    return done


def withdraw_open(work: Work, actor: Actor, listing_id: str) -> None:
    """What somebody proposed of a listing before, and nobody has decided, is what they no longer want."""
    proposals = Proposals(work.connection)
    for earlier in proposals.of_listing(listing_id, State.OPEN):
        proposals.decide(earlier.id, State.WITHDRAWN, by=actor.id, now=work.now)


def free_slug(work: Work, name: str) -> str:
    """A slug for a listing of that name which no other has, or had."""
    start = "-".join(folded(name).encode("ascii", "ignore").decode().split())[:_LONGEST_SLUG].strip("-")
    start = start or "listing"
    listings, redirects = Listings(work.connection), Redirects(work.connection)
    number = 1
    while True:
        slug = start if number == 1 else f"{start}-{number}"
        if slug not in TAKEN and listings.head(slug) is None and redirects.target(slug) is None:
            return slug
        number += 1


def _desk(work: Work, actor: Actor, key: str) -> Desk:
    if DRAFT.fullmatch(key):
        new = _draft(work, actor, key)
        return Desk(key=key, listing=new, base=0, group=_group(work, new), draft=True, typed={})
    head = head_of(work, actor, key, _EDIT)
    draft = Drafts(work.connection, actor.id).about(head.id)
    proposals = Proposals(work.connection).of_listing(head.id, State.OPEN, State.RETURNED)
    return Desk(
        key=key,
        listing=head.record,
        base=head.published or 0,
        group=_group(work, head.record),
        wanted=_with_wanted(work, actor, head.id, head.record),
        waits=next(
            (each for each in proposals if each.made_by == actor.id or each.state is State.OPEN), None
        ),
        silent=ListingClock(work.connection).silent().get(key),
        typed=dict(draft.typed) if draft else {},
    )


def _draft(work: Work, actor: Actor, key: str) -> Listing:
    found: Draft | None = Drafts(work.connection, actor.id).get(key)
    if found is None or found.listing is None:
        work.refuse(NotFoundError("no such draft"), thing=f"listing:{key}", permission=_EDIT)
    work.need(actor, _EDIT, thing_of(found.listing), f"listing:{key}")
    return found.listing


def _with_wanted(work: Work, actor: Actor, listing_id: str, shown: Listing) -> Listing:
    """The listing with what the actor has proposed of it, so that a second form does not undo the first."""
    listings = Listings(work.connection)
    for proposal in Proposals(work.connection).of_listing(listing_id, State.OPEN):
        if proposal.made_by == actor.id and proposal.base:
            then = listings.revision(proposal.slug, proposal.number)
            base = listings.revision(proposal.slug, proposal.base)
            if then and base:
                fields = changed_between(base.record, then.record)
                return replace(shown, **{name: getattr(then.record, name) for name in fields})
    return shown


def _blank(work: Work, actor: Actor, group: Organisation, key: str) -> Listing:
    source = Source(
        name=group.name,
        url=f"{work.office.url}/organisations/{group.slug}",
        seen=work.now.date(),
        date=work.now.date().isoformat(),
        confidence="high",
        standing="current",
    )
    return Listing(
        id=new_id(work, actor, key or str(uuid4())),
        slug="draft",
        locality="",
        name="-",
        organization=group.slug,
        description="-",
        source=source,
    )


def _group(work: Work, listing: Listing) -> Organisation:
    group = Organisations(work.connection).get(listing.organization)
    if group is None:
        raise StaleError("the group is no longer listed")
    return group


def _of_group(actor: Actor, listing: Listing) -> bool:
    return any(grant.scope == listing.organization for grant in actor.grants)
