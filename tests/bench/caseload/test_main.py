"""The whole run, small: ours beside Django, for each length of a caseload."""

import re
import subprocess
import sys

import pytest

from tests.source import ROOT


@pytest.mark.slow
def test_one_run_prints_a_line_for_each_length() -> None:
    pytest.importorskip("django", reason="make bench installs Django")
    done = subprocess.run(
        [sys.executable, "-m", "bench.caseload", "--rounds", "1", "--most", "50"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    [row] = [re.split(r"  +", line) for line in done.stdout.splitlines() if line.startswith("50 people")]
    assert all(float(cell) > 0 for cell in row[1:])
    assert len(row) == 4
