"""The peers' database, made from a catalogue of made-up listings, and the words that their pages share."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from poai.catalogue import Catalogue
from poai.content import Content, load_content
from poai.place import Place, load_place

DATABASE = "listings.db"
WORDS = "words.json"
PAGE = 20
DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
JOINING = {"drop-in": "Just turn up", "contact": "Get in touch first", "book": "Book a place first"}

SCHEMA = """
CREATE TABLE organisation (slug TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE listing (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  organisation_id TEXT NOT NULL REFERENCES organisation(slug), description TEXT NOT NULL, about TEXT NOT NULL,
  times TEXT NOT NULL, venue TEXT NOT NULL, address TEXT NOT NULL, postcode TEXT NOT NULL, locality TEXT NOT NULL,
  cost TEXT NOT NULL, joining TEXT NOT NULL, who_for TEXT NOT NULL, phone TEXT NOT NULL,
  source TEXT NOT NULL, source_url TEXT NOT NULL, fresh TEXT NOT NULL
);
CREATE INDEX listing_organisation ON listing (organisation_id);
CREATE VIRTUAL TABLE search USING fts5 (name, organisation, description, about, tokenize='porter unicode61');
"""


def make(catalogue: Path, directory: Path, content: Path, folder: Path) -> None:
    """Writes the database and the shared words into `folder`."""
    folder.mkdir(parents=True)
    opened, where, said = Catalogue.open(catalogue), load_place(directory), load_content(content)
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        database.executescript(SCHEMA)
        groups = [(group.slug, group.name) for group in opened.organisations.values()]
        database.executemany("INSERT INTO organisation VALUES (?, ?)", groups)
        rows = list(_rows(opened, where, said))
        database.executemany(f"INSERT INTO listing VALUES ({', '.join('?' * 18)})", rows)
        database.execute(
            "INSERT INTO search (rowid, name, organisation, description, about) SELECT l.id, l.name, o.name,"
            " l.description, l.about FROM listing l JOIN organisation o ON o.slug = l.organisation_id"
        )
        database.execute("INSERT INTO search (search) VALUES ('optimize')")
    (folder / WORDS).write_text(json.dumps(_shared(where, said)), encoding="utf-8")


def _rows(catalogue: Catalogue, where: Place, said: Content) -> Iterator[tuple[Any, ...]]:
    for number, listing in enumerate(catalogue.listings.values(), 1):
        [spot], [schedule], [cost], [phone] = (
            listing.locations,
            listing.schedules,
            listing.cost_options,
            listing.phones,
        )
        area = where.localities.get(listing.locality)
        yield (
            number,
            listing.slug,
            listing.name,
            listing.organization,
            listing.description,
            "For: " + ", ".join(said.needs[key].label.lower() for key in listing.needs),
            f"{_days(schedule.byday or '')}, {schedule.opens_at} to {schedule.closes_at}",
            spot.name,
            spot.address_1,
            spot.postal_code,
            area.name if area else where.name,
            f"£{cost.amount:.2f}" if cost.amount else "Free",
            JOINING[listing.joining or "contact"],
            listing.eligibility_description or "",
            phone.number,
            listing.source.name,
            listing.source.url,
            f"Not confirmed yet. Found online, dated {listing.source.date or 'not known'}. Call before you go.",
        )


def _days(codes: str) -> str:
    return "Every " + " and ".join(DAYS[code] for code in codes.split(","))


def _shared(where: Place, said: Content) -> dict[str, Any]:
    areas = [[key, area.name] for key, area in where.localities.items()]
    return {
        "site": {"name": said.site.name, "place": where.name, "question": said.site.question},
        "hint": said.site.hint,
        "examples": list(said.site.examples),
        "statements": [[key, s.short, s.statement] for key, s in said.statements.items()],
        "attributions": [line.text for line in where.attributions],
        "filters": [
            ["Good to know", "good", [["free", "Free"], ["drop-in", "You can just turn up"], ["wheelchair", "Wheelchair access"]]],
            ["Day", "day", list(DAYS.items())],
            ["Time of day", "time", [["morning", "Morning"], ["afternoon", "Afternoon"], ["evening", "Evening"]]],
            ["Area", "in", areas],
        ],
    }  # fmt: skip
