"""The table says what the listings say, in columns that are described, and no spreadsheet works anything out."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from poai.actions.open_data_files import Files
from poai.domain.listing import Listing, Schedule
from poai.domain.listing_now import Break, Pause, Room
from poai.interchange.csv_out import as_typed
from poai.interchange.listing_csv import COLUMNS
from tests.actions.open_data_site import open_data_of
from tests.interchange.invented import SECRET, listings


def rows(path: Path, given: tuple[Listing, ...]) -> list[dict[str, str]]:
    text = Files(open_data_of(path, given)).table.body.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_there_is_a_row_for_each_service_with_what_is_known(tmp_path: Path) -> None:
    found = rows(tmp_path / "catalogue.db", listings(7))
    assert list(found[0]) == list(COLUMNS)
    assert [row["name"] for row in found] == [item.name for item in listings(7)]
    full = found[1]
    assert full["schedule"] == "WEEKLY every 2 MO,WE 10:00-12:00; MONTHLY -1FR, Bring a cup."
    assert (full["postal_code"], full["wheelchair"], full["minimum_age"]) == ("ZE10 1AA", "yes", "60")
    assert found[0]["fees"] == found[0]["free"] == found[0]["postal_code"] == ""
    assert (found[4]["fees"], found[4]["free"]) == ("free; free", "yes")
    assert all(row["licence"].endswith("/data") for row in found)
    assert SECRET not in str(found)


def test_what_a_group_says_of_room_and_breaks_is_told_with_when_it_ends(tmp_path: Path) -> None:
    day = date(2026, 12, 21)
    one = replace(
        listings(1)[0],
        breaks=(Break(first=day, last=date(2027, 1, 3), reason="Christmas"),),
        pause=Pause(until=day),
        room=Room(kind="waiting-list", weeks=3, on=day, until=date(2027, 5, 12)),
        schedules=(Schedule(freq="WEEKLY", byday="MO", term_time=True),),
    )
    (row,) = rows(tmp_path / "catalogue.db", (one,))
    assert row["breaks"] == "2026-12-21/2027-01-03 Christmas"
    assert row["paused_until"] == "2026-12-21"
    assert row["room"] == "waiting-list 3 weeks until 2027-05-12"
    assert row["schedule"] == "WEEKLY MO in school terms"


def test_a_cell_that_looks_like_a_formula_is_words(tmp_path: Path) -> None:
    tags = rows(tmp_path / "catalogue.db", listings(7))[6]["tags"]
    assert tags == "'=1+1; quiz"
    assert as_typed(tags) == "=1+1; quiz"


def test_every_column_is_described_for_people_and_programs(tmp_path: Path) -> None:
    described = json.loads(Files(open_data_of(tmp_path / "catalogue.db", ())).columns.body)
    columns = described["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(COLUMNS)
    assert all(column["dc:description"] for column in columns)
    assert described["dc:license"] == {"@id": "https://help.example.org/data"}
