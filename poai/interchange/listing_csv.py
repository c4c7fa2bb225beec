"""The directory as one flat table, a row for each service, for people with a spreadsheet.

The columns are called as in HSDS, the standard under Open Referral UK, where it has a name. Of several places the first
has columns of its own.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from poai.domain.document import Document
from poai.domain.listing import CostOption, Listing, Location, Organisation, Schedule
from poai.domain.listing_now import Break, Room
from poai.interchange.csv_out import written
from poai.interchange.oruk import Frame, moment

NOWHERE = Location(name="")


class Line(NamedTuple):
    """What a row is made of."""

    listing: Listing
    organisation: Organisation
    changed: datetime
    frame: Frame

    @property
    def place(self) -> Location:
        return self.listing.locations[0] if self.listing.locations else NOWHERE


class Column(NamedTuple):
    """A column: what it holds, and how to read it from a line. What is not known is an empty cell."""

    description: str
    cell: Callable[[Line], object]


COLUMNS: Final[Mapping[str, Column]] = {
    "id": Column("The service's id, which never changes", lambda line: line.listing.id),
    "name": Column("What it is called", lambda line: line.listing.name),
    "description": Column("What it is", lambda line: line.listing.description),
    "status": Column("active or temporarily closed", lambda line: line.listing.status),
    "alert": Column("What one should know at once", lambda line: line.listing.alert),
    "organization_id": Column("The id of the group that runs it", lambda line: line.organisation.id),
    "organization_name": Column("What that group is called", lambda line: line.organisation.name),
    "url": Column("Its website", lambda line: line.listing.url),
    "email": Column("Its email address", lambda line: line.listing.email),
    "phone": Column("Its phone numbers", lambda line: _joined(p.number for p in line.listing.phones)),
    "eligibility_description": Column("Who it is for", lambda line: line.listing.eligibility_description),
    "minimum_age": Column("From which age on, in years", lambda line: line.listing.minimum_age),
    "maximum_age": Column("Up to which age, in years", lambda line: line.listing.maximum_age),
    "joining": Column("How to join: drop-in, contact, book or referral", lambda line: line.listing.joining),
    "application_process": Column("How to join, in words", lambda line: line.listing.application_process),
    "fees": Column(
        "What it costs, in words",
        lambda line: line.listing.fees_description or _joined(map(_cost, line.listing.cost_options)),
    ),
    "costs": Column(
        "What it costs, each way to pay", lambda line: _joined(map(_cost, line.listing.cost_options))
    ),
    "free": Column(
        "yes if all that it costs is known to be nothing, no if not", lambda line: _yes(line.listing.free)
    ),
    "schedule": Column("When it is on", lambda line: _joined(map(_when, line.listing.schedules))),
    "breaks": Column(
        "Days on which nothing happens, as first/last",
        lambda line: _joined(map(_days_off, line.listing.breaks)),
    ),
    "paused_until": Column(
        "Nothing happens up to and with this day",
        lambda line: line.listing.pause.until.isoformat() if line.listing.pause else None,
    ),
    "room": Column(
        "Whether there is room, as the group says: full, a waiting list of weeks, or places; and until when that counts",
        lambda line: _room(line.listing.room) if line.listing.room else None,
    ),
    "attending": Column(
        "Where it reaches people: venue, home, online, phone", lambda line: _joined(line.listing.attending)
    ),
    "languages": Column("Languages spoken, as ISO 639 codes", lambda line: _joined(line.listing.languages)),
    "needs": Column(
        "What it may help with, in this directory's own keys", lambda line: _joined(line.listing.needs)
    ),
    "tags": Column("Other words for it", lambda line: _joined(line.listing.tags)),
    "location_name": Column("The first place where it is", lambda line: line.place.name),
    "address_1": Column("Street of that place", lambda line: line.place.address_1),
    "city": Column("Town of that place", lambda line: line.place.city),
    "postal_code": Column("Postcode of that place", lambda line: line.place.postal_code),
    "latitude": Column("Degrees north (WGS 84)", lambda line: line.place.latitude),
    "longitude": Column("Degrees east (WGS 84)", lambda line: line.place.longitude),
    "accessibility": Column("How to get in and about", lambda line: line.place.accessibility),
    "wheelchair": Column("yes or no, where it is known", lambda line: _yes(line.place.wheelchair)),
    "locality": Column(
        "The part of the place, or borough-wide for all of it", lambda line: line.listing.locality
    ),
    "service_area": Column(
        "Whom it serves by place", lambda line: _joined(a.name for a in line.listing.service_areas)
    ),
    "assured_date": Column(
        "The day on which the group last said that this is right",
        lambda line: line.listing.confirmed.date.isoformat() if line.listing.confirmed else None,
    ),
    "last_modified": Column("When this last changed here", lambda line: moment(line.changed)),
    "source": Column("Where the facts were found", lambda line: line.listing.source.name),
    "source_url": Column("The address of that", lambda line: line.listing.source.url),
    "source_date": Column("How old the source says it is", lambda line: line.listing.source.date),
    "source_seen": Column("When we last looked there", lambda line: line.listing.source.seen.isoformat()),
    "attribution": Column("What must be said with the facts", lambda line: _credit(line)),
    "licence": Column("Where the licences are explained", lambda line: f"{line.frame.origin}/data"),
    "page": Column("Its page on this site", lambda line: f"{line.frame.origin}/listings/{line.listing.slug}"),
}


def table(lines: Iterable[Line]) -> str:
    """The whole table as CSV that no spreadsheet takes for formulas."""
    rows = ([_cell(column.cell(line)) for column in COLUMNS.values()] for line in lines)
    return written(list(COLUMNS), rows)


def metadata(frame: Frame, title: str) -> Document:
    """What the columns are, for programs (CSV on the Web)."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": f"{frame.origin}/data/directory.csv",
        "dc:title": title,
        "dc:license": {"@id": f"{frame.origin}/data"},
        "dc:rights": [
            f"{credit.text} {credit.licence}: {credit.url}" for credit in frame.attributions.values()
        ],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "primaryKey": "id",
            "columns": [
                {"name": name, "titles": name, "dc:description": column.description, "datatype": "string"}
                for name, column in COLUMNS.items()
            ],
        },
    }


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(part for part in parts if part)


def _yes(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def _cost(cost: CostOption) -> str:
    amount = "" if cost.amount is None else "free" if cost.amount == 0 else f"£{cost.amount:.2f}"
    parts = (part for part in (amount, cost.option, cost.amount_description) if part)
    return ", ".join({part.casefold(): part for part in parts}.values())


def _days_off(one: Break) -> str:
    days = f"{one.first.isoformat()}/{one.last.isoformat()}"
    return f"{days} {one.reason}" if one.reason else days


def _room(room: Room) -> str:
    many = f" {room.weeks} weeks" if room.weeks else f" {room.places}" if room.places else ""
    return f"{room.kind}{many} until {room.until.isoformat()}"


def _when(schedule: Schedule) -> str:
    """The rule in the standard's own codes, then the words."""
    hours = "-".join(clock for clock in (schedule.opens_at, schedule.closes_at) if clock)
    every = f"every {schedule.interval}" if schedule.interval > 1 else ""
    term = "in school terms" if schedule.term_time else ""
    rule = (schedule.freq or "", every, schedule.byday or "", hours, term)
    return ", ".join(part for part in (" ".join(filter(None, rule)), schedule.description) if part)


def _credit(line: Line) -> str | None:
    credit = line.frame.attributions.get(line.listing.source.attribution or "")
    return f"{credit.text} {credit.licence}: {credit.url}" if credit else None
