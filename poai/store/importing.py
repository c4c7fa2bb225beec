"""The directory's files into the store, and back out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, insert, select

from poai.domain.doubles import postcodes
from poai.domain.listing import Listing
from poai.domain.seed import Seed
from poai.store.do_not_list import DoNotList
from poai.store.documents import Listings, Organisations, Outcome
from poai.store.redirects import Redirects
from poai.store.tables import import_run, listing, listing_revision, organisation_revision

IMPORT = "import"  # who makes the revisions of an import, unless a caller says otherwise


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did with listings, as slugs; `organisations` says the same of organisations.

    `kept`: differ from the files, but somebody else published them last, so they stay as they are.
    `withdrawn`: published by an earlier import and no longer in the files, so taken down.
    `absent`: not in the files, but somebody else published them last, so they stay up.
    `left_out`: in the files and not to be shown, each with why; those are in none of the others.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    withdrawn: tuple[str, ...]
    absent: tuple[str, ...]
    organisations: Outcome
    left_out: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """One line of counts; then a line each for what somebody may want to look at, by name."""
        words = f"listings: {_counts(self)}; organisations: {_counts(self.organisations)}"
        if self.kept:
            words += f"\nkept as somebody changed them: {', '.join(self.kept)}"
        if self.withdrawn:
            words += f"\ntaken down as their files are gone: {', '.join(self.withdrawn)}"
        if self.absent:
            words += f"\npublished but not in the files: {', '.join(self.absent)}"
        if self.left_out:
            told = "; ".join(f"{slug} ({why})" for slug, why in self.left_out)
            words += f"\nin the files but not to be shown: {told}"
        return words


def _counts(done: ImportReport | Outcome) -> str:
    return f"{len(done.added)} added, {len(done.changed)} changed, {len(done.unchanged)} unchanged"


def import_seed(
    connection: Connection,
    seed: Seed,
    *,
    now: datetime,
    made_by: str = IMPORT,
    source: str = "directory",
    why: str = "imported from the directory's files",
) -> ImportReport:
    """Publishes what `seed` holds and takes down what an earlier import published and `seed` lacks.

    Within the caller's unit of work: all of it, or nothing if it raises.

    What somebody other than `made_by` published last is kept, and what they took down, made part of another listing or
    put on the list of what is not to be listed is left out. `source` says where the seed was read from.
    Raises SlugTakenError if a slug belongs to another record in the store.
    """
    organisations, listings = Organisations(connection), Listings(connection)
    groups = organisations.publish_all(seed.organisations, made_by=made_by, why=why, now=now)
    left_out = _left_out(connection, seed.listings, made_by)
    wanted = [item for item in seed.listings if item.slug not in left_out]
    done = listings.publish_all(wanted, made_by=made_by, why=why, now=now)
    given = {listing.slug for listing in seed.listings}
    gone = "no longer in the directory's files"
    withdrawn = listings.withdraw_others(given, made_by=made_by, why=gone, now=now)
    organisations.withdraw_others(
        {group.slug for group in seed.organisations} | {item.organization for item in listings.published()},
        made_by=made_by,
        why=gone,
        now=now,
    )
    absent = tuple(slug for slug in listings.slugs() if slug not in given)
    connection.execute(
        insert(import_run).values(
            made_at=now,
            made_by=made_by,
            source=source,
            added=len(done.added),
            changed=len(done.changed),
            unchanged=len(done.unchanged),
            kept=len(done.kept),
            withdrawn=len(withdrawn),
            absent=len(absent),
        )
    )
    return ImportReport(
        done.added,
        done.changed,
        done.unchanged,
        done.kept,
        withdrawn,
        absent,
        groups,
        tuple(sorted(left_out.items())),
    )


def _left_out(connection: Connection, given: Iterable[Listing], made_by: str) -> dict[str, str]:
    """Which of what is given is not to be shown, by slug, and why. What is shown now stays until somebody takes it down."""
    refusals, redirects = DoNotList(connection).refusals(), Redirects(connection).every()
    shown, down = set(Listings(connection).slugs()), _taken_down(connection, made_by)
    why: dict[str, str] = {}
    for item in given:
        if item.slug in shown:
            continue
        if target := redirects.get(item.slug):
            why[item.slug] = f"it became part of {target}"
        elif barred := refusals.of(item.name, postcodes(item), listing_id=item.id):
            why[item.slug] = f"not to be listed: {barred.reason}"
        elif item.slug in down:
            why[item.slug] = "somebody took it down"
    return why


def _taken_down(connection: Connection, made_by: str) -> set[str]:
    """The slugs of what somebody other than `made_by` took down last."""
    last = (
        select(listing_revision.c.listing_id, func.max(listing_revision.c.number).label("number"))
        .where(listing_revision.c.state.in_(("published", "withdrawn")))
        .group_by(listing_revision.c.listing_id)
        .subquery()
    )
    query = (
        select(listing.c.slug)
        .join(last, last.c.listing_id == listing.c.id)
        .join(
            listing_revision,
            and_(
                listing_revision.c.listing_id == last.c.listing_id,
                listing_revision.c.number == last.c.number,
            ),
        )
        .where(listing_revision.c.state == "withdrawn", listing_revision.c.made_by != made_by)
    )
    return set(connection.scalars(query))


def last_import(connection: Connection) -> str | None:
    """The `source` of the newest import; None if there has been none."""
    newest: str | None = connection.scalar(
        select(import_run.c.source).order_by(import_run.c.id.desc()).limit(1)
    )
    return newest


def last_change(connection: Connection) -> str:
    """Two numbers that grow with every revision: what was derived from the store at others is out of date."""
    tables = (organisation_revision, listing_revision)
    return ".".join(str(connection.scalar(select(func.max(table.c.id))) or 0) for table in tables)


def last_published(connection: Connection, seed: Seed) -> dict[str, datetime]:
    """When each listing of `seed`, which is all that is published, or the organisation that runs it, was published
    as it is now: by the listing's slug, in UTC."""
    groups, listings = Organisations(connection).changed(), Listings(connection).changed()
    return {item.slug: max(listings[item.slug], groups[item.organization]) for item in seed.listings}


def export(connection: Connection) -> Seed:
    """Everything that is published."""
    return Seed(tuple(Organisations(connection).published()), tuple(Listings(connection).published()))
