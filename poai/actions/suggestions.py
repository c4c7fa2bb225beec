"""A steward reads what people tell us, and says what came of it."""

from dataclasses import dataclass
from datetime import datetime

from poai.actions.claiming import public_address, said_of
from poai.actions.office import Office, Work
from poai.actions.texts import words_of
from poai.domain.access import Actor, ListingThing, Permission
from poai.domain.account import Role, State
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.listing import Listing, Organisation
from poai.domain.suggestion import Kind, Suggestion
from poai.domain.suggestion import State as Stands
from poai.store import Accounts, Listings, Organisations
from poai.store.suggestions import Asking, Suggestions

LAST = 20  # of those that were dealt with
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a steward finds: what waits, the oldest first but danger before all; what looks like advertisements; and the
    last that were dealt with."""

    open: tuple[Suggestion, ...]
    apart: tuple[Suggestion, ...]
    decided: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One, beside how things stand: its `listing` as the public sees it, None where it sees none, and whether that was
    `changed` since. Of a claim: the letters to the group, what it said, the address that it shows, how many of it sign in."""

    suggestion: Suggestion
    listing: Listing | None
    organisation: Organisation | None
    changed: datetime | None
    asked: tuple[Asking, ...]
    said: str
    address: str
    members: int
    decider: str


def waiting(office: Office, actor: Actor, *, now: datetime, address: str = "") -> Waiting:
    """What there is to deal with. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.LISTING_PUBLISH, None)
        suggestions = Suggestions(work.connection, work.keys())
        found = suggestions.open_to(actor)
        return Waiting(
            open=tuple(sorted((one for one in found if not one.apart), key=lambda one: not one.said.urgent)),
            apart=tuple(one for one in found if one.apart),
            decided=tuple(suggestions.decided(actor, limit=LAST)),
        )


def read(office: Office, actor: Actor, identity: str, *, now: datetime, address: str = "") -> Read:
    """One, with what it is about. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        found = _theirs(work, actor, identity, lock=False)
        listings, slug = Listings(work.connection), found.organisation or ""
        last = listings.revisions(found.slug)[-1].made_at if found.slug else None
        claims = found.kind is Kind.CLAIM
        decider = Accounts(work.connection).get(found.decided_by) if found.decided_by else None
        return Read(
            suggestion=found,
            listing=listings.get(found.slug) if found.slug else None,
            organisation=Organisations(work.connection).get(slug) if slug else None,
            changed=last if last and last > found.made_at else None,
            asked=tuple(Suggestions(work.connection, work.keys()).asked(found.id)) if claims else (),
            said=said_of(work, found) if claims else "",
            address=public_address(work, slug) if claims else "",
            members=_members(work, slug) if claims else 0,
            decider=decider.name if decider else "",
        )


def decide(
    office: Office,
    actor: Actor,
    identity: str,
    state: Stands,
    *,
    note: str,
    now: datetime,
    address: str = "",
) -> None:
    """It is dealt with, or nothing came of it, which needs a note. A claim is only refused here: claiming.accept does more.

    Raises NotFoundError; StaleError if somebody was first; InvalidError for "note" (missing, too-long, wrong).
    """
    with office.work(now, actor.id, address) as work:
        found = _theirs(work, actor, identity)
        if state is Stands.OPEN or (found.kind is Kind.CLAIM and state is Stands.DONE):
            raise InvalidError("decision", "missing")
        refused = state is Stands.REFUSED
        said = words_of(note, "note", shortest=1, longest=LONGEST) if refused or note.strip() else ""
        suggestions = Suggestions(work.connection, work.keys())
        if not suggestions.decide(found.id, state, by=actor.id, now=now, note=said):
            raise StaleError("somebody else has dealt with it")
        work.record(Event.SUGGESTION_DECIDED, f"suggestion:{found.id}", state=state)


def no_advertisement(
    office: Office, actor: Actor, identity: str, *, now: datetime, address: str = ""
) -> None:
    """What was set apart is meant, and waits among the others. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        found = _theirs(work, actor, identity)
        Suggestions(work.connection, work.keys()).set_apart(found.id, apart=False)
        work.record(Event.SUGGESTION_MEANT, f"suggestion:{found.id}")


def _theirs(work: Work, actor: Actor, identity: str, *, lock: bool = True) -> Suggestion:
    found = Suggestions(work.connection, work.keys()).get(identity, lock=lock)
    if found is None:
        work.refuse(NotFoundError("no such suggestion"), thing=f"suggestion:{identity}")
    thing = ListingThing(locality=found.locality)
    work.need(actor, Permission.LISTING_PUBLISH, thing, f"suggestion:{found.id}")
    return found


def _members(work: Work, slug: str) -> int:
    members = Accounts(work.connection).holding(Role.ORGANISATION_MEMBER)
    return sum(
        any(grant.scope == slug for grant in one.grants) for one in members if one.state is State.ACTIVE
    )
