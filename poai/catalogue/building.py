"""Makes the catalogue file from what is published."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from sqlite_utils import Database

from poai.catalogue.public import public
from poai.catalogue.rows import (
    LISTING_COLUMNS,
    ORGANISATION_COLUMNS,
    SESSION_COLUMNS,
    Row,
    listing_row,
    organisation_row,
    session_rows,
)
from poai.domain.area import Attribution, Locality
from poai.domain.listing import BOROUGH_WIDE, Listing, Organisation
from poai.domain.need import Need

FORMAT = "4"  # raised when one program could not read the file of another


class Described(Protocol):
    """What the catalogue says of its place."""

    @property
    def name(self) -> str: ...
    @property
    def attributions(self) -> tuple[Attribution, ...]: ...
    @property
    def grouping_note(self) -> str: ...
    @property
    def localities(self) -> Mapping[str, Locality]: ...


def build(
    path: Path,
    organisations: Iterable[Organisation],
    listings: Iterable[Listing],
    needs: Mapping[str, Need],
    place: Described,
    built_at: datetime,
    basis: str = "",
    changed: Mapping[str, datetime] | None = None,
    redirects: Mapping[str, str] | None = None,
    hidden: Mapping[str, str] | None = None,
) -> None:
    """Makes the catalogue at `path` and puts it in place of the old one only when it is whole.

    `basis` says of what it is made, in the caller's words: the same basis would give the same catalogue. `changed`
    says when each listing was last published, by slug; without it, now. `redirects` says to which listing the slug of
    one leads that is no longer shown, and `hidden` the name of each that is not shown because its group does not answer.

    Those who have the old file open read on in it; whoever opens `path` gets all of one or all of the other.
    """
    shown = public(listings)
    running = {listing.organization for listing in shown}
    groups = sorted(
        (o for o in organisations if o.slug in running), key=lambda o: (o.name.casefold(), o.slug)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    temporary.unlink(missing_ok=True)
    try:
        database = Database(temporary)
        # Not safe from a power cut while it is made, and need not be: it is checked and synced before it counts.
        database.execute("PRAGMA journal_mode=OFF")
        database.execute("PRAGMA synchronous=OFF")
        with database.conn:
            _fill(database, groups, shown, needs, place, {} if changed is None else changed, built_at)
            _lead_on(database, shown, {} if redirects is None else redirects)
            _name_hidden(database, {} if hidden is None else hidden)
            _describe(database, place, built_at, basis)
        _check(database)
        database.close()
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _fill(
    database: Database,
    groups: list[Organisation],
    shown: list[Listing],
    needs: Mapping[str, Need],
    place: Described,
    changed: Mapping[str, datetime],
    built_at: datetime,
) -> None:
    areas = [{"key": a.key, "name": a.name, "description": a.description} for a in place.localities.values()]
    areas.append({"key": BOROUGH_WIDE, "name": f"All of {place.name}", "description": None})
    _table(database, "locality", {"key": str, "name": str, "description": str}, "key", areas)
    kinds = [{"key": need.key, "label": need.label, "sentence": need.sentence} for need in needs.values()]
    _table(database, "need", {"key": str, "label": str, "sentence": str}, "key", kinds)
    rows = [organisation_row(group) for group in groups]
    _table(database, "organisation", ORGANISATION_COLUMNS, "slug", rows)
    rows = [listing_row(listing, changed.get(listing.slug, built_at)) for listing in shown]
    _table(
        database,
        "listing",
        LISTING_COLUMNS,
        "slug",
        rows,
        [("organisation", "organisation", "slug"), ("locality", "locality", "key")],
    )
    sessions = [row for listing in shown for row in session_rows(listing)]
    _table(database, "session", SESSION_COLUMNS, None, sessions, [("listing", "listing", "slug")])
    # A need can have been taken out of the words since the listing was published.
    served = [
        {"listing": listing.slug, "need": need}
        for listing in shown
        for need in listing.needs
        if need in needs
    ]
    keys = [("listing", "listing", "slug"), ("need", "need", "key")]
    _table(database, "listing_need", {"listing": str, "need": str}, ("need", "listing"), served, keys)


def _lead_on(database: Database, shown: list[Listing], redirects: Mapping[str, str]) -> None:
    there = {listing.slug for listing in shown}
    rows = [
        {"slug": slug, "listing": target}
        for slug, target in redirects.items()
        if target in there and slug not in there
    ]
    _table(
        database,
        "redirect",
        {"slug": str, "listing": str},
        "slug",
        rows,
        [("listing", "listing", "slug")],
    )


def _name_hidden(database: Database, hidden: Mapping[str, str]) -> None:
    rows = [{"slug": slug, "name": name} for slug, name in hidden.items()]
    _table(database, "hidden", {"slug": str, "name": str}, "slug", rows)


def _table(
    database: Database,
    name: str,
    columns: Mapping[str, type],
    key: str | tuple[str, ...] | None,
    rows: list[Row],
    foreign_keys: list[tuple[str, str, str]] | None = None,
) -> None:
    options: dict[str, Any] = {"pk": key} if key else {}
    made = database.table(name)
    made.create(dict(columns), foreign_keys=foreign_keys or [], **options)
    made.insert_all(rows)


def _describe(database: Database, place: Described, built_at: datetime, basis: str) -> None:
    facts = {
        "format": FORMAT,
        "place": place.name,
        "built_at": built_at.astimezone(UTC).isoformat(timespec="seconds"),
        "version": _version(database),
        "basis": basis,
        "attributions": "\n".join(f"{line.text} {line.licence}: {line.url}" for line in place.attributions),
        "grouping_note": place.grouping_note,
    }
    rows = [{"name": name, "value": value} for name, value in facts.items()]
    _table(database, "meta", {"name": str, "value": str}, "name", rows)


def _version(database: Database) -> str:
    """Twelve signs that change when what is published does, and not merely because it was built again."""
    digest = hashlib.sha256(FORMAT.encode())
    for table in ("organisation", "listing"):
        for (document,) in database.execute(f"SELECT document FROM {table} ORDER BY slug"):  # noqa: S608
            digest.update(document.encode() + b"\n")
    return digest.hexdigest()[:12]


def _check(database: Database) -> None:
    problems = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
    problems += [
        f"{row[0]} refers to a missing {row[2]}" for row in database.execute("PRAGMA foreign_key_check")
    ]
    if problems:
        raise ValueError("the catalogue was not made well: " + "; ".join(problems[:5]))


def _sync_folder(folder: Path) -> None:
    # The file's new name is in the folder, which has to reach the disk too.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
