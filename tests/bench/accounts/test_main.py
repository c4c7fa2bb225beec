"""The whole run, small: one table, with ours beside each peer."""

import re
import subprocess
import sys

import pytest

from tests.source import ROOT


@pytest.mark.slow
def test_one_run_prints_a_line_for_each_cost() -> None:
    pytest.importorskip("django", reason="make bench installs Django")
    done = subprocess.run(
        [sys.executable, "-m", "bench.accounts", "--rounds", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = [re.split(r"  +", line) for line in done.stdout.splitlines() if re.search(r"\d$", line)][-5:]
    assert [row[0] for row in rows] == [
        "sign in, password",
        "sign in, password and code",
        "check a session",
        "a row of the trail",
        "one of 100 rows at once",
    ]
    assert all(float(cell.replace(",", "")) > 0 for row in rows for cell in row[1:])
