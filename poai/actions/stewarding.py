"""A steward's listings: found, confirmed together, taken down and shown again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from poai.actions.changing import confirm, head_of
from poai.actions.merging_listings import put_up
from poai.actions.office import Office, Work
from poai.actions.prompting import stale
from poai.actions.surveying import survey
from poai.actions.texts import folded, words_of
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.facts import CONFIRMED
from poai.domain.listing import Listing
from poai.domain.listing_now import By, standing_pause, standing_room
from poai.domain.prompting import Stage
from poai.store import Listings, Organisations, Redirects
from poai.store.do_not_list import Barred, DoNotList
from poai.store.listing_clock import ListingClock
from poai.store.stewarded import Stewarded, stewarded

MOST_AT_ONCE = 100  # listings that are confirmed together
PER_PAGE = 50
LONGEST_REASON = 300
THE_TEAM = "the local directory team"  # in whose words residents are told that a listing is right


class Show(StrEnum):
    """Which listings to show."""

    ALL = "all"
    STALE = "stale"
    PAUSED = "paused"
    FULL = "full"
    HIDDEN = "hidden"
    NO_EMAIL = "no-email"
    NO_NEEDS = "no-needs"


@dataclass(frozen=True, slots=True)
class Row:
    """One listing in the list. `stage` is how it stands with the clock, RIGHT if it was not asked about; `gone` is whether it
    was taken down, and `hidden` whether residents do not see it for whichever reason."""

    id: str
    listing: Listing
    group: str
    stage: Stage
    gone: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the listings that were asked for, in order of name, of those to confirm the worst first: page `page` of `pages`, `total` in all. `counts` says of each
    `Show` how many there are."""

    rows: tuple[Row, ...]
    page: int
    pages: int
    total: int
    counts: dict[Show, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """One listing as a steward sees it: `kept` is the slug of the listing that it became part of, `led_here` are those that became
    part of it, and `barred` is what keeps it off the list."""

    row: Row
    last: Stewarded
    kept: str
    led_here: tuple[str, ...]
    barred: Barred | None


def shelf(
    office: Office,
    actor: Actor,
    show: Show,
    *,
    search: str = "",
    area: str = "",
    page: int = 1,
    now: datetime,
) -> Shelf:
    """The listings that the actor may publish. Raises NotFoundError for who may publish none. `now` is local time."""
    with office.work(now, actor.id, reading=True) as work:
        work.need(actor, Permission.LISTING_PUBLISH, None)
        stages = {each.listing.id: each.stage for each in stale(work, actor, now)}
        rows = _rows(work, stewarded(work.connection, actor), stages)
    wanted = folded(search).split()
    found = [row for row in rows if _like(row, wanted) and area in ("", row.listing.locality)]
    sorts = {each: [row for row in found if _is(row, each, now)] for each in Show}
    worst = [*reversed(Stage)].index if show is Show.STALE else lambda _: 0
    chosen = sorted(
        sorts[show], key=lambda row: (worst(row.stage), row.listing.name.casefold(), row.listing.slug)
    )
    pages = max(1, -(-len(chosen) // PER_PAGE))
    page = min(max(1, page), pages)
    return Shelf(
        tuple(chosen[(page - 1) * PER_PAGE : page * PER_PAGE]),
        page,
        pages,
        len(chosen),
        {each: len(those) for each, those in sorts.items()},
    )


def one(office: Office, actor: Actor, slug: str, *, now: datetime, address: str = "") -> Standing:
    """One of them. Raises NotFoundError for who may not publish it, and for one that was never shown. `now` is local time."""
    with office.work(now, actor.id, address) as work:
        head = head_of(work, actor, slug, Permission.LISTING_PUBLISH)
        mine = stewarded(work.connection, actor, slug=slug)
        if not mine:  # it is proposed, and was never shown
            work.refuse(NotFoundError("no such listing"), thing=f"listing:{head.id}")
        stages = {each.listing.id: each.stage for each in survey(replace(work, now=now), frozenset([slug]))}
        redirects = Redirects(work.connection)
        return Standing(
            _rows(work, mine, stages)[0],
            mine[0],
            redirects.target(slug) or "",
            tuple(each.slug for each in redirects.to(head.id)),
            DoNotList(work.connection).of_listing(head.id),
        )


def still_right(
    office: Office, actor: Actor, slugs: Collection[str], *, now: datetime, address: str = ""
) -> tuple[str, ...]:
    """A steward says that everything in these listings is right; says of which, without those that are no longer shown.

    All of them or none: raises NotFoundError if any is not theirs, and InvalidError("listing") for none or more than
    MOST_AT_ONCE.
    """
    chosen = sorted(set(slugs))
    if not chosen:
        raise InvalidError("listing", "missing")
    if len(chosen) > MOST_AT_ONCE:
        raise InvalidError("listing", "too-many")
    done = []
    with office.work(now, actor.id, address) as work:
        for slug in chosen:
            if head_of(work, actor, slug, Permission.LISTING_PUBLISH).published is None:
                continue
            confirm(work, slug, CONFIRMED, by=By.STEWARD, role=THE_TEAM, made_by=actor.id)
            done.append(slug)
    office.show()
    return tuple(done)


def take_down(office: Office, actor: Actor, slug: str, why: str, *, now: datetime, address: str = "") -> None:
    """Residents see a listing no longer; its history stays. Raises NotFoundError for who may not, StaleError if they see it no
    longer already, InvalidError for "why"."""
    reason = words_of(why, "why", shortest=1, longest=LONGEST_REASON)
    with office.work(now, actor.id, address) as work:
        head = head_of(work, actor, slug, Permission.LISTING_PUBLISH)
        if not Listings(work.connection).withdraw(slug, made_by=actor.id, why=reason, now=now):
            raise StaleError("it is taken down already")
        work.record(Event.LISTING_WITHDRAWN, f"listing:{head.id}")
    office.show()


def show_again(office: Office, actor: Actor, slug: str, *, now: datetime, address: str = "") -> Listing:
    """Residents see again what was taken down, as it was then. Raises NotFoundError for who may not, StaleError if they see it
    already, and InvalidError("listing", "barred") or "part" for what is not to be listed or became part of another."""
    with office.work(now, actor.id, address) as work:
        head = head_of(work, actor, slug, Permission.LISTING_PUBLISH)
        if head.published is not None:
            raise StaleError("it is shown already")
        if DoNotList(work.connection).of_listing(head.id):
            raise InvalidError("listing", "barred")
        if Redirects(work.connection).target(slug):
            raise InvalidError("listing", "part")
        shown = put_up(work, actor, slug, why="shown again")
        work.record(Event.LISTING_SHOWN, f"listing:{head.id}")
    office.show()
    return shown


def _rows(work: Work, listings: Sequence[Stewarded], stages: Mapping[str, Stage]) -> list[Row]:
    silent = ListingClock(work.connection).silent()
    groups = {group.slug: group.name for group in Organisations(work.connection).published()}
    found = []
    for each in listings:
        hushed = silent.get(each.listing.slug)
        away = not each.shown or each.listing.status in ("inactive", "defunct")
        found.append(
            Row(
                each.id,
                each.listing,
                groups.get(each.listing.organization, each.listing.organization),
                stages.get(each.id, Stage.RIGHT) if each.shown else Stage.RIGHT,
                not each.shown,
                away or bool(hushed and hushed.hidden),
            )
        )
    return found


def _like(row: Row, wanted: Sequence[str]) -> bool:
    text = folded(f"{row.listing.name} {row.group}")
    return all(word in text for word in wanted)


def _is(row: Row, show: Show, now: datetime) -> bool:
    listing, today = row.listing, now.date()
    room = standing_room(listing.room, today)
    return {
        Show.ALL: True,
        Show.STALE: row.stage is not Stage.RIGHT,
        Show.PAUSED: standing_pause(listing.pause, today) is not None
        or listing.status == "temporarily closed",
        Show.FULL: room is not None and room.kind == "full",
        Show.HIDDEN: row.hidden,
        Show.NO_EMAIL: not row.hidden and not listing.email,
        Show.NO_NEEDS: not row.hidden and not listing.needs,
    }[show]
