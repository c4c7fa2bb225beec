"""Whatever somebody is called, a spreadsheet shows it and works nothing out; and nothing is lost by that."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from poai.interchange.csv_out import as_typed, plain, written

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


@given(CELLS)
@example("=1+1")
@example("'=1+1")
@example("\t=1")
@example("\r=1")
def test_s37_no_cell_begins_as_a_formula_does(cell: str) -> None:
    assert not plain(cell).startswith(tuple("=+-@\t\r"))
    assert as_typed(plain(cell)) == cell


@given(ROWS)
def test_s37_a_file_round_trips_and_holds_no_formula(rows: list[list[str]]) -> None:
    found = read(written(("One", "Two"), rows))
    assert not [cell for row in found for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    assert [[as_typed(cell) for cell in row] for row in found[1:]] == rows


@pytest.mark.parametrize("words", ["07700 900123", "Ivy", "3 = 2 + 1", "", "(brackets)", "£4"])
def test_what_is_no_formula_stays_as_it_is(words: str) -> None:
    assert plain(words) == words


def test_excel_reads_it_as_what_it_is() -> None:
    assert written(["Name"], [["Zoë"]]) == "\ufeffName\r\nZoë\r\n"
