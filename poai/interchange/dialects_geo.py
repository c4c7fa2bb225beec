"""Places on a map (GeoJSON), each taken as a service of the group that has its name."""

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from poai.domain.document import Document
from poai.interchange.dialects_shape import MOST_ROWS, Item, Read, Skipped, UnreadableError, text_of

POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.IGNORECASE)
_TELEPHONE = re.compile(r"Tel:\s*([+\d][\d ()-]{6,25}\d)")
_EMAIL = re.compile(r"Email:\s*([^\s;,@]+@[^\s;,@]+\.[^\s;,@]+)")


def places(found: Document) -> Read:
    """The features of a collection. Raises UnreadableError."""
    features = found.get("features")
    if not isinstance(features, list):
        raise UnreadableError("The file says that it is GeoJSON and has no list of features")
    if len(features) > MOST_ROWS:
        raise UnreadableError(f"The file has more than {MOST_ROWS:,} places")
    items, skipped = [], []
    seen: dict[str, str] = {}
    for number, feature in enumerate(features):
        where = f"features[{number}]"
        known = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(known, dict):
            skipped.append(Skipped(where, "", "It is not a place with properties"))
            continue
        service = _service(known, feature.get("geometry"))
        again = seen.setdefault(service["id"], where)
        if again != where:
            skipped.append(Skipped(where, text_of(service["name"]), f"It is the same as {again}"))
        else:
            items.append(Item(where, service))
    return Read("GeoJSON", tuple(items), tuple(skipped))


def _service(known: Document, geometry: Any) -> Document:
    name, address = _first(known, "title", "name"), _first(known, "address")
    postcode = _first(known, "postcode", "postal_code") or _inside(address)
    # Made of what it is, since it has no id: a place whose name or address changes is another one.
    identity = text_of(known.get("id")) or str(
        uuid5(NAMESPACE_URL, f"{known.get('_source')}|{name}|{address}|{postcode}")
    )
    hours = known.get("hours")
    said = _first(hours, "_text", "text") if isinstance(hours, dict) else text_of(hours)
    contact = _first(known, "contact")
    telephone, email = _TELEPHONE.search(contact), _EMAIL.search(contact)
    location: Document = {
        "name": name,
        "addresses": [{"address_1": _without(address, postcode), "postal_code": postcode}],
    }
    at = (
        geometry.get("coordinates")
        if isinstance(geometry, dict) and geometry.get("type") == "Point"
        else None
    )
    if isinstance(at, list) and len(at) >= 2:
        location |= {"longitude": at[0], "latitude": at[1]}
    return {
        "id": identity,
        "name": name,
        "description": _first(known, "description") or name,
        "url": _first(known, "url", "website"),
        "email": email[1] if email else _first(known, "email"),
        "phones": [{"number": telephone[1] if telephone else _first(known, "phone", "telephone")}],
        "organization": {"name": name},
        "poai_hours": said,
        "service_at_locations": [{"location": location}],
    }


def _first(known: Document, *names: str) -> str:
    """The first of these that it has. "N/A" is no value."""
    for name in names:
        text = text_of(known.get(name))
        if text and text.casefold() not in ("n/a", "none", "null"):
            return text
    return ""


def _inside(address: str) -> str:
    found = POSTCODE.search(address)
    return f"{found[1]} {found[2]}".upper() if found else ""


def _without(address: str, postcode: str) -> str:
    return (
        re.sub(rf"[\s,]*{re.escape(postcode)}\s*$", "", address, flags=re.IGNORECASE) if postcode else address
    )
