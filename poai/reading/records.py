"""Reads TOML files into records, keeping account of every problem."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from poai.reading.plain_words import blamed_field, plain_words
from poai.reading.problem import Problem
from poai.reading.toml_lines import line_numbers

T = TypeVar("T")
Where = tuple[str | int, ...]

_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


class TomlFile:
    """One file's text and values; `name` is how problems call it ("directory/purley/memory-cafe.toml")."""

    def __init__(self, name: str, text: str, values: dict[str, Any]) -> None:
        self.name = name
        self.values = values
        self._text = text
        self._lines: dict[Where, int] | None = None

    def rows(self, table: str) -> list[tuple[int, dict[str, Any]]]:
        """The tables of the list `[[table]]` with their numbers from 0; whatever else stands there is left out."""
        rows = self.values.get(table, [])
        return [
            (at, row)
            for at, row in enumerate(rows if isinstance(rows, list) else [])
            if isinstance(row, dict)
        ]

    def line(self, where: Where) -> int | None:
        """The line on which `where`, or the nearest thing round it that is written down, begins."""
        if self._lines is None:
            self._lines = line_numbers(self._text)
        while where:
            if where in self._lines:
                return self._lines[where]
            where = where[:-1]
        return None


class Reader:
    """Reads files under `root`; nothing raises, and everything that is wrong is in `problems`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def name(self, path: Path) -> str:
        """How problems name a file: from the root folder on, with forward slashes."""
        return f"{self.root.resolve().name}/{path.relative_to(self.root).as_posix()}"

    def text(self, path: Path) -> str | None:
        """The file's text, or None with a problem noted."""
        try:
            return path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.blame(self.name(path), "is missing")
        except UnicodeDecodeError:
            self.blame(self.name(path), "is not UTF-8 text")
        except OSError as error:
            self.blame(self.name(path), f"cannot be read: {error.strerror}")
        return None

    def toml(self, path: Path) -> TomlFile | None:
        """The file's values, or None with a problem noted."""
        text = self.text(path)
        if text is None:
            return None
        try:
            return TomlFile(self.name(path), text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            found = re.fullmatch(r"(.*) \(at line (\d+), column \d+\)", str(error))
            line = int(found[2]) if found else None
            self.blame(self.name(path), f"is not TOML: {found[1] if found else error}", line=line)
            return None

    def blame(
        self, file: str, message: str, *, record: str = "", field: str = "", line: int | None = None
    ) -> None:
        """Notes a problem."""
        self.problems.append(Problem(file, record, field, line, message))

    def record(
        self,
        kind: type[T],
        file: TomlFile,
        where: Where = (),
        *,
        values: Any = None,
        given: Mapping[str, Any] | None = None,
        record: str = "",
    ) -> T | None:
        """A `kind` from `values` (the whole file if None), or None with problems noted.

        `where` is the path of `values` in the file. `given` are fields that come from elsewhere, such as
        the name of the file, and must not be written in it.
        """
        values = file.values if values is None else values
        given = given or {}
        label = record or path_words(where)
        if isinstance(values, Mapping):
            repeated = [name for name in given if name in values]
            for name in repeated:
                self._blame_at(file, label, (*where, name), "comes from the file's place and name: remove it")
            if repeated:
                return None
            values = {**values, **given}
        try:
            return adapter(kind).validate_python(values)
        except ValidationError as error:
            for item in error.errors(include_url=False):
                self._blame_error(file, label, where, kind, item)
            return None

    def records(self, kind: type[T], file: TomlFile, table: str, key: str = "") -> list[tuple[int, T]]:
        """Every good record of the list `[[table]]` with its number from 0; no two may have the same `key`."""
        rows = file.values.get(table, [])
        if not isinstance(rows, list):
            self._blame_at(file, table, (table,), f"must be written as [[{table}]]")
            return []
        found: list[tuple[int, T]] = []
        seen = set()
        for at, row in enumerate(rows):
            record = self.record(kind, file, (table, at), values=row)
            if record is not None:
                found.append((at, record))
            if key and isinstance(row, Mapping) and (value := str(row.get(key))) in seen:
                self._blame_at(file, value, (table, at, key), f"{value!r} is given twice")
            elif key and isinstance(row, Mapping):
                seen.add(value)
        return found

    def only(self, file: TomlFile, *known: str) -> None:
        """Notes every top-level name of the file that is not one of `known`."""
        for name in file.values:
            if name not in known:
                self._blame_at(file, name, (name,), "is not a field that we know")

    def blame_in(self, file: TomlFile, where: Where, message: str, record: str = "") -> None:
        """Notes a problem with what stands at `where` in the file."""
        self._blame_at(file, record or path_words(where[:-1]), where, message)

    def _blame_error(
        self, file: TomlFile, label: str, base: Where, kind: type[Any], error: Mapping[str, Any]
    ) -> None:
        where = (*base, *error["loc"])
        message = plain_words(error, tuple(field.name for field in fields(kind)))
        if error["type"] == "value_error":
            field = blamed_field(message, error["input"])
            where = (*where, field) if field else where
        self._blame_at(file, label, where, message)

    def _blame_at(self, file: TomlFile, label: str, where: Where, message: str) -> None:
        self.blame(file.name, message, record=label, field=path_words(where), line=file.line(where))


def path_words(where: Where) -> str:
    """("schedules", 0, "opens_at") as people write it: schedules[0].opens_at"""
    words = ""
    for part in where:
        words += f"[{part}]" if isinstance(part, int) else f".{part}" if words else part
    return words


def adapter(kind: type[T]) -> TypeAdapter[T]:
    """The checker of a dataclass's types; making one is slow, so each is made once."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
