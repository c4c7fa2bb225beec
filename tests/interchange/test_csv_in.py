"""Tables are read however a spreadsheet saved them, and every cell that is wrong is named."""

import pytest

from poai.domain.listing import CostOption, Schedule
from poai.interchange.csv_in import MOST_COLUMNS, decoded, read_table
from poai.interchange.csv_in_columns import template
from poai.interchange.csv_out import as_typed, plain
from poai.interchange.dialects_shape import Skipped, UnreadableError
from poai.interchange.oruk_in import Row, row_of

HEADER = "Name,Description,Organisation,Postcode"


def one(text: str) -> Row:
    (item,) = read_table(text.encode()).items
    row = row_of(item)
    assert isinstance(row, Row), row
    return row


def wrong(text: str) -> list[tuple[str, str]]:
    (item,) = read_table(text.encode()).items
    found = row_of(item)
    assert not isinstance(found, Row)
    return [(each.where, each.field) for each in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_however_it_was_saved(encoding: str, separator: str) -> None:
    text = f"{HEADER}\r\nCafé £1,Tea,Club,ZE10 1AA\r\n".replace(",", separator)
    read = read_table(text.encode(encoding))
    assert [item.service["name"] for item in read.items] == ["Café £1"]
    assert ("a guess" in read.notes[0]) == (encoding == "cp1252")


def test_rows_are_numbered_as_in_a_spreadsheet_and_remarks_are_left_out() -> None:
    read = read_table(f"{HEADER}\n# a remark,,,\n,,,\nTea,Tea,Club,\n".encode())
    assert [item.where for item in read.items] == ["row 4"]


def test_a_row_with_a_stray_comma_is_named() -> None:
    read = read_table(f"{HEADER}\nTea,Tea, and talk,Club,ZE10 1AA\n".encode())
    assert read.items == ()
    assert isinstance(read.skipped[0], Skipped)
    assert (read.skipped[0].where, read.skipped[0].field) == ("row 2", "column 5")


def test_every_cell_that_is_wrong_is_named() -> None:
    text = "name,description,organization_name,minimum_age,email,joining,wheelchair,address_1\nTea,,,old,nobody,maybe,perhaps,1 Quay\n"
    columns = ("organization_name", "minimum_age", "wheelchair", "description", "joining", "email")
    assert sorted(wrong(text)) == sorted(("row 2", name) for name in columns)


def test_times_and_costs_are_read_where_they_are_plain() -> None:
    header = "name,description,organization_name,schedule,fees"
    row = one(f'{header}\nTea,Tea,Club,"Mon, Wed 9am-12noon","£2.50, a week; free"\n')
    assert row.fields["schedules"] == (
        Schedule(freq="WEEKLY", byday="MO,WE", opens_at="09:00", closes_at="12:00"),
    )
    assert row.fields["cost_options"] == (
        CostOption(amount=2.5, amount_description="a week"),
        CostOption(amount=0),
    )
    words = one(f"{header}\nTea,Tea,Club,Ring first,A small gift\n")
    assert words.fields["schedules"] == (Schedule(description="Ring first"),)
    assert (words.fields["fees_description"], words.fields["cost_options"]) == ("A small gift", ())


@pytest.mark.parametrize("cell", ["=1+1", "'=1+1", "'tis", "''", "@x", "-5", "plain", "＝x"])
def test_a_quotation_mark_of_ours_is_taken_off_again(cell: str) -> None:
    row = one(f'name,description,organization_name\n"{plain(cell)}",Tea,Club\n')
    assert row.name == cell == as_typed(plain(cell))


def test_what_somebody_typed_before_a_word_stays() -> None:
    assert one("name,description,organization_name\n'Tis tea,Tea,Club\n").name == "'Tis tea"


def test_the_template_says_what_each_column_is_for() -> None:
    read = read_table(template().encode())
    assert (read.items, read.skipped) == ((), ())
    assert len(read.notes) == 1


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"Some,Words\n1,2\n", "names none name"),
        (b"name,organization_name,name\n", "twice"),
        (b"name,organization_name" + b",x" * MOST_COLUMNS, "200 columns"),
        (b"name,organization_name" + b",x" * 1_000_000, "200 columns"),
        (b"name,organization_name\n" + b"a,b\n" * 20_100, "more than 20,000 rows"),
        (b"name,organization_name\n" + b"a" * 200_000, "not a table"),
        (b"a" * 10_000_001, "larger than 10 MB"),
        (b"name,organization_name\n\0", "not text"),
        (b"\x81\x8d\x8f", "not text"),
    ],
)
def test_what_is_no_table_is_refused_in_words(body: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read_table(body)


def test_text_is_what_it_is() -> None:
    assert decoded("£".encode("cp1252"))[0] == "£"
