"""Listings as rows with plain columns, for people who open the catalogue as data."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from poai.domain.document import to_json
from poai.domain.listing import CostOption, Listing, Organisation, Phone

Row = dict[str, Any]

_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}

# Types are given, not guessed from the first rows, so that the file has one shape whatever is in it.
LISTING_COLUMNS: dict[str, type] = {
    "slug": str,
    "id": str,
    "name": str,
    "organisation": str,
    "locality": str,
    "description": str,
    "status": str,
    "alert": str,
    "joining": str,
    "how_to_join": str,
    "who_for": str,
    "minimum_age": int,
    "maximum_age": int,
    "attending": str,
    "languages": str,
    "free": int,
    "cost": str,
    "phone": str,
    "email": str,
    "url": str,
    "venue": str,
    "address": str,
    "postcode": str,
    "ward": str,
    "latitude": float,
    "longitude": float,
    "wheelchair": int,
    "tags": str,
    "source": str,
    "source_url": str,
    "source_date": str,
    "source_seen": str,
    "confidence": str,
    "standing": str,
    "attribution": str,
    "confirmed_on": str,
    "confirmed_by": str,
    "changed_at": str,
    "document": str,
}
ORGANISATION_COLUMNS: dict[str, type] = {
    "slug": str,
    "id": str,
    "name": str,
    "description": str,
    "phone": str,
    "email": str,
    "url": str,
    "document": str,
}
SESSION_COLUMNS: dict[str, type] = {
    "listing": str,
    "day": str,
    "week_of_month": int,
    "every": int,
    "frequency": str,
    "opens_at": str,
    "closes_at": str,
    "valid_from": str,
    "valid_to": str,
    "description": str,
}


def listing_row(listing: Listing, changed: datetime) -> Row:
    """The listing's own facts; of several places, phones and costs the first has columns of its own.

    `changed` is when it was last published.
    """
    place = listing.locations[0] if listing.locations else None
    return {
        "slug": listing.slug,
        "id": listing.id,
        "name": listing.name,
        "organisation": listing.organization,
        "locality": listing.locality,
        "description": listing.description,
        "status": listing.status,
        "alert": listing.alert,
        "joining": listing.joining,
        "how_to_join": listing.application_process,
        "who_for": listing.eligibility_description,
        "minimum_age": listing.minimum_age,
        "maximum_age": listing.maximum_age,
        "attending": ", ".join(listing.attending) or None,
        "languages": ", ".join(listing.languages) or None,
        "free": listing.free,
        "cost": "; ".join(_cost(cost) for cost in listing.cost_options) or listing.fees_description,
        "phone": _phones(listing.phones),
        "email": listing.email,
        "url": listing.url,
        "venue": place.name if place else None,
        "address": place.address_1 if place else None,
        "postcode": place.postal_code if place else None,
        "ward": place.ward if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "wheelchair": place.wheelchair if place else None,
        "tags": ", ".join(listing.tags) or None,
        "source": listing.source.name,
        "source_url": listing.source.url,
        "source_date": listing.source.date,
        "source_seen": listing.source.seen.isoformat(),
        "confidence": listing.source.confidence,
        "standing": listing.source.standing,
        "attribution": listing.source.attribution,
        "confirmed_on": listing.confirmed.date.isoformat() if listing.confirmed else None,
        "confirmed_by": listing.confirmed.by if listing.confirmed else None,
        "changed_at": changed.astimezone(UTC).isoformat(timespec="milliseconds"),
        "document": to_json(listing),
    }


def organisation_row(organisation: Organisation) -> Row:
    """The organisation's facts."""
    return {
        "slug": organisation.slug,
        "id": organisation.id,
        "name": organisation.name,
        "description": organisation.description,
        "phone": _phones(organisation.phones),
        "email": organisation.email,
        "url": organisation.url,
        "document": to_json(organisation),
    }


def session_rows(listing: Listing) -> Iterator[Row]:
    """A row for each schedule and day. `week_of_month` is 1 to 5, or -1 for the last; None for every week."""
    for schedule in listing.schedules:
        for day in schedule.byday.split(",") if schedule.byday else [""]:
            yield {
                "listing": listing.slug,
                "day": _DAYS.get(day[-2:]),
                "week_of_month": int(day[:-2]) if day[:-2] else None,
                "every": schedule.interval if schedule.freq else None,
                "frequency": {"WEEKLY": "week", "MONTHLY": "month"}.get(schedule.freq or ""),
                "opens_at": schedule.opens_at,
                "closes_at": schedule.closes_at,
                "valid_from": schedule.valid_from.isoformat() if schedule.valid_from else None,
                "valid_to": schedule.valid_to.isoformat() if schedule.valid_to else None,
                "description": schedule.description,
            }


def _cost(cost: CostOption) -> str:
    amount = None if cost.amount is None else "free" if cost.amount == 0 else f"£{cost.amount:.2f}"
    return ", ".join(part for part in (amount, cost.option, cost.amount_description) if part)


def _phones(phones: tuple[Phone, ...]) -> str | None:
    return ", ".join(phone.number for phone in phones) or None
