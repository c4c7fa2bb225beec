"""Reads the catalogue into memory, where the public pages find everything."""

import gc
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from poai.catalogue.building import FORMAT
from poai.domain.document import listing_from, organisation_from
from poai.domain.listing import Listing, Organisation


class BadCatalogueError(Exception):
    """The file is missing or is not a catalogue that this program can read. The message says which."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue in memory: listings and organisations by slug, each in order of name.

    `version` changes when what is published does, `basis` is what `build` was told, and `built_at` is when
    the file was made, in UTC. `changed` says when each listing was last published, by slug, in UTC. `redirects` says to
    which slug one leads that has no listing any more; `hidden` names those that are not shown because nobody confirms them.
    `path` is the file.
    """

    listings: Mapping[str, Listing]
    organisations: Mapping[str, Organisation]
    by_id: Mapping[str, Listing] = field(repr=False)
    built_at: datetime
    version: str
    basis: str
    changed: Mapping[str, datetime] = field(repr=False)
    redirects: Mapping[str, str] = field(repr=False)
    hidden: Mapping[str, str] = field(repr=False)
    path: Path

    @classmethod
    def open(cls, path: Path) -> "Catalogue":
        """Reads the file at `path`. Raises BadCatalogueError."""
        try:
            path.stat()  # for the error that says that it is missing
            # "immutable" spares the locks: the file is only ever replaced, never written.
            address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
            with closing(sqlite3.connect(address, uri=True)) as connection, without_collecting():
                meta = dict(connection.execute("SELECT name, value FROM meta"))
                if meta["format"] != FORMAT:
                    raise BadCatalogueError(
                        f"{path} was made by another version of this program: build it again"
                    )
                listings = [listing_from(json.loads(text)) for text in _documents(connection, "listing")]
                changed = {
                    slug: datetime.fromisoformat(when)
                    for slug, when in connection.execute("SELECT slug, changed_at FROM listing")
                }
                redirects = dict(connection.execute("SELECT slug, listing FROM redirect"))
                hidden = dict(connection.execute("SELECT slug, name FROM hidden"))
                groups = [
                    organisation_from(json.loads(text)) for text in _documents(connection, "organisation")
                ]
        except FileNotFoundError as error:
            raise BadCatalogueError(f"{path} is missing: build it first") from error
        except (sqlite3.Error, KeyError, TypeError, ValueError) as error:
            raise BadCatalogueError(f"{path} is not a catalogue: {error}") from error
        return cls(
            {listing.slug: listing for listing in listings},
            {group.slug: group for group in groups},
            {listing.id: listing for listing in listings},
            datetime.fromisoformat(meta["built_at"]),
            meta["version"],
            meta["basis"],
            changed,
            redirects,
            hidden,
            path,
        )

    def stays(self, slug: str) -> Listing | None:
        """The listing of a slug, or the one that it became part of."""
        return self.listings.get(self.redirects.get(slug, slug))


def _documents(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    for (text,) in connection.execute(f"SELECT document FROM {table} ORDER BY rowid"):  # noqa: S608
        yield text


@contextmanager
def without_collecting() -> Iterator[None]:
    """Garbage collection off, while much is made that stays: it would walk all of it again and again, free
    nothing, and hold up every request for as long as it takes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
