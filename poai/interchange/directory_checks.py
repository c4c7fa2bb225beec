"""Whether the directory's files fit together: each is right by itself when this is asked."""

from collections.abc import Collection

from poai.domain.listing import Listing
from poai.reading.records import Reader, TomlFile

ORGANISATIONS = "organisations"


def check_together(
    reader: Reader,
    organisations: Collection[str],
    listings: Collection[tuple[TomlFile, Listing]],
    slugs: Collection[str],
    needs: Collection[str] | None,
) -> None:
    """Notes listings whose organisation, needs or attribution are not there, and those that must not come back.

    `organisations` and `slugs` are the slugs of all files, those with a mistake in them too; `needs` None are
    not checked. Files beside the listings (place.toml, points-of-access.toml, do-not-list.toml) may be missing.
    """
    place, points, closed = (
        reader.toml(path) if (path := reader.root / name).exists() else None
        for name in ("place.toml", "points-of-access.toml", "do-not-list.toml")
    )
    sources = {str(row.get("key")) for _, row in place.rows("attributions")} if place else None
    refused = (
        {_folded(str(row.get("name"))): row.get("why") for _, row in closed.rows("closed")} if closed else {}
    )
    for file, listing in listings:
        _check_references(reader, file, listing, organisations, needs, sources)
        # A closed service may stay as a record: it is never shown.
        if _folded(listing.name) in refused and listing.status != "defunct":
            why = refused[_folded(listing.name)]
            message = f"is on the do-not-list{f': {why}' if why else ''}"
            reader.blame_in(file, ("name",), message, listing.slug)
    for file_of_slugs, table, field in ((points, "points", "listing"), (closed, "closed", "instead")):
        if file_of_slugs:
            _check_slugs(reader, file_of_slugs, table, field, slugs)


def _check_references(
    reader: Reader,
    file: TomlFile,
    listing: Listing,
    organisations: Collection[str],
    needs: Collection[str] | None,
    sources: Collection[str] | None,
) -> None:
    if listing.organization not in organisations:
        message = f"there is no {reader.root.resolve().name}/{ORGANISATIONS}/{listing.organization}.toml"
        reader.blame_in(file, ("organization",), message, listing.slug)
    for at, need in enumerate(listing.needs):
        if needs is not None and need not in needs:
            reader.blame_in(file, ("needs", at), f"{need!r} is not a need", listing.slug)
    credit = listing.source.attribution
    if sources is not None and credit is not None and credit not in sources:
        message = f"{credit!r} is not the key of an attribution in place.toml"
        reader.blame_in(file, ("source", "attribution"), message, listing.slug)


def _check_slugs(reader: Reader, file: TomlFile, table: str, field: str, known: Collection[str]) -> None:
    """Notes every slug in `field` of the list `table` that is not a listing's."""
    for at, row in file.rows(table):
        given = row.get(field, [])
        for slug in given if isinstance(given, list) else [given]:
            if slug not in known:
                reader.blame_in(file, (table, at, field), f"there is no listing {slug!r}")


def _folded(name: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in name.casefold()).split())
