"""Services as dialects nest them, brought into the one shape: 1.0's and HSDS's own tables, Outpost's GeoJSON and ages."""

from collections.abc import Iterable
from typing import Any

from poai.domain.document import Document
from poai.interchange.dialects_shape import rows_of, text_of

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def in_shape(service: Document) -> Document:
    """`service` with the names and the nesting of Open Referral UK 3.0. What it has already stays as it is."""
    found = dict(service)
    _move(found, "organisation", "organization")
    _move(found, "min_age", "minimum_age")
    _move(found, "max_age", "maximum_age")
    locations = [_location(each) for each in rows_of(found.pop("locations", []))]
    at = [
        each["location"]
        for each in rows_of(found.get("service_at_locations", []))
        if rows_of(each.get("location"))
    ]
    found["service_at_locations"] = [{"location": _location(each)} for each in [*at, *locations]]
    found["schedules"] = [*rows_of(found.get("schedules", [])), *_regular(found.pop("regular_schedules", []))]
    _eligibility(found)
    for area in rows_of(found.get("service_areas", [])):
        _move(area, "service_area", "name")
    for each in rows_of(found.get("languages", [])):
        _move(each, "language", "name")
    for contact in rows_of(found.get("contacts", [])):
        if text_of(contact.get("phone")):
            contact.setdefault("phones", [{"number": contact["phone"]}])
    if found.pop("free", None) is True and not found.get("cost_options"):
        found["cost_options"] = [{"amount": 0}]
    for key in ("deliverable_type", "attending_type"):
        if isinstance(found.get(key), str):
            found.setdefault("attending_type", found[key])
    return found


def grouped(schedules: Iterable[Document]) -> list[Document]:
    """Schedules that name a weekday each, as one for the days that have the same times."""
    days: dict[tuple[str, ...], list[str]] = {}
    first: dict[tuple[str, ...], Document] = {}
    for each in schedules:
        day = _day(each.get("weekday"))
        names = ("opens_at", "closes_at", "valid_from", "valid_to", "description")
        key = tuple(text_of(each.get(name)) for name in names)
        if day and day not in days.setdefault(key, []):
            days[key].append(day)
            first.setdefault(key, each)
    return [
        {
            **{name: value for name, value in first[key].items() if name != "weekday"},
            "freq": "WEEKLY",
            "byday": ",".join(day for day in _WEEK if day in found),
        }
        for key, found in days.items()
        if found
    ]


def _regular(value: Any) -> list[Document]:
    rows = rows_of(value)
    weekdays = [row for row in rows if _day(row.get("weekday"))]
    others = [row for row in rows if not _day(row.get("weekday"))]
    for each in others:
        each.pop("weekday", None)
        if not text_of(each.get("description")) and text_of(each.get("original_text")):
            each["description"] = each["original_text"]
    return [*grouped(weekdays), *others]


def _day(value: Any) -> str:
    """A weekday as MO, from its name, or from its number in the week; "" for none."""
    text = text_of(value).upper()
    if text.isdecimal() and 1 <= int(text[:2]) <= 7:
        return _WEEK[int(text[:2]) - 1]
    return text[:2] if text[:2] in _WEEK else ""


def _eligibility(service: Document) -> None:
    for each in rows_of(service.pop("eligibilitys", [])):
        for name in ("minimum_age", "maximum_age"):
            if name in each:
                service.setdefault(name, each[name])
        if text_of(each.get("eligibility")):
            service.setdefault("eligibility_description", each["eligibility"])
    labels = [
        text_of(each.get("label", each.get("name"))) for each in rows_of(service.pop("suitabilities", []))
    ]
    if any(labels):
        service.setdefault("eligibility_description", ", ".join(filter(None, labels)))


def _location(location: Document) -> Document:
    """A place with its address in `addresses` and its point in latitude and longitude."""
    found = dict(location)
    _move(found, "physical_addresses", "addresses")
    _move(found, "accessibility_for_disabilities", "accessibility")
    if text_of(found.get("postal_code")) or text_of(found.get("address_1")):
        found.setdefault("addresses", [{key: found.get(key) for key in ("address_1", "city", "postal_code")}])
    shape = found.pop("geometry", None)
    if (
        isinstance(shape, dict)
        and isinstance(shape.get("coordinates"), list)
        and len(shape["coordinates"]) == 2
    ):
        found.setdefault("longitude", shape["coordinates"][0])
        found.setdefault("latitude", shape["coordinates"][1])
    if found.pop("mask_exact_address", None) is True:
        found["poai_hidden"] = True
    return found


def _move(document: Document, old: str, new: str) -> None:
    value = document.pop(old, None)
    if value is not None:
        document.setdefault(new, value)
