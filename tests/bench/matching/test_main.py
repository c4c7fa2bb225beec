"""The whole run, small: one table with every engine, whatever is installed here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.matching.engines import ENGINES
from tests.source import ROOT


@pytest.mark.slow
def test_one_run_prints_one_table_with_every_engine(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.matching", "--sizes", "500", "--queries", "10"],
        cwd=ROOT,
        env=os.environ | {"POAI_JUDGED": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    head, *rows = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert head == f"|  | {' | '.join(engine.title for engine in ENGINES)} |"
    names = [row.split("|")[1].strip() for row in rows[1:]]
    assert names == [
        "our set: nDCG@10, clean / misspelt",
        "our set: first result helps, clean / misspelt",
        "our set: one of three helps, clean / misspelt",
        "500 listings: p50 ms",
        "p95 ms",
        "p95 ms, wall clock",
        "MB",
        "build, s",
    ]
    missing = sum(not engine.is_here() for engine in ENGINES)
    assert all(row.count("not here") == missing for row in rows[1:])
