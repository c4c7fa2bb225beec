"""Every row of the security checklist that accounts are built to names at least one test, by its id."""

import re

import pytest

from tests.source import ROOT

# Rows of the checklist for accounts, sessions, access, browsers, input, records and running.
ROWS = [*range(1, 12), *range(13, 36), 41, 42, 43, 51, 53, 56, 63]


@pytest.fixture(scope="module")
def named() -> set[str]:
    """The ids in the names of tests, such as "s53"."""
    found: set[str] = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        for name in re.findall(
            r"^\s*(?:async )?def test_(\w+)", file.read_text(encoding="utf-8"), re.MULTILINE
        ):
            found.update(re.findall(r"(?<![a-z])s\d\d(?=_)", name))
    return found


@pytest.mark.parametrize("row", [f"s{row:02}" for row in ROWS])
def test_a_test_is_named_for_it(named: set[str], row: str) -> None:
    assert row in named
