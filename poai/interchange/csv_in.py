"""Reads a table of listings (CSV): our own files, our template filled in, or any with a header that we understand."""

import csv
import io
import re
from collections.abc import Iterator

from poai.interchange.csv_in_columns import ALIASES, row_in_shape
from poai.interchange.csv_out import plain
from poai.interchange.dialects_shape import MOST_ROWS, Item, Read, Skipped, UnreadableError

MOST_BYTES = 10_000_000
MOST_COLUMNS = 200
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}


def read_table(body: bytes) -> Read:
    """The services of a table. Raises UnreadableError."""
    if len(body) > MOST_BYTES:
        raise UnreadableError(f"The table is larger than {MOST_BYTES // 1_000_000} MB")
    text, encoding = decoded(body)
    line = text.lstrip("\r\n").partition("\n")[0]
    if len(line) > 50_000:
        raise UnreadableError(f"The first row has more than the {MOST_COLUMNS} columns that we read")
    separator = max(_SEPARATORS, key=lambda sign: len(_known(line, sign)))
    found = _rows(text, separator)
    _, first = next(found, (0, []))
    header = [ALIASES.get(_folded(cell), "") for cell in first]
    if len(header) > MOST_COLUMNS:
        raise UnreadableError(f"The first row has more than the {MOST_COLUMNS} columns that we read")
    missing = [name for name in ("name", "organization_name") if name not in header]
    if missing:
        raise UnreadableError(
            f"The first row has to name the columns, and names none {' and none '.join(missing)}. "
            "Begin with the template, or with a file that was saved here"
        )
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise UnreadableError(f"The first row names the column {twice[0]} twice")
    items, skipped = [], []
    for number, cells in found:
        if number > MOST_ROWS + 1:
            raise UnreadableError(f"The table has more than {MOST_ROWS:,} rows")
        where = f"row {number}"
        row = {name: _as_typed(cell.strip()) for name, cell in zip(header, cells, strict=False) if name}
        if len(cells) > len(header) and any(cells[len(header) :]):
            reason = "It has more cells than the first row has. Is there a comma that needs quotation marks around it?"
            skipped.append(Skipped(where, row.get("name", ""), reason, f"column {len(header) + 1}"))
        else:
            items.append(Item(where, row_in_shape(row)))
    unknown = [cell.strip() for cell, name in zip(first, header, strict=True) if not name and cell.strip()]
    notes = [f"Read as {encoding}, with {_SEPARATORS[separator]} between the cells"]
    if unknown:
        notes.append(f"These columns were not read: {', '.join(cell[:60] for cell in unknown[:20])}")
    return Read("a table (CSV)", tuple(items), tuple(skipped), tuple(notes))


def decoded(body: bytes) -> tuple[str, str]:
    """Bytes as text, and what they were taken for. Raises UnreadableError."""
    try:
        if body.startswith(b"\xef\xbb\xbf"):
            return body.decode("utf-8-sig"), "UTF-8"
        if body.startswith((b"\xff\xfe", b"\xfe\xff")):
            return body.decode("utf-16"), "UTF-16"
        if body[:200].count(0) * 4 > len(body[:200]):
            return body.decode("utf-16-le" if body[1:2] == b"\0" else "utf-16-be"), "UTF-16"
        return body.decode(), "UTF-8"
    except UnicodeDecodeError:
        if body.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in body:
            raise UnreadableError("The file is not text. Save it as CSV, UTF-8") from None
    try:
        return body.decode("cp1252"), "Windows-1252 (a guess: check that £ and é look right)"
    except UnicodeDecodeError:
        raise UnreadableError("The file is not text. Save it as CSV, UTF-8") from None


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, with their numbers as a spreadsheet counts. One that begins with # is a remark."""
    if "\0" in text:
        raise UnreadableError("The file is not text. Save it as CSV, UTF-8")
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            begins = next((cell.strip() for cell in cells if cell.strip()), "#")
            if not begins.startswith("#"):
                yield number, cells
    except csv.Error as error:
        raise UnreadableError(f"The file is not a table: {error}") from None


def _known(line: str, separator: str) -> set[str]:
    return {name for cell in line.split(separator) if (name := ALIASES.get(_folded(cell.strip(' "\r'))))}


def _folded(cell: str) -> str:
    return re.sub(r"[\W_]+", "", cell.lstrip("\ufeff").casefold())


def _as_typed(cell: str) -> str:
    """The cell without the quotation mark that `plain` puts before formulas, and with one that somebody typed."""
    return cell[1:] if cell.startswith("'") and plain(cell[1:]) == cell else cell
