"""Calendars of what is on: of one listing, of an area, or of a list that somebody made."""

from collections.abc import Iterable, Mapping
from datetime import date

from poai.actions.snapshot import Snapshot
from poai.domain.area import Attribution
from poai.domain.freshness import freshness
from poai.domain.listing import Listing
from poai.interchange.calendars import Sessions, calendar


def calendar_of(
    listings: Iterable[Listing], name: str, address: str, snapshot: Snapshot, origin: str
) -> bytes:
    """The sessions of `listings` that a date can be given to, as on their pages: none from an old source, none of a
    group that is closed for now."""
    credits_ = {credit.key: credit for credit in snapshot.place.attributions}
    sessions = [
        Sessions(
            listing,
            _since(listing),
            snapshot.catalogue.changed[listing.slug],
            f"{origin}/listings/{listing.slug}",
            _credit(listing, credits_),
        )
        for listing in listings
        if has_sessions(listing, snapshot.today)
    ]
    told = f"Regular times, as far as we know them: check before you go. Licences and credits: {origin}/data"
    return calendar(name, address, snapshot.place.timezone, sessions, told)


def has_sessions(listing: Listing, today: date) -> bool:
    """True if a calendar of the listing would have something in it."""
    regular = any(schedule.freq for schedule in listing.schedules)
    return regular and listing.status == "active" and freshness(listing, today).dates_hold


def _since(listing: Listing) -> date:
    """The day on which its times were last known to hold."""
    return listing.confirmed.date if listing.confirmed else listing.source.seen


def _credit(listing: Listing, credits_: Mapping[str, Attribution]) -> str:
    credit = credits_.get(listing.source.attribution or "")
    licensed = f" {credit.text} {credit.licence}: {credit.url}" if credit else ""
    return f"Found on {listing.source.name}: {listing.source.url}.{licensed}"
