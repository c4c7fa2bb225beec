"""Every row of the security checklist that is built to names at least one test, by its id."""

import re

import pytest

from tests.source import ROOT

# Rows of the checklist: accounts, sessions, access, browsers, input, records, losing nothing and running. Without
# sign-in by another service (12), upgrades from releases (60: there is none yet), what is supplied (62) and load (64).
ROWS = [*range(1, 12), *range(13, 60), 61, 63]


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
