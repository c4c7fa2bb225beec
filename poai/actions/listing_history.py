"""What a listing has said before: who changed what, when and why, and an earlier version put back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from poai.actions.changing import Done, by_of, change, checked_now, head_of, thing_of
from poai.actions.office import Office, Work
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission, may
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.facts import FIELDS
from poai.domain.listing import Listing
from poai.domain.merging import EDITABLE, changed_between
from poai.store import Accounts, Listings, Redirects
from poai.store.documents import Revision
from poai.store.listing_tables import do_not_list
from poai.store.proposals import Kind, Proposal, Proposals, State

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a listing said from one moment on. `made_by` is an account's id or what publishes by itself, `proposer` whose
    proposal it was ("" if nobody's), `fields` what was changed by it, and `shown` whether it was put up or taken down."""

    number: int
    listing: Listing
    made_at: datetime
    made_by: str
    proposer: str
    why: str
    fields: tuple[str, ...]
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The `versions` of a listing, the newest first; `published` is the number of what residents see, None for nothing.

    `proposals` are all that were ever made, the newest first; `names` are of accounts, by id. `decides` is whether
    whoever asked can put any of it back at once.
    """

    slug: str
    listing: Listing
    published: int | None
    versions: tuple[Version, ...]
    proposals: tuple[Proposal, ...]
    names: dict[str, str]
    decides: bool

    def version(self, number: int) -> Version:
        """One of them. Raises NotFoundError."""
        found = next((each for each in self.versions if each.number == number), None)
        if found is None:
            raise NotFoundError("no such version of the listing")
        return found


def history(office: Office, actor: Actor, slug: str, *, now: datetime, address: str = "") -> History:
    """All that residents ever saw of a listing. Raises NotFoundError for who may not change it."""
    with office.work(now, actor.id, address) as work:
        head = head_of(work, actor, slug, Permission.LISTING_EDIT)
        proposals = Proposals(work.connection).of_listing(head.id)
        versions = _versions(Listings(work.connection).revisions(slug), proposals)
        people = {each.made_by for each in versions} | {each.proposer for each in versions}
        people |= {each.made_by for each in proposals}
        return History(
            slug=slug,
            listing=head.record,
            published=head.published,
            versions=versions,
            proposals=tuple(proposals),
            names=names_of(work.connection, people),
            decides=may(actor, Permission.LISTING_PUBLISH, thing_of(head.record)),
        )


def put_back(
    office: Office,
    actor: Actor,
    slug: str,
    number: int,
    *,
    base: int | None,
    why: str,
    now: datetime,
    address: str = "",
) -> Done:
    """Makes a listing say again what it said in version `number`, by a further revision: it keeps its id and address.

    A steward's is shown at once; of a member's, what is checked first becomes a proposal. `base` is what was published
    when they looked. Raises StaleError if that has changed, NotFoundError for who may not, and
    InvalidError for "why", "elsewhere" where it would go to an area that is not theirs, and "listed" for what is not to
    be listed.
    """
    reason = words_of(why, "why", shortest=1, longest=LONGEST_REASON)
    with office.work(now, actor.id, address) as work:
        head = head_of(work, actor, slug, Permission.LISTING_EDIT)
        if head.published != base:
            raise StaleError("the listing was changed meanwhile")
        earlier = Listings(work.connection).revision(slug, number)
        if earlier is None or earlier.state not in ("published", "withdrawn"):
            work.refuse(NotFoundError("no such version"), thing=f"listing:{head.id}")
        after = replace(head.record, **{name: getattr(earlier.record, name) for name in EDITABLE})
        if not may(actor, Permission.LISTING_EDIT, thing_of(after)):
            raise InvalidError("number", "elsewhere")
        if head.published is None:
            done = _show_again(work, actor, head.record, after, head.id, reason)
        else:
            done = change(work, actor, slug, after, base=head.published, why=reason)
        if done.fields:
            work.record(Event.LISTING_PUT_BACK, f"listing:{head.id}", number=str(number))
    office.show()
    return done


def changer(
    office: Office, actor: Actor, slug: str, number: int, *, now: datetime
) -> tuple[str, datetime] | None:
    """Who made a revision (a name, or "") and when; None if there is none, or the actor may not know."""
    with office.work(now, actor.id, reading=True) as work:
        made = Listings(work.connection).revision(slug, number)
        if made is None or not may(actor, Permission.LISTING_EDIT, thing_of(made.record)):
            return None
        return names_of(work.connection, [made.made_by]).get(made.made_by, ""), made.made_at


def names_of(connection: Connection, identities: Iterable[str]) -> dict[str, str]:
    """What accounts are called, by id; those that are no account's are left out."""
    accounts = Accounts(connection)
    found = (accounts.get(identity) for identity in sorted(set(identities)) if identity)
    return {account.id: account.name for account in found if account}


def _show_again(work: Work, actor: Actor, before: Listing, after: Listing, identity: str, why: str) -> Done:
    """A listing that was taken down comes back: a steward's word, and never what has gone for good."""
    if not all(may(actor, Permission.LISTING_PUBLISH, thing_of(each)) for each in (before, after)):
        raise InvalidError("number", "elsewhere")
    gone = Redirects(work.connection).target(before.slug)
    barred = work.connection.execute(
        select(do_not_list.c.id).where(
            do_not_list.c.listing_id == identity, do_not_list.c.lifted_at.is_(None)
        )
    ).first()
    if gone or barred:
        raise InvalidError("number", "listed")
    facts = {FIELDS[name] for name in changed_between(before, after)}
    shown = checked_now(after, facts, work, by_of(actor, after))
    Listings(work.connection).publish(shown, made_by=actor.id, why=why, now=work.now)
    work.record(Event.LISTING_CHANGED, f"listing:{identity}", fields="all")
    return Done(listing=shown, fields=EDITABLE)


def _versions(revisions: list[Revision[Listing]], proposals: list[Proposal]) -> tuple[Version, ...]:
    """What was put up and taken down, the newest first. What was only proposed is no version."""
    accepted = {
        each.decided_at: each.made_by
        for each in proposals
        if each.state is State.ACCEPTED and each.kind is not Kind.CONFLICT
    }
    versions: list[Version] = []
    before: Listing | None = None
    for each in revisions:
        if each.state not in ("published", "withdrawn"):
            continue
        versions.append(
            Version(
                number=each.number,
                listing=each.record,
                made_at=each.made_at,
                made_by=each.made_by,
                proposer=accepted.get(each.made_at, ""),
                why=each.why,
                fields=changed_between(before, each.record) if before else EDITABLE,
                shown=each.state == "published",
            )
        )
        before = each.record
    return tuple(reversed(versions))
