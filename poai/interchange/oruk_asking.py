"""The parameters of the Open Referral UK endpoints: what each may be, and what was asked with them.

Those of the published standard 3.0 and those that only its UK profile has. Others are ignored, as the standard wishes.
One table says all there is to know: questions are read by it, and the OpenAPI document is made from it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from poai.domain.document import Document

MOST_PER_PAGE = 1000
PER_PAGE = 50
FURTHEST = 100_000  # metres
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?([Zz]|[+ -][0-9]{2}:?[0-9]{2})?)?",
    re.ASCII,
)
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one parameter, and what it should be."""

    parameter: str
    message: str


class BadAskingError(Exception):
    """Some parameters cannot be read. `mistakes` has all of them."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(mistake.message for mistake in self.mistakes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked. `day` is MO to SU, times are HH:MM, ids small letters, `proximity` metres, `modified_after` with a zone.

    `per_page` None means that nothing was said.
    """

    search: str = ""
    page: int = 1
    per_page: int | None = None
    format: Literal["json", "ndjson"] = "json"
    taxonomy_term_id: str | None = None
    taxonomy_id: str | None = None
    organization_id: str | None = None
    modified_after: datetime | None = None
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    minimum_age: float | None = None
    maximum_age: float | None = None
    start_time: str | None = None
    end_time: str | None = None
    day: str | None = None
    postcode: str | None = None
    proximity: float | None = None
    top_only: bool = False
    parent_id: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: `schema` in the terms of OpenAPI, `must` ends the sentence "… must be", `read` raises ValueError."""

    schema: Document
    must: str
    description: str
    read: Callable[[str], Any]


def _matching(pattern: re.Pattern[str], change: Callable[[str], str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        changed = change(text)
        if not pattern.fullmatch(changed):
            raise ValueError(text)
        return changed

    return read


def _among(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(text)
        return text.lower()

    return read


def _whole(text: str, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= most:
        raise ValueError(text)
    return int(text)


def _number(text: str, least: float, most: float) -> float:
    if (
        not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,40})?([eE]-[0-9]{1,3})?", text)
        or not least <= float(text) <= most
    ):
        raise ValueError(text)
    return float(text)


def _moment(text: str) -> datetime:
    if not _MOMENT.fullmatch(text):
        raise ValueError(text)
    # A plus sign that was not written as %2B arrives as a space.
    day, rest = text[:10], text[10:].replace("z", "Z")
    rest = rest[:1].replace(" ", "T") + rest[1:].replace(" ", "+")
    read = datetime.fromisoformat(day + rest)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _day(text: str) -> str:
    said = text.lower()
    for code, name in zip(_DAYS, _NAMES, strict=True):
        if said in (code.lower(), name[:3], name):
            return code
    raise ValueError(text)


_SWITCH = _among("true", "false")
_ID = _matching(_UUID, str.lower)
_TIME = _matching(_CLOCK, str)


def _switch(description: str) -> Parameter:
    return Parameter(
        {"type": "boolean", "default": False},
        "true or false",
        description,
        lambda text: _SWITCH(text) == "true",
    )


def _id(description: str) -> Parameter:
    return Parameter(
        {"type": "string", "format": "uuid"}, "an id from this API, which is a UUID", description, _ID
    )


def _time(description: str) -> Parameter:
    schema = {
        "type": "string",
        "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$",
        "examples": ["10:00"],
    }
    return Parameter(
        schema, "a time of day such as 10:00 or 14:30", description, lambda text: _TIME(text)[:5]
    )


def _age(description: str) -> Parameter:
    schema = {"type": "number", "minimum": 0, "maximum": 150}
    return Parameter(schema, "an age in years, 0 to 150", description, lambda text: _number(text, 0, 150))


PARAMETERS: Mapping[str, Parameter] = {
    "search": Parameter(
        {"type": "string"},
        "words",
        "Records that have all of these words, or words that begin with them.",
        str,
    ),
    "page": Parameter(
        {"type": "integer", "minimum": 1, "maximum": 999_999_999, "default": 1},
        "a whole number, 1 or more",
        "Which page. After the last one comes a 404.",
        lambda text: _whole(text, 999_999_999),
    ),
    "per_page": Parameter(
        {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
        f"a whole number, 1 to {MOST_PER_PAGE}",
        "How many records on a page.",
        lambda text: _whole(text, MOST_PER_PAGE),
    ),
    "format": Parameter(
        {"type": "string", "enum": ["json", "ndjson"], "default": "json"},
        "json or ndjson",
        "With ndjson, all records without pages, one a line.",
        _among("json", "ndjson"),
    ),
    "taxonomy_term_id": _id("Services with this term."),
    "taxonomy_id": _id("Services with any term of this taxonomy; of terms, those that are in it."),
    "organization_id": _id("Services that this organization runs."),
    "modified_after": Parameter(
        {"type": "string", "format": "date-time", "examples": ["2026-11-01T00:00:00Z"]},
        "a day or a moment such as 2026-11-01T00:00:00Z",
        "Services that changed then or later. Without an offset it is UTC.",
        _moment,
    ),
    "minimal": _switch("Only `id` and `last_modified`, all on one page unless `per_page` is given."),
    "full": _switch("Records with everything that is in them."),
    "full_service": _switch("Organizations with their services in full."),
    "minimum_age": _age("Services whose `minimum_age` is known and at least this."),
    "maximum_age": _age("Services whose `maximum_age` is known and at most this."),
    "start_time": _time("Services with a session that starts then or later."),
    "end_time": _time("Services with a session that ends then or earlier."),
    "day": Parameter(
        {"type": "string", "enum": list(_DAYS)},
        "a day of the week: MO, TU, WE, TH, FR, SA or SU",
        "Services with a session on this day. With times, the same session.",
        _day,
    ),
    "postcode": Parameter(
        {"type": "string", "pattern": "^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$", "examples": ["CR0 1XX"]},
        "a whole postcode",
        "Services of the area that this postcode is in and of the whole place; with `proximity`, only by distance.",
        _matching(_POSTCODE, lambda text: "".join(text.split()).upper()),
    ),
    "proximity": Parameter(
        {"type": "number", "minimum": 1, "maximum": FURTHEST},
        f"a distance in metres, 1 to {FURTHEST}",
        "Places at most this many metres from the middle of `postcode`, which must be given too.",
        lambda text: _number(text, 1, FURTHEST),
    ),
    "top_only": _switch("Only terms that have no parent."),
    "parent_id": _id("Only terms below this one."),
}
_LISTS = ("search", "page", "per_page", "format")
_SERVICES = (
    *("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full"),
    *("minimum_age", "maximum_age", "start_time", "end_time", "day"),
)
TAKEN: Mapping[str, tuple[str, ...]] = {
    "/": (),
    "/services": (*_LISTS, *_SERVICES, "minimal"),
    "/services/{id}": (),
    "/taxonomies": _LISTS,
    "/taxonomies/{id}": (),
    "/taxonomy_terms": (*_LISTS, "taxonomy_id", "top_only", "parent_id"),
    "/taxonomy_terms/{id}": (),
    "/service_at_locations": (*_LISTS, *_SERVICES, "postcode", "proximity"),
    "/service_at_locations/{id}": (),
    "/organizations": (*_LISTS, "full", "full_service"),
    "/organizations/{id}": ("full_service",),
}


def read_asked(path: str, pairs: Iterable[tuple[str, str]]) -> Asked:
    """What `pairs` of an address ask of the endpoint `path` (as in TAKEN). Raises BadAskingError with every mistake."""
    given: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for name, text in pairs:
        if name not in TAKEN[path]:
            continue
        parameter = PARAMETERS[name]
        if name in given:
            mistakes.append(Mistake(name, f"{name} is given more than once: give it once"))
            continue
        try:
            given[name] = parameter.read(text)
        except ValueError:
            given[name] = None
            mistakes.append(Mistake(name, f"{name} must be {parameter.must}"))
    if "proximity" in given and "postcode" not in given:
        mistakes.append(Mistake("proximity", "proximity needs a postcode to measure from: add postcode"))
    if mistakes:
        raise BadAskingError(mistakes)
    return Asked(**given)
