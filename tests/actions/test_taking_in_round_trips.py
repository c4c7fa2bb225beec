"""What we give away can be taken back whole: our feed and our table, taken into an empty place, come out of it the same."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from poai.actions.open_data import OpenData
from poai.actions.open_data_files import Files
from poai.domain.facts import Facts
from poai.domain.listing import Listing, Schedule
from poai.domain.listing_now import Break, Checked, Pause, Room
from poai.interchange.oruk_asking import Asked
from tests.actions.cast import Cast
from tests.actions.open_data_site import open_data_of
from tests.actions.taking import open_data_here, taken
from tests.interchange.invented import listings

# When a listing last changed here is another day than there, and only that.
_WHEN = ("last_modified",)


def given() -> tuple[Listing, ...]:
    some = listings(13)
    terms = replace(some[1].schedules[0], term_time=True)
    shut = Break(first=date(2026, 12, 21), last=date(2027, 1, 3), reason="Christmas, and the hall is let")
    second = replace(
        some[1],
        schedules=(terms, *some[1].schedules[1:]),
        breaks=(shut,),
        pause=Pause(until=date(2026, 12, 1)),
        room=Room(kind="waiting-list", weeks=3, on=date(2026, 11, 2), until=date(2027, 2, 1)),
        checked=(Checked(facts=Facts.TIMES, date=date(2026, 11, 2)),),
    )
    seventh = replace(
        some[6],
        email="hall@example.org",
        languages=("ta", "xx"),
        schedules=(Schedule(description="Mondays 10am-12pm"),),
    )
    return (some[0], second, *some[2:6], seventh, *some[7:])


def services(data: OpenData) -> list[dict[str, Any]]:
    lines = data.services(Asked(full=True)).lines().splitlines()
    return [{name: value for name, value in json.loads(line).items() if name not in _WHEN} for line in lines]


def cells(data: OpenData) -> list[dict[str, str]]:
    text = Files(data).table.body.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{name: cell for name, cell in row.items() if name not in _WHEN} for row in rows]


def test_our_feed_taken_into_an_empty_place_gives_the_same_feed(cast: Cast, tmp_path: Path) -> None:
    first = open_data_of(tmp_path / "first.db", given())
    body = first.services(Asked(full=True, per_page=1000)).page().encode()
    report = taken(cast, body, show=True)
    assert (report.counts["added"], report.counts["skipped"]) == (len(given()), 0)
    assert services(open_data_here(cast, tmp_path / "second.db")) == services(first)


def test_our_file_of_lines_gives_the_same_feed(cast: Cast, tmp_path: Path) -> None:
    first = open_data_of(tmp_path / "first.db", given())
    taken(cast, Files(first).ndjson.body, show=True)
    assert services(open_data_here(cast, tmp_path / "second.db")) == services(first)


def test_our_table_taken_into_an_empty_place_gives_the_same_table(cast: Cast, tmp_path: Path) -> None:
    first = open_data_of(tmp_path / "first.db", given())
    report = taken(cast, Files(first).table.body, show=True)
    assert (report.counts["added"], report.counts["skipped"]) == (len(given()), 0)
    assert cells(open_data_here(cast, tmp_path / "second.db")) == cells(first)
