"""How far the facts of a listing can be relied on today, and what that does to its place in the order."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from poai.domain.facts import Facts
from poai.domain.listing import Listing
from poai.domain.listing_now import By, Checked, standing_pause, standing_room

OLD_YEARS = 3  # older sources are more often wrong than right about times and prices: shown, but said so
MARKED_DAYS = 42  # after the first letter that nobody answered, residents are told of it

Kind = Literal["confirmed", "unanswered", "found", "undated", "old", "at-risk"]

_TRUST: dict[Kind, float] = {
    "confirmed": 1.0,
    "found": 0.9,
    "undated": 0.75,
    "old": 0.6,
    "unanswered": 0.55,
    "at-risk": 0.5,
}
_CONFIDENCE = {"high": 1.0, "medium": 0.95, "low": 0.8}
_SILENT = 0.8  # what is left while a letter is not answered
_WAITING = 0.85  # where there is a waiting list
_SHUT = 0.2  # where nobody can join now: below all others that are like it, whatever is known of them


@dataclass(frozen=True, slots=True)
class Freshness:
    """`when` is as exact as it is known ("2025", "2025-05", "2025-05-19"); `by` a role or a site's name. `days` is how long
    ago that was, where the day is known. For "unanswered" it is the day of the first letter that was not answered."""

    kind: Kind
    when: str | None
    by: str
    trust: float
    days: int | None = None

    @property
    def dates_hold(self) -> bool:
        """True if a date may be worked out from its times. From an old source that would promise too much."""
        return self.kind in ("confirmed", "unanswered", "found")


def freshness(listing: Listing, today: date) -> Freshness:
    """Judge `listing` as it stands on `today`."""
    kind, when, by = _judge(listing, today)
    silent = listing.unanswered
    if silent and kind in ("confirmed", "found") and (today - silent).days >= MARKED_DAYS:
        kind, when = "unanswered", silent.isoformat()
    trust = _TRUST[kind]
    if kind != "confirmed":
        trust *= _CONFIDENCE[listing.source.confidence]
    if silent and kind != "unanswered":
        trust *= _SILENT
    days = (today - date.fromisoformat(when)).days if when and len(when) == len("2025-05-19") else None
    return Freshness(kind, when, by, trust * _open_door(listing, today), days)


def checked(listing: Listing, facts: Facts) -> Checked | None:
    """When somebody last said that the facts of one kind are right, and in what part; None if nobody has."""
    own = next((each for each in listing.checked if each.facts is facts), None)
    whole = listing.confirmed
    if whole is not None and (own is None or whole.date > own.date):
        # What was confirmed as a whole before kinds of facts were told apart was confirmed by the group.
        return Checked(facts=facts, date=whole.date, by=By.GROUP)
    return own


def _judge(listing: Listing, today: date) -> tuple[Kind, str | None, str]:
    source = listing.source
    if source.standing == "at-risk":
        return "at-risk", source.date, source.name
    if listing.confirmed and _years_between(listing.confirmed.date, today) < OLD_YEARS:
        return "confirmed", listing.confirmed.date.isoformat(), listing.confirmed.by
    if source.date is None:
        return "undated", None, source.name
    # A year alone stands for its last month, a month for its end: the doubt goes to the listing.
    year, month, day = (source.date + "-12-28"[3 * source.date.count("-") :]).split("-")
    listed = date(int(year), int(month), int(day))
    return ("old" if _years_between(listed, today) >= OLD_YEARS else "found"), source.date, source.name


def _open_door(listing: Listing, today: date) -> float:
    """What being closed, full or asked to wait leaves of its place in the order."""
    room = standing_room(listing.room, today)
    if standing_pause(listing.pause, today) or (room and room.kind == "full"):
        return _SHUT
    return _WAITING if room and room.kind == "waiting-list" else 1.0


def _years_between(earlier: date, later: date) -> float:
    return (later - earlier).days / 365.25
