"""The columns of a table that are read, and what a row of them is in the one shape."""

import re
from collections.abc import Mapping
from typing import Any

from poai.domain.document import Document
from poai.interchange.csv_out import written
from poai.interchange.listing_csv import COLUMNS

COSTS = "costs"
_READ = [name for name in COLUMNS if name != "licence"]
_OTHERWISE = {
    "title": "name",
    "service": "name",
    "servicename": "name",
    "organisation": "organization_name",
    "organisationname": "organization_name",
    "organization": "organization_name",
    "group": "organization_name",
    "provider": "organization_name",
    "organisationid": "organization_id",
    "website": "url",
    "telephone": "phone",
    "phones": "phone",
    "eligibility": "eligibility_description",
    "whoitisfor": "eligibility_description",
    "cost": "fees",
    "times": "schedule",
    "openinghours": "schedule",
    "schedules": "schedule",
    "venue": "location_name",
    "address": "address_1",
    "town": "city",
    "postcode": "postal_code",
    "area": "locality",
}
ALIASES = {name.replace("_", ""): name for name in _READ} | _OTHERWISE
"""What a column may be called, in small letters and digits alone, and which column it is."""

_RULE = re.compile(
    r"(WEEKLY|MONTHLY)(?: every (\d{1,2}))? ((?:-?\d?[A-Z]{2},?)+)(?: (\d\d:\d\d)(?:-(\d\d:\d\d))?)?"
    r"(?P<term> in school terms)?(?:, (.+))?",
    re.DOTALL,
)
_BREAK = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)(?: (.+))?", re.DOTALL)
_ROOM = re.compile(r"(full|waiting-list|places)(?: (\d{1,5})(?: weeks)?)? until (\d{4}-\d\d-\d\d)")
_AMOUNT = re.compile(r"(?:£ ?(\d{1,6}(?:\.\d{1,2})?)|(free))(?:, (.+))?", re.IGNORECASE | re.DOTALL)

# What somebody fills in; the other columns say what we know of a listing that is here already.
_FILLED_IN = (
    "name description organization_name url email phone eligibility_description minimum_age maximum_age joining"
    " application_process fees free schedule attending languages tags location_name address_1 city postal_code"
    " accessibility wheelchair locality service_area alert id"
).split()


def template() -> str:
    """An empty table: the names of the columns, and a remark of what each is for."""
    remarks = [COLUMNS[name].description for name in _FILLED_IN]
    remarks[_FILLED_IN.index("schedule")] = "When it is on, such as: Mon-Fri 9am-5pm, Sat 10am-1pm"
    remarks[_FILLED_IN.index("id")] = "Leave it empty for a new one"
    return written(_FILLED_IN, [["# " + remarks[0], *remarks[1:]]])


def row_in_shape(row: Mapping[str, str]) -> Document:
    """A row in the shape of poai/interchange/dialects_shape.py. With "last_modified" it was saved here, and its words for
    times stay words."""
    ours = bool(row.get("last_modified"))
    service: Document = {
        name: row[name]
        for name in (
            "id name description status alert url email eligibility_description minimum_age maximum_age"
            " application_process assured_date last_modified"
        ).split()
        if row.get(name)
    }
    service |= {
        "organization": {"id": row.get("organization_id", ""), "name": row.get("organization_name", "")},
        "phones": [{"number": number} for number in _parts(row.get("phone", ""))],
        "languages": [{"code": code} for code in _parts(row.get("languages", ""))],
        "service_areas": [{"name": name} for name in _parts(row.get("service_area", ""))],
        "poai_joining": row.get("joining", "").casefold(),
        "poai_attending": [each.casefold() for each in _parts(row.get("attending", ""))],
        "poai_needs": _parts(row.get("needs", "")),
        "poai_tags": _parts(row.get("tags", "")),
        "poai_locality": row.get("locality", ""),
        "poai_strict": True,
        "poai_kept": ours,
        "schedules": _schedules(row.get("schedule", "")),
        **_costs(row),
        **_now(row),
    }
    if row.get("page", "").rpartition("/")[0].endswith("/listings"):
        service["poai_slug"] = row["page"].rpartition("/")[2]
    if row.get("source") and row.get("source_url"):
        service["poai_source"] = {
            "name": row["source"],
            "url": row["source_url"],
            "date": row.get("source_date", ""),
            "seen": row.get("source_seen", ""),
            "attribution_text": row.get("attribution", ""),
        }
    place = _place(row)
    return service | ({"service_at_locations": [{"location": place}]} if place else {})


def _place(row: Mapping[str, str]) -> Document:
    address = {name: row[name] for name in ("address_1", "city", "postal_code") if row.get(name)}
    if not address and not row.get("location_name"):
        return {}
    wheelchair = row.get("wheelchair", "").casefold()
    place: dict[str, Any] = {
        "name": row.get("location_name") or address.get("address_1") or address.get("postal_code", ""),
        "addresses": [address],
        "poai_accessibility": row.get("accessibility", ""),
        "poai_wheelchair": {"yes": True, "no": False}.get(wheelchair, wheelchair or None),
    }
    return place | {name: row[name] for name in ("latitude", "longitude") if row.get(name)}


def _schedules(cell: str) -> list[Document]:
    found: list[Document] = []
    parts = _parts(cell)
    if not any(_RULE.fullmatch(part) for part in parts):
        return [{"description": cell}] if cell else []
    for part in parts:
        rule = _RULE.fullmatch(part)
        if rule:
            freq, interval, byday, opens_at, closes_at, term, words = rule.groups()
            given = {"freq": freq, "interval": interval, "byday": byday, "description": words}
            found.append(given | {"opens_at": opens_at, "closes_at": closes_at, "poai_term_time": bool(term)})
        else:
            found.append({"description": part})
    return found


def _now(row: Mapping[str, str]) -> Document:
    """Breaks, a pause, and room, as our tables write them. When room was said they do not say: when the listing last changed."""
    breaks = [_BREAK.fullmatch(part) for part in _parts(row.get("breaks", ""))]
    found: Document = {
        "poai_breaks": [
            {"first": each[1], "last": each[2]} | ({"reason": each[3]} if each[3] else {})
            for each in breaks
            if each
        ]
    }
    if row.get("paused_until"):
        found["poai_pause"] = {"until": row["paused_until"]}
    if room := _ROOM.fullmatch(row.get("room", "")):
        many = "weeks" if room[1] == "waiting-list" else "places"
        on = min(row.get("last_modified", "")[:10] or room[3], room[3])
        found["poai_room"] = {"kind": room[1], "on": on, "until": room[3]} | (
            {many: int(room[2])} if room[2] else {}
        )
    return found


def _costs(row: Mapping[str, str]) -> Document:
    """The fees as words, and as costs where all of them are amounts."""
    fees, told = row.get("fees", ""), row.get(COSTS)
    parts = _parts(fees if told is None else told)
    read = [_AMOUNT.fullmatch(part) for part in parts]
    if told is None and not all(read):
        costs: list[Document] = []
    else:
        costs = [_cost(part, found) for part, found in zip(parts, read, strict=True)]
        fees = "" if told is None or told == fees else fees
    if not costs and row.get("free", "").casefold() == "yes":
        costs = [{"amount": 0}]
    return {"fees": fees, "cost_options": costs}


def _cost(part: str, found: re.Match[str] | None) -> Document:
    if not found:
        return {"amount_description": part}
    return {"amount": found[1] or 0, "amount_description": found[3] or ""}


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("; ") if part.strip()]
