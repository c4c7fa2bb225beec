"""What to choose from for somebody: the listings that fit what they need, and what is known of asking each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from poai.actions.find import Answer, find
from poai.actions.found import working_with
from poai.actions.notices import published_address
from poai.actions.office import Office, Work
from poai.actions.snapshot import Snapshot
from poai.domain.access import Actor, Permission
from poai.domain.account import Role
from poai.domain.ask import Ask
from poai.domain.audit import Event
from poai.domain.capacity import Answers
from poai.domain.listing import Listing
from poai.domain.listing_now import Pause, Room, standing_pause, standing_room
from poai.domain.person import Person
from poai.domain.referral import OPEN, Moved, Referral, Status
from poai.domain.signpost import Signpost
from poai.store import Accounts, Redirects
from poai.store.capacities import capacities
from poai.store.signposts import Signposts


class Reached(StrEnum):
    """How a group hears of a referral."""

    MEMBERS = "members"  # who sign in
    LETTER = "letter"  # with a link, to the address that it publishes
    NOT = "not"  # it cannot be referred to here: somebody has to ring


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of referring one person to one listing. `before` are earlier referrals with the move that they stand on, the newest first; a draft has made none.

    `room` and `pause` are what the group itself says and still counts; where it does, `capacity`, which its answers to referrals
    tell, is silent but for how many wait.
    """

    reached: Reached
    capacity: Answers | None = None
    room: Room | None = None
    pause: Pause | None = None
    open: Referral | None = None
    before: tuple[tuple[Referral, Moved | None], ...] = ()
    told: Signpost | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What fits somebody, and what is known of each listing that is shown, by slug."""

    person: Person
    answer: Answer
    known: Mapping[str, Known]


def choices(
    office: Office,
    actor: Actor,
    person_id: str,
    snapshot: Snapshot,
    ask: Ask | None,
    *,
    now: datetime,
    address: str = "",
) -> Choices:
    """What fits `ask`, or without one what the record says that somebody needs, near where they live.

    Raises NotFoundError for who may not work with the person.
    """
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, Permission.PERSON_WRITE, person_id)
        work.record(Event.PERSON_READ, f"person:{person_id}", part="refer")
        answer = find(snapshot, ask or asked_for(person, snapshot), now)
        shown = [result.listing for result in answer.results]
        return Choices(person, answer, known_of(work, actor, person, shown))


def asked_for(person: Person, snapshot: Snapshot) -> Ask:
    """What the record says that somebody needs, near where they live."""
    needs = tuple(key for key in person.details.needs if key in snapshot.content.needs)
    return Ask(needs=needs, near=person.details.postcode)


def known_of(work: Work, actor: Actor, person: Person, listings: Iterable[Listing]) -> dict[str, Known]:
    """What is known of referring somebody, whom the caller may work with, to each of `listings`."""
    shown = list(listings)
    room = capacities(work.connection, [listing.slug for listing in shown], work.now)
    moved = Redirects(work.connection).every()
    told = {
        moved.get(one.listing, one.listing): one
        for one in reversed(Signposts(work.connection).of_person(person.id))
    }
    store = work.referrals(actor)
    earlier = store.of_person(person.id, Permission.REFERRAL_READ, work.now)
    signed_in = groups_with_members(work)
    by_listing: dict[str, list[Referral]] = {}
    for one in earlier:
        if one.status is not Status.ERROR:
            by_listing.setdefault(moved.get(one.listing, one.listing), []).append(one)
    return {
        listing.slug: Known(
            reached=reached(work, listing, signed_in),
            capacity=_beside(room.get(listing.slug), standing_room(listing.room, work.now.date())),
            room=standing_room(listing.room, work.now.date()),
            pause=standing_pause(listing.pause, work.now.date()),
            open=next((one for one in by_listing.get(listing.slug, ()) if one.status in OPEN), None),
            before=tuple(
                (one, next(iter(store.history(one.id)[-1:]), None))
                for one in by_listing.get(listing.slug, ())
                if one.status not in OPEN
            ),
            told=told.get(listing.slug),
        )
        for listing in shown
    }


def _beside(told: Answers | None, own: Room | None) -> Answers | None:
    """What answers still add to the group's own word."""
    if told is None or own is None:
        return told
    return Answers(waiting=told.waiting) if told.waiting else None


def reached(work: Work, listing: Listing, signed_in: frozenset[str]) -> Reached:
    """How the group behind a listing hears of a referral; `signed_in` are the groups whose members can sign in."""
    if listing.organization in signed_in:
        return Reached.MEMBERS
    return Reached.LETTER if published_address(work, listing.organization, listing.slug) else Reached.NOT


def groups_with_members(work: Work) -> frozenset[str]:
    """The groups for which somebody can sign in."""
    return frozenset(
        grant.scope
        for account in Accounts(work.connection).holding(Role.ORGANISATION_MEMBER)
        for grant in account.grants
        if grant.role is Role.ORGANISATION_MEMBER
    )
