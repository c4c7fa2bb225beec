"""The directory's text files: organisations and listings, in TOML that people edit.

    <folder>/organisations/<slug>.toml
    <folder>/<locality>/<slug>.toml      the locality's key, or "borough-wide"

A file holds the fields of its record, but not those that its place and name already say (slug,
locality). Reading checks every file and reports all that is wrong; writing what was read gives the
same bytes.
"""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli_w

from poai.domain.document import to_document
from poai.domain.listing import BOROUGH_WIDE, Listing, Organisation
from poai.domain.seed import Seed
from poai.interchange.directory_checks import ORGANISATIONS, check_together
from poai.reading.problem import BadFiles
from poai.reading.records import Reader, TomlFile


class BadDirectory(BadFiles):
    """The directory's files cannot be used; `problems` says everything that is wrong."""


class OrphanError(Exception):
    """Writing was refused: `files` are in the folder, and nothing that is to be written would own them."""

    def __init__(self, files: tuple[Path, ...]) -> None:
        self.files = files
        super().__init__("these files would be left behind: " + ", ".join(str(file) for file in files))


@dataclass(frozen=True, slots=True)
class Written:
    """Files (under the folder) that writing changed, and how many were right already."""

    changed: tuple[Path, ...]
    unchanged: int


def read_directory(
    folder: Path, *, needs: Collection[str] | None = None, localities: Collection[str] | None = None
) -> Seed:
    """Every organisation and listing under `folder`.

    `needs` are the need keys that exist (None: not checked); `localities` the locality keys (None: those in
    the folder's own localities.toml). Raises BadDirectory with every problem found.
    """
    reader = Reader(folder)
    if not folder.is_dir():
        reader.blame(folder.name, "is not a folder")
        raise BadDirectory(reader.problems)
    known = set(_own_localities(reader) if localities is None else localities) | {BOROUGH_WIDE}
    organisations, listings = _Kept(reader), _Kept(reader)
    for path in sorted((folder / ORGANISATIONS).glob("*.toml")):
        organisations.files.add(path.stem)
        if (file := reader.toml(path)) is not None:
            organisations.keep(
                file, reader.record(Organisation, file, given={"slug": path.stem}, record=path.stem)
            )
    for place in sorted(path for path in folder.iterdir() if path.is_dir() and path.name != ORGANISATIONS):
        files = sorted(place.glob("*.toml"))
        if files and place.name not in known:
            reader.blame(reader.name(place), "is not the folder of a locality")
            continue
        for path in files:
            listings.files.add(path.stem)
            if (file := reader.toml(path)) is not None:
                given = {"slug": path.stem, "locality": place.name}
                listings.keep(file, reader.record(Listing, file, given=given, record=path.stem))
    check_together(reader, organisations.files, listings.records, listings.files, needs)
    if reader.problems:
        raise BadDirectory(sorted(reader.problems, key=lambda problem: (problem.file, problem.line or 0)))
    return Seed(
        tuple(sorted((item for _, item in organisations.records), key=_slug)),
        tuple(sorted((item for _, item in listings.records), key=_slug)),
    )


def write_directory(seed: Seed, folder: Path, *, remove_others: bool = False) -> Written:
    """Writes the seed's files under `folder`, leaving those that are right already untouched.

    Each file is replaced whole, so a reader never sees half of one, and none is replaced until all are on
    the disk. Raises OrphanError, before writing anything, if listing or organisation files would be left
    that are not the seed's; with `remove_others` they are removed instead.
    """
    texts = {folder / relative: text for relative, text in _texts(seed)}
    others = tuple(sorted(path for path in _record_files(folder) if path not in texts))
    if others and not remove_others:
        raise OrphanError(others)
    changed = [path for path, text in texts.items() if not path.exists() or path.read_bytes() != text]
    waiting = []
    try:
        for path in changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((_write_beside(path, texts[path]), path))
        for temporary, path in waiting:
            temporary.replace(path)
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)
    for path in others:
        path.unlink()
    return Written(tuple(sorted(path.relative_to(folder) for path in changed)), len(texts) - len(changed))


def listing_toml(listing: Listing) -> str:
    """The text of a listing's file."""
    return _toml(listing, "slug", "locality")


def organisation_toml(organisation: Organisation) -> str:
    """The text of an organisation's file."""
    return _toml(organisation, "slug")


class _Kept:
    """Records read so far with their files, refusing a slug or id that was seen before.

    `files` are the slugs of all files, good or bad: one slip must not be reported as two.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.records: list[tuple[TomlFile, Any]] = []
        self.files: set[str] = set()
        self._slugs: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    def keep(self, file: TomlFile, record: Any) -> None:
        slug = file.name.rpartition("/")[2].removesuffix(".toml")
        if slug in self._slugs:
            self.reader.blame(file.name, f"has the same name as {self._slugs[slug]}", record=slug)
        self._slugs.setdefault(slug, file.name)
        identity = file.values.get("id")
        if isinstance(identity, str):
            if identity in self._ids:
                self.reader.blame_in(file, ("id",), f"is the same as in {self._ids[identity]}", slug)
            self._ids.setdefault(identity, file.name)
        if record is not None:
            self.records.append((file, record))


def _own_localities(reader: Reader) -> list[str]:
    file = reader.toml(reader.root / "localities.toml")
    return [str(row["key"]) for _, row in (file.rows("localities") if file else ()) if "key" in row]


def _slug(record: Any) -> str:
    return str(record.slug)


def _texts(seed: Seed) -> Iterable[tuple[Path, bytes]]:
    for organisation in seed.organisations:
        yield Path(ORGANISATIONS, f"{organisation.slug}.toml"), organisation_toml(organisation).encode()
    for listing in seed.listings:
        yield Path(listing.locality, f"{listing.slug}.toml"), listing_toml(listing).encode()


def _toml(record: Any, *said_by_the_name: str) -> str:
    document = {name: value for name, value in to_document(record).items() if name not in said_by_the_name}
    # TOML wants plain values before tables. tomli_w would fold short tables into one line; one form for all
    # is easier to edit and to compare, so tables are laid out here.
    text = tomli_w.dumps({name: value for name, value in document.items() if not _is_table(value)})
    for name, value in document.items():
        if isinstance(value, dict):
            text += f"\n[{name}]\n{tomli_w.dumps(value)}"
        elif _is_table(value):
            text += "".join(f"\n[[{name}]]\n{tomli_w.dumps(row)}" for row in value)
    return text


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict))


def _record_files(folder: Path) -> Iterable[Path]:
    return folder.glob("*/*.toml")


def _write_beside(path: Path, text: bytes) -> Path:
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return temporary
