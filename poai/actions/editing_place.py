"""A venue as a volunteer types it: where it is follows from its postcode."""

from dataclasses import replace
from typing import Final

from poai.actions.editing import Fields, Sent
from poai.domain.listing import Attending, Listing, Location
from poai.place import Found, Place
from poai.place.postcode_text import compact, is_full, spaced

ATTENDING: Final[tuple[Attending, ...]] = ("venue", "home", "online", "phone")
_WHEELCHAIR = {"yes": True, "no": False, "unknown": None}


def venue_of(sent: Sent, place: Place, before: Location | None = None) -> Location:
    """The venue that a form says, with its ward and its point if its postcode is one of the place. Raises WrongError."""
    name = sent.line("venue", needed=True)
    address, town = sent.line("address"), sent.line("town")
    accessibility = sent.words("accessibility", longest=500)
    wheelchair = _WHEELCHAIR.get(sent.raw("wheelchair"))
    postcode, found = _postcode(sent, place)
    sent.right()
    venue = Location(
        name=name or "",
        address_1=address,
        city=town,
        postal_code=postcode or None,
        wheelchair=wheelchair,
        accessibility=accessibility,
    )
    if before is not None and (before.postal_code or "") == postcode:
        # Somebody may have known the very door.
        return replace(venue, ward=before.ward, latitude=before.latitude, longitude=before.longitude)
    if found is None or found.kind != "postcode" or found.point is None:
        return venue
    ward = place.wards.get(found.ward or "")
    point = found.point
    return replace(
        venue, ward=ward.name if ward else None, latitude=point.latitude, longitude=point.longitude
    )


def venue_fields(venue: Location | None) -> Fields:
    """A venue as its form shows it."""
    if venue is None:
        return {}
    wheelchair = next(key for key, value in _WHEELCHAIR.items() if value is venue.wheelchair)
    return {
        "venue": (venue.name,),
        "address": (venue.address_1 or "",),
        "town": (venue.city or "",),
        "postcode": (venue.postal_code or "",),
        "wheelchair": (wheelchair,),
        "accessibility": (venue.accessibility or "",),
    }


def with_venue(listing: Listing, number: int, venue: Location | None) -> Listing:
    """The listing with its venue `number` (from 0; one more than there are is a new one) changed, or without it."""
    kept = list(listing.locations)
    kept[number : number + 1] = [venue] if venue else []
    attending = listing.attending
    if venue and "venue" not in attending:
        attending = ("venue", *attending)
    return replace(listing, locations=tuple(dict.fromkeys(kept)), attending=attending)


def attending_of(sent: Sent, listing: Listing) -> Listing:
    """The listing with the ways to take part that were ticked. Raises WrongError."""
    ticked = sent.ticked("attending", ATTENDING)
    if not ticked:
        sent.blame("attending", "missing")
    sent.right()
    kept = tuple(each for each in listing.attending if each in ticked)
    return replace(
        listing, attending=(*kept, *(each for each in ATTENDING if each in set(ticked) - set(kept)))
    )


def _postcode(sent: Sent, place: Place) -> tuple[str, Found | None]:
    typed = sent.raw("postcode")
    if not typed:
        return "", None
    found = place.find(typed)
    key = compact(typed)
    if is_full(key) and not found.corrected:
        return spaced(key), found
    if found.kind == "postcode":
        sent.blame("postcode", "meant", found.understood)
    else:
        sent.blame("postcode", "wrong")
    return "", None
