"""JSON of services: envelopes, lists, single services, lines, GeoJSON, with the keys of every dialect."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from poai.domain.document import Document
from poai.interchange.dialects_geo import places
from poai.interchange.dialects_services import in_shape
from poai.interchange.dialects_shape import (
    DEEPEST,
    MOST_ROWS,
    Item,
    Read,
    Skipped,
    UnreadableError,
    rows_of,
    text_of,
)

# Every key that we read, as it is rightly written: dialects write serviceId, serviceid and service_Id.
_KEYS = """
id name description url email status fees alert minimum_age maximum_age min_age max_age assured_date last_modified
eligibility_description application_process organization_id organization organisation website uri phones contacts
schedules service_areas languages cost_options attributes service_at_locations locations location location_type
addresses physical_addresses accessibility accessibility_for_disabilities address_1 address_2 city state_province
postal_code country latitude longitude geometry coordinates mask_exact_address number phone title code language
option amount currency amount_description valid_from valid_to dtstart freq interval byday opens_at closes_at weekday
original_text regular_schedules attending_type attending_access deliverable_type taxonomy_term taxonomy_terms
service_taxonomys taxonomies taxonomy term vocabulary taxonomy_id term_uri parent_id
eligibilitys eligibility service_area free suitabilities label details contents content services items data state
total_items total_pages page_number total_elements size first last empty
""".split()
_RIGHTLY = {key.replace("_", "").casefold(): key for key in _KEYS}
MOST_RECORDS = 100 * MOST_ROWS  # in records, and lists of them
MOST_VALUES = 250 * MOST_ROWS
_LISTS = ("contents", "content", "services", "items", "data")


def read_json(body: bytes) -> Read:
    """The services of a JSON file. Raises UnreadableError."""
    found = loaded(body)
    if isinstance(found, dict) and found.get("type") == "FeatureCollection":
        return places(found)
    known = rightly(found)
    rows, where, dialect = _rows(known)
    if len(rows) > MOST_ROWS:
        raise UnreadableError(f"The file has more than {MOST_ROWS:,} services")
    items, skipped = [], []
    for number, row in enumerate(rows):
        at = where.format(number)
        if isinstance(row, dict):
            items.append(Item(at, in_shape(row)))
        else:
            skipped.append(Skipped(at, "", "It is not a record of a service"))
    return Read(dialect, tuple(items), tuple(skipped))


def rightly(value: Any, depth: int = 0) -> Any:
    """The same with its keys as the standard writes them, and without those that we do not read."""
    if depth > DEEPEST:
        raise UnreadableError("The file has records in records, deeper than any list of services")
    if isinstance(value, list):
        return [rightly(each, depth + 1) for each in value]
    if not isinstance(value, dict):
        return value
    found: Document = {}
    for key, each in value.items():
        if key.startswith("poai_"):
            found[key] = each  # ours, which is written rightly as it is
            continue
        name = _RIGHTLY.get(key.replace("_", "").casefold())
        if name is not None and each is not None and (name not in found or key == name):
            found[name] = rightly(each, depth + 1)
    return found


def loaded(body: bytes) -> Any:
    """What JSON holds, as it stands. Raises UnreadableError."""
    return _loaded(_decoded(body))


def list_in(found: Any) -> list[Any] | None:
    """The list of services in an envelope; None if there is none."""
    if not isinstance(found, dict):
        return None
    return next((found[name] for name in _LISTS if isinstance(found.get(name), list)), None)


def _rows(known: Any) -> tuple[list[Any], str, str]:
    """The records, how to say where one stands, and the dialect."""
    if isinstance(known, _Lines):
        return list(known), "line {0}", "JSON lines"
    if isinstance(known, list):
        return known, "[{0}]", "a list of services"
    if not isinstance(known, dict):
        raise UnreadableError("The file holds no list of services")
    for name in _LISTS:
        if isinstance(known.get(name), list) and not (name == "services" and text_of(known.get("name"))):
            rows = [_unpacked(row) for row in known[name]] if name == "items" else known[name]
            kept = [row for row in rows if row is not None]
            return kept, f"{name}[{{0}}]", _DIALECTS.get(name, "a list of services")
    if known.get("name") and isinstance(known.get("services"), list):  # a group with what it runs
        own = {key: value for key, value in known.items() if key != "services"}
        return (
            [{"organization": own, **row} for row in rows_of(known["services"])],
            "services[{0}]",
            _DIALECTS["contents"],
        )
    if known.get("name") and known.get("id"):
        return [known], "the service", "one service of Open Referral UK"
    raise UnreadableError("The file holds no list of services")


_DIALECTS = {
    "contents": "Open Referral UK 3.0",
    "content": "Open Referral UK 1.0",
    "items": "a paged feed of changes",
}


def _unpacked(item: Any) -> Any:
    """What a feed of changes wraps a record in; None for one that was deleted."""
    if not isinstance(item, dict) or "data" not in item:
        return None if isinstance(item, dict) and item.get("state") == "deleted" else item
    return item["data"]


class _Lines(list[Any]):
    """Records that stood on lines of their own."""


def _decoded(body: bytes) -> str:
    encoding = "utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"The file is not text in UTF-8: see the byte at {error.start:,}") from None


def _loaded(text: str) -> Any:
    # Counted before it is read: empty records take thirty times the memory that they take in the file.
    if text.count("{") + text.count("[") > MOST_RECORDS or text.count(",") > MOST_VALUES:
        raise UnreadableError("The file has more records and values in it than any list of services")
    try:
        return json.loads(text, parse_constant=_not_a_number)
    except RecursionError:
        raise UnreadableError("The file has records in records, deeper than any list of services") from None
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and error.pos and "\n" in text[: error.pos + 1]:
            return _Lines(_lines(text.split("\n")))
        raise UnreadableError(
            f"The file is not JSON: something is wrong in line {error.lineno}, at letter {error.colno}"
        ) from None
    except UnreadableError:
        raise
    except ValueError:
        raise UnreadableError("The file has a number in it that is none") from None


def _lines(lines: Iterable[str]) -> Iterator[Any]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield json.loads(line, parse_constant=_not_a_number)
            except RecursionError:
                raise UnreadableError(f"Line {number} has records in records, too deep") from None
            except ValueError:
                raise UnreadableError(f"The file is not JSON: see line {number}") from None


def _not_a_number(name: str) -> NoReturn:
    raise UnreadableError(f"The file has {name} in it where a number should be")
