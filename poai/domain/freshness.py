"""How far the facts of a listing can be relied on today, and what that does to its place in the order."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from poai.domain.listing import Listing

OLD_YEARS = 3  # older sources are more often wrong than right about times and prices: shown, but said so

Kind = Literal["confirmed", "found", "undated", "old", "at-risk"]

_TRUST: dict[Kind, float] = {"confirmed": 1.0, "found": 0.9, "undated": 0.75, "old": 0.6, "at-risk": 0.5}
_CONFIDENCE = {"high": 1.0, "medium": 0.95, "low": 0.8}


@dataclass(frozen=True, slots=True)
class Freshness:
    """`when` is as exact as it is known ("2025", "2025-05", "2025-05-19"); `by` a role or a site's name."""

    kind: Kind
    when: str | None
    by: str
    trust: float

    @property
    def dates_hold(self) -> bool:
        """True if a date may be worked out from its times. From an old source that would promise too much."""
        return self.kind in ("confirmed", "found")


def freshness(listing: Listing, today: date) -> Freshness:
    """Judge `listing` as it stands on `today`."""
    kind, when, by = _judge(listing, today)
    trust = _TRUST[kind]
    if kind != "confirmed":
        trust *= _CONFIDENCE[listing.source.confidence]
    return Freshness(kind, when, by, trust)


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


def _years_between(earlier: date, later: date) -> float:
    return (later - earlier).days / 365.25
