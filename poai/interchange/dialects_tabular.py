"""A zipped tabular data package of HSDS 1.1: a table each for services, groups, places and the rest, joined again."""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from itertools import islice

from poai.domain.document import Document
from poai.interchange.csv_in import decoded
from poai.interchange.dialects_services import grouped
from poai.interchange.dialects_shape import MOST_BYTES, MOST_ROWS, Item, Read, UnreadableError

MOST_FILES = 200
MOST_LINES = 500_000  # of all tables together
RATIO = 200  # a table of text packs to a tenth; more than this is a bomb

# All that a zip file with wrong bytes has been seen to raise.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)

Table = Mapping[str, list[dict[str, str]]]  # rows by the service, place or group that they belong to


def read_package(body: bytes) -> Read:
    """The services of a package. Raises UnreadableError."""
    texts = _unpacked(body)
    tables: dict[str, list[dict[str, str]]] = {}
    for name, text in texts.items():
        tables[name] = _rows(text, name, MOST_LINES - sum(map(len, tables.values())))
    services = tables.get("services")
    if services is None:
        raise UnreadableError("The zip file has no services.csv, so it is not a data package of services")
    if len(services) > MOST_ROWS:
        raise UnreadableError(f"The package has more than {MOST_ROWS:,} services")
    join = _Join(tables)
    items = [Item(f"services.csv, row {number}", join.service(row)) for number, row in enumerate(services, 2)]
    return Read("a tabular data package of HSDS", tuple(items))


class _Join:
    def __init__(self, tables: Mapping[str, list[dict[str, str]]]) -> None:
        def by(table: str, column: str) -> Table:
            found: dict[str, list[dict[str, str]]] = {}
            for row in tables.get(table, []):
                if key := row.get(column, ""):
                    found.setdefault(key, []).append(row)
            return found

        self._groups = by("organizations", "id")
        self._locations = by("locations", "id")
        self._at = by("services_at_location", "service_id")
        self._addresses = by("physical_addresses", "location_id")
        self._access = by("accessibility_for_disabilities", "location_id")
        self._phones = by("phones", "service_id")
        self._schedules = by("regular_schedules", "service_id")
        self._languages = by("languages", "service_id")
        self._eligibility = by("eligibility", "service_id")
        self._contacts = by("contacts", "service_id")
        self._areas = by("service_areas", "service_id")
        self._terms = by("services_taxonomy", "service_id")
        self._names = {row.get("id", ""): row.get("name", "") for row in tables.get("taxonomy", [])}

    def service(self, row: Mapping[str, str]) -> Document:
        """A service with all that belongs to it."""
        own = row.get("id", "")
        group = self._groups.get(row.get("organization_id", ""), [{}])[0]
        schedules = self._schedules.get(own, [])
        return {
            **{name: value for name, value in row.items() if value},
            "organization": {name: value for name, value in group.items() if value},
            "phones": self._phones.get(own, []),
            "languages": [{"name": each.get("language", "")} for each in self._languages.get(own, [])],
            "contacts": self._contacts.get(own, []),
            "service_areas": [{"name": each.get("service_area", "")} for each in self._areas.get(own, [])],
            "eligibility_description": _joined(
                each.get("eligibility", "") for each in self._eligibility.get(own, [])
            ),
            "schedules": grouped(schedules)
            or [{"description": _joined(each.get("original_text", "") for each in schedules)}],
            "poai_tags": [
                self._names.get(each.get("taxonomy_id", ""), "") for each in self._terms.get(own, [])
            ],
            "service_at_locations": [
                {"location": self._location(each.get("location_id", ""))} for each in self._at.get(own, [])
            ],
        }

    def _location(self, identity: str) -> Document:
        row = self._locations.get(identity, [{}])[0]
        return {
            **{name: row[name] for name in ("id", "name", "latitude", "longitude") if row.get(name)},
            "addresses": self._addresses.get(identity, []),
            "accessibility": [
                {"description": each.get("accessibility", ""), "details": each.get("details", "")}
                for each in self._access.get(identity, [])
            ],
        }


def _unpacked(body: bytes) -> dict[str, str]:
    """The text of each table, by its name without folder and ending."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_FILES:
                raise UnreadableError(f"The zip file holds more than {MOST_FILES} files")
            tables = [each for each in entries if each.filename.casefold().endswith(".csv")]
            if sum(each.file_size for each in tables) > MOST_BYTES:
                raise UnreadableError(f"The zip file unpacks to more than {MOST_BYTES // 1_000_000} MB")
            found: dict[str, str] = {}
            left = MOST_BYTES
            for each in tables:
                if each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise UnreadableError("The zip file is packed in a way that we do not read")
                if each.flag_bits & 1:
                    raise UnreadableError("The zip file is locked with a password")
                if each.file_size > 100_000 and each.file_size > RATIO * max(1, each.compress_size):
                    raise UnreadableError(
                        f"{each.filename} in the zip file unpacks to far more than any table does"
                    )
                with packed.open(each) as file:
                    # What an entry says of its size need not be so: only what comes out counts.
                    data = file.read(min(left, RATIO * each.compress_size + 100_000) + 1)
                left -= len(data)
                if left < 0 or len(data) > RATIO * each.compress_size + 100_000:
                    raise UnreadableError(f"{each.filename} in the zip file unpacks to far more than it says")
                name = each.filename.replace("\\", "/").rpartition("/")[2].casefold().removesuffix(".csv")
                found.setdefault(name, decoded(data)[0])
            return found
    except UnreadableError:
        raise
    except _DAMAGED as error:
        raise UnreadableError("The zip file is damaged: it cannot be unpacked") from error


def _rows(text: str, name: str, most: int) -> list[dict[str, str]]:
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [each.strip().casefold() for each in next(rows, [])]
        filled = (dict(zip(header, map(_cell, row), strict=False)) for row in rows if row)
        found = list(islice(filled, most + 1))  # short rows pack to nothing, and each takes a place in memory
    except csv.Error as error:
        raise UnreadableError(f"{name}.csv in the zip file is not a table: {error}") from None
    if len(found) > most:
        raise UnreadableError(f"The tables have more than {MOST_LINES:,} rows in all")
    return found


def _cell(text: str) -> str:
    return text.strip().replace("\\r", "").replace("\\n", "\n")  # some write a new line as two letters


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(dict.fromkeys(part for part in parts if part))
