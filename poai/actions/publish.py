"""From the files that people edit to the pages that people read: import, export, build, and all of it at start.

Whoever publishes calls `refresh_catalogue` afterwards; running sites take up the new catalogue by themselves.
"""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from poai import catalogue, place
from poai.catalogue import BadCatalogueError, Catalogue
from poai.content import Content, load_content
from poai.domain.seed import Seed
from poai.interchange.directory import Written, read_directory, write_directory
from poai.place import Place
from poai.settings import Settings
from poai.store import (
    ImportReport,
    Redirects,
    Store,
    StoreError,
    export,
    import_seed,
    last_change,
    last_import,
    last_published,
    migrate,
    open_store,
)
from poai.store.listing_clock import ListingClock, last_turn

# Told what is about to be done, for as long as it takes.
Tell = Callable[[str], AbstractContextManager[None]]

IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Ready:
    """What a start found and made: `imported` is None where the directory had not changed."""

    listings: int
    organisations: int
    imported: ImportReport | None
    built: bool
    doubt: str = ""


def read_files(settings: Settings) -> tuple[Place, Content, Seed]:
    """The place, its words and its listings, from the files. Raises BadFiles with every problem in them."""
    content = load_content(settings.content)
    where = place.load_place(settings.directory)
    seed = read_directory(settings.directory, needs=content.needs, localities=where.localities)
    return where, content, seed


def import_directory(settings: Settings, *, dry_run: bool = False) -> ImportReport:
    """Take the directory's files into the store and show them: all of them, or with any mistake none."""
    where, content, seed = read_files(settings)
    store = _store(settings)
    report = _import(settings, store, seed, dry_run=dry_run)
    if not dry_run:
        refresh_catalogue(settings, store, where, content)
    return report


def export_directory(settings: Settings, folder: Path, *, remove_others: bool) -> Written:
    """Write the published listings into `folder` in the layout of directory/."""
    with _store(settings).read() as connection:
        return write_directory(export(connection), folder, remove_others=remove_others)


def build_catalogue(settings: Settings) -> Catalogue:
    """Make the file that the public pages read, from what the store has published, even if it is up to date."""
    where, content = place.load_place(settings.directory), load_content(settings.content)
    with catalogue.alone(settings.catalogue):
        return _build(settings, _store(settings), where, content)


def refresh_catalogue(settings: Settings, store: Store, where: Place, content: Content) -> Catalogue:
    """Make the catalogue again if the store has moved on. To be called after the work that published is kept.

    Many may do so at once. They take turns, and each reads the store in its turn: whoever is last has read what
    all of them published, so an older state never takes the place of a newer one. It can take a second or more
    and waits for others, so not in an event loop.
    """
    with catalogue.alone(settings.catalogue):
        return _up_to_date(settings, store, where, content) or _build(settings, store, where, content)


def prepare(settings: Settings, tell: Tell) -> Ready:
    """Everything that must be true before serving, doing only what is not true yet.

    With a store that cannot be opened the catalogue of before is served, and `Ready.doubt` says why.
    """
    try:
        store = _store(settings)
        with store.read() as connection:
            before = last_import(connection)
    except (StoreError, DBAPIError, OSError) as error:
        opened = _opened(settings.catalogue)
        if opened is None:
            raise
        return _ready(opened, None, built=False, doubt=str(error))
    report = None
    if before != fingerprint(settings):
        with tell("Loading the directory"):
            where, content, seed = read_files(settings)
            report = _import(settings, store, seed)
    else:
        where, content = place.load_place(settings.directory), load_content(settings.content)
    opened = _up_to_date(settings, store, where, content)
    if opened is not None:
        return _ready(opened, report, built=False)
    with tell("Building the catalogue"):
        return _ready(refresh_catalogue(settings, store, where, content), report, built=True)


def _ready(opened: Catalogue, report: ImportReport | None, *, built: bool, doubt: str = "") -> Ready:
    return Ready(len(opened.listings), len(opened.organisations), report, built, doubt)


def _import(settings: Settings, store: Store, seed: Seed, *, dry_run: bool = False) -> ImportReport:
    with store.work(dry_run=dry_run) as connection:
        return import_seed(
            connection, seed, made_by=IMPORT, now=datetime.now(UTC), source=fingerprint(settings)
        )


def _build(settings: Settings, store: Store, where: Place, content: Content) -> Catalogue:
    with store.read() as connection:
        seed, basis = export(connection), _basis(connection, where, content)
        changed, redirects = last_published(connection, seed), Redirects(connection).shown()
        silent = ListingClock(connection).silent()
    hidden = {
        each.slug: each.name for each in seed.listings if each.slug in silent and silent[each.slug].hidden
    }
    listings = [
        replace(each, unanswered=silent[each.slug].since) if each.slug in silent else each
        for each in seed.listings
        if each.slug not in hidden
    ]
    now = datetime.now(UTC)
    catalogue.build(
        settings.catalogue,
        seed.organisations,
        listings,
        content.needs,
        where,
        now,
        basis,
        changed,
        redirects,
        hidden,
    )
    return Catalogue.open(settings.catalogue)


def _up_to_date(settings: Settings, store: Store, where: Place, content: Content) -> Catalogue | None:
    """The catalogue, if it is what would be built now."""
    with store.read() as connection:
        basis = _basis(connection, where, content)
    opened = _opened(settings.catalogue)
    return opened if opened is not None and opened.basis == basis else None


def _basis(connection: Connection, where: Place, content: Content) -> str:
    """What a catalogue is made from: the store as it stands, and what describes the place and its needs.

    The last import is named because a store that was begun anew counts its changes from one again.
    """
    needs = [(need.key, need.label, need.sentence) for need in content.needs.values()]
    described = repr((where.name, where.attributions, where.grouping_note, where.localities, needs))
    digest = hashlib.sha256(f"{last_import(connection)} {described}".encode()).hexdigest()
    return f"{last_change(connection)}.{last_turn(connection)} {digest[:16]}"


def _opened(path: Path) -> Catalogue | None:
    """The catalogue, or None where there is none that can be read: it can always be built again."""
    try:
        return Catalogue.open(path) if path.exists() else None
    except BadCatalogueError:
        return None


def fingerprint(settings: Settings) -> str:
    """Changes when any file of the directory or of the needs does."""
    digest = hashlib.sha256()
    files = [*settings.directory.rglob("*.toml"), *settings.directory.glob("*.csv")]
    for path in sorted([*files, *(settings.content / "needs").glob("*.toml")]):
        digest.update("/".join(path.parts[-2:]).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _store(settings: Settings) -> Store:
    store = open_store(settings.store)
    migrate(store)
    return store
