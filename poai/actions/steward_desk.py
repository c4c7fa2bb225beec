"""A steward's desk: all that waits for them, the riskiest and the oldest first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from poai.actions import checking
from poai.actions.doubles import doubles
from poai.actions.link_checking import links
from poai.actions.office import Office
from poai.actions.prompting import stale
from poai.domain.access import Actor
from poai.domain.prompting import Stage
from poai.domain.suggestion import Kind as Said
from poai.store.proposals import Kind
from poai.store.suggestions import Suggestions

_BAD = (Stage.WARNED, Stage.HIDDEN)


class Waits(StrEnum):
    """What can wait, the riskiest first: what can mislead a resident today before what is only old."""

    CLAIMS = "claims"  # somebody says that a group is theirs
    CONFLICTS = "conflicts"  # an import says otherwise than people here
    PROPOSALS = "proposals"
    SUGGESTIONS = "suggestions"
    WARNED = "warned"  # listings that are hidden soon, or are
    LINKS = "links"
    DOUBLES = "doubles"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Pile:
    """How many of one kind wait, of which `risky` are risky, and since when the oldest does, if that is known."""

    kind: Waits
    count: int
    since: date | None = None
    risky: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """`piles` of which something waits; `by_area` says how many listings of each area, by its key, stand how."""

    piles: tuple[Pile, ...]
    by_area: Mapping[str, Counter[Stage]]


def desk(office: Office, actor: Actor, *, now: datetime) -> Desk:
    """What waits for the actor. Raises NotFoundError for who may publish nothing. `now` is local time."""
    waiting = checking.queue(office, actor, now=now)
    with office.work(now, actor.id, reading=True) as work:
        said = [each for each in Suggestions(work.connection, work.keys()).open_to(actor) if not each.apart]
        old = stale(work, actor, now)
    pairs, broken = doubles(office, actor, now=now), links(office, actor, now=now).broken
    claims = [each.made_at for each in said if each.kind is Said.CLAIM]
    others = [each for each in said if each.kind is not Said.CLAIM]
    conflicts = [each for each in waiting if each.proposal.kind is Kind.CONFLICT]
    proposals = [each for each in waiting if each.proposal.kind is not Kind.CONFLICT]
    warned = [each for each in old if each.stage in _BAD]
    rest = [each for each in old if each.stage not in _BAD]
    piles = (
        Pile(Waits.CLAIMS, len(claims), _oldest(claims, now)),
        Pile(Waits.CONFLICTS, len(conflicts), _oldest([each.proposal.made_at for each in conflicts], now)),
        Pile(
            Waits.PROPOSALS,
            len(proposals),
            _oldest([each.proposal.made_at for each in proposals], now),
            sum(each.risky for each in proposals),
        ),
        Pile(
            Waits.SUGGESTIONS,
            len(others),
            _oldest([each.made_at for each in others], now),
            sum(each.said.urgent for each in others),
        ),
        Pile(
            Waits.WARNED,
            len(warned),
            min((w.clock.warned_on for w in warned if w.clock and w.clock.warned_on), default=None),
        ),
        Pile(
            Waits.LINKS,
            len(broken),
            _oldest(
                [each.looked.broken_since for each in broken if each.looked and each.looked.broken_since], now
            ),
        ),
        Pile(Waits.DOUBLES, len(pairs)),
        Pile(Waits.STALE, len(rest), min((each.since for each in rest if each.since), default=None)),
    )
    by_area: dict[str, Counter[Stage]] = {}
    for each in old:
        by_area.setdefault(each.listing.locality, Counter())[each.stage] += 1
    return Desk(tuple(pile for pile in piles if pile.count), by_area)


def _oldest(moments: list[datetime], now: datetime) -> date | None:
    return min(moments).astimezone(now.tzinfo).date() if moments else None
