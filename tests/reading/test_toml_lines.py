from textwrap import dedent

from poai.reading.toml_lines import line_numbers


def test_every_key_and_item_is_found_on_its_line() -> None:
    text = dedent("""\
        # a comment with [brackets] = and "quotes"
        name = "a # that is no comment"
        long = \"\"\"
        first
        [not_a_table]
        \"\"\"
        after = 'single'
        list = [
            "one",  # said
            "two",
        ]
        inline = { a = 1, b = [2, 3] }

        [source]
        seen = 2026-11-23

        [[schedules]]
        freq = "WEEKLY"

        [[schedules]]
        opens_at = "9.30"
        costs = [{ amount = 1 }, { amount = 2 }]
        """)
    lines = line_numbers(text)
    assert lines["name",] == 2
    assert lines["long",] == 3
    assert lines["after",] == 7
    assert lines["list", 0] == 9
    assert lines["list", 1] == 10
    assert lines["inline", "b", 1] == 12
    assert lines["source", "seen"] == 15
    assert lines["schedules", 0, "freq"] == 18
    assert lines["schedules", 1, "opens_at"] == 21
    assert lines["schedules", 1, "costs", 1, "amount"] == 22
    assert ("not_a_table",) not in lines


def test_dotted_and_quoted_keys_and_tables_in_tables_are_found() -> None:
    lines = line_numbers('a.b = 1\n"c d" = 2\n[[x]]\n[x.y]\nz = """q"""\n[[x]]\n[x.y]\nz = 4\n')
    assert lines["a", "b"] == 1
    assert lines["c d",] == 2
    assert lines["x", 0, "y", "z"] == 5
    assert lines["x", 1, "y", "z"] == 8


def test_windows_line_ends_count_once() -> None:
    assert line_numbers('a = 1\r\n\r\nb = "x"\r\n')["b",] == 3
