"""Tables as CSV that a spreadsheet opens as what it is: words and numbers, never formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

MEDIA_TYPE = "text/csv"
# What makes a spreadsheet work out a cell instead of showing it, also in the wide forms of East Asian keyboards.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_QUOTE = "'"  # before a cell, says that words follow


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A file of UTF-8 with its mark, as Excel wants it: the header, then each row, every cell `plain`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow([plain(cell) for cell in row])
    return f"\ufeff{text.getvalue()}"


def plain(cell: str) -> str:
    """The cell with a quotation mark before what would be a formula. `as_typed` gives back what it was."""
    return f"{_QUOTE}{cell}" if cell.startswith((*_FORMULA, _QUOTE)) else cell


def as_typed(cell: str) -> str:
    """What `plain` was given."""
    return cell.removeprefix(_QUOTE)
