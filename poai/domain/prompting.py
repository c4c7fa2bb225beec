"""When a group is asked whether its listing is still right, and what becomes of a listing when nobody answers.

Facts that change are asked for sooner than those that rarely do. A letter that nobody answers is sent again, a few times
and ever politely; meanwhile the listing sinks, then is marked, then its steward is warned, and only then is it hidden. Any
confirmation or change ends all that at once.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from poai.domain.facts import CONFIRMED, Facts
from poai.domain.freshness import MARKED_DAYS, checked
from poai.domain.listing import Listing
from poai.domain.listing_now import standing_pause
from poai.domain.retention import Period

CHANGING: Final = frozenset({Facts.TIMES, Facts.PLACE, Facts.COST, Facts.JOINING, Facts.CONTACT})
"""The facts that change from one season to the next. The others may grow twice as old."""

AFTER: Final = Period(6, "months")
AGAIN: Final = Period(21, "days")
HIDE: Final = Period(3, "months")
MOST = 3  # letters in a row without an answer
WARNED_DAYS = 14  # that a steward has between the warning and the day on which a listing is hidden
LINK_DAYS = 30  # for which the link in a letter works
NOT_ASKED = ("inactive", "defunct")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How a place asks. `after` so long facts that change are asked for again, `again` so long nobody answers there is
    another letter, and `hide` after the first one a listing is hidden.

    With `found`, groups are asked too that have never said anything here: their listings come from what others publish.
    Where letters do not go out, nothing `hides`.
    """

    after: Period = AFTER
    again: Period = AGAIN
    hide: Period = HIDE
    found: bool = False
    hides: bool = False


ASKING: Final = Asking()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The letters about a listing that nobody has answered: how many in a row, and on which days the first and the last
    were sent."""

    rounds: int = 0
    first: date | None = None
    last: date | None = None


NO_LETTERS: Final = Letters()


class Stage(StrEnum):
    """How a listing stands with the clock, from good to bad."""

    RIGHT = "right"
    DUE = "due"
    ASKED = "asked"
    SINKING = "sinking"
    MARKED = "marked"
    WARNED = "warned"
    HIDDEN = "hidden"


def due(listing: Listing, known: date | None, asking: Asking, today: date) -> tuple[Facts, ...]:
    """The kinds of facts that somebody should confirm. `known` is since when what nobody confirmed stands as it is by the word
    of the group or a steward; None if by neither's."""
    if listing.status in NOT_ASKED or standing_pause(listing.pause, today):
        return ()
    soon = asking.after.before(today)
    late = asking.after.before(soon)
    found = []
    for facts in Facts:
        said = checked(listing, facts)
        on = said.date if said else known
        if facts in CONFIRMED and (on is None or on <= (soon if facts in CHANGING else late)):
            found.append(facts)
    return tuple(found)


def ended(listing: Listing, today: date) -> date | None:
    """The last day of what the group had said of room or a pause, if that is over and it has said nothing since."""
    if standing_pause(listing.pause, today):
        return None
    ends = (each.until for each in (listing.room, listing.pause) if each is not None)
    return max((until for until in ends if until < today), default=None)


def asks_again(letters: Letters, asking: Asking, today: date) -> bool:
    """Whether there may be a letter today: the first, or another."""
    if letters.last is None:
        return True
    return letters.rounds < MOST and letters.last <= asking.again.before(today)


def stage(
    due_facts: tuple[Facts, ...],
    letters: Letters,
    asking: Asking,
    today: date,
    *,
    warned: date | None,
    hidden: date | None,
) -> Stage:
    """How a listing stands; `warned` and `hidden` are since when."""
    if letters.first is None:
        return Stage.DUE if due_facts else Stage.RIGHT
    if hidden:
        return Stage.HIDDEN
    if warned:
        return Stage.WARNED
    if letters.first > asking.again.before(today):
        return Stage.ASKED
    return Stage.MARKED if (today - letters.first).days >= MARKED_DAYS else Stage.SINKING


def to_warn(letters: Letters, asking: Asking, today: date) -> bool:
    """Whether its steward is to hear now that a listing will be hidden."""
    if not asking.hides or letters.first is None or letters.rounds < MOST:
        return False
    return letters.first <= asking.hide.before(today + timedelta(days=WARNED_DAYS))


def to_hide(letters: Letters, warned: date | None, asking: Asking, today: date) -> bool:
    """Whether a listing is to be hidden now."""
    if warned is None or (today - warned).days < WARNED_DAYS or not to_warn(letters, asking, today):
        return False
    return letters.first is not None and letters.first <= asking.hide.before(today)
