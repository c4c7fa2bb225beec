"""`python -m bench.matching`: our engine beside its peers: quality, time, memory and building, in one table.

The table and the machine go to standard output, for a README; what is being done goes to standard error.
Run it on a machine that is doing nothing else. Each engine has a process and a core of its own.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import machine
from bench.matching.corpus import Corpus
from bench.matching.engines import ENGINES
from bench.matching.growing import grown
from bench.matching.judged import open_set, own
from bench.matching.measure import Figures, measured
from bench.matching.table import table
from tests.quality.measuring import shipped

SIZES = (2_000, 10_000, 100_000)
SECONDS = 30.0  # of asking one engine at one size; a slow one is asked fewer sentences
LIBRARIES = ("numpy", "rapidfuzz", "bm25s", "tantivy")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.matching", description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="numbers of listings")
    parser.add_argument("--queries", type=int, help="ask only so many, for a quick look")
    wanted = parser.parse_args()
    began = time.perf_counter()
    print(f"{machine.describe(LIBRARIES)}, SQLite {sqlite3.sqlite_version}\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="poai-bench-") as temporary:
        folder = Path(temporary)
        ours = own(shipped(folder), wanted.queries)
        judged = [ours, *filter(None, [open_set(ours.corpus.words, wanted.queries)])]
        quality = [
            (one, _measured(folder, one.title, one.corpus, [query.text for query in one.queries], None))
            for one in judged
        ]
        typed = [query.text for query in ours.queries]
        random.Random(1).shuffle(typed)  # so that the first of them are of every kind
        costs = [
            (count, _measured(folder, f"{count:,} listings", grown(ours.corpus, count), typed, SECONDS))
            for count in wanted.sizes
        ]
    print(table(ENGINES, quality, costs))
    _tell(f"Measured in {time.perf_counter() - began:.0f} seconds.")


def _measured(
    folder: Path, title: str, corpus: Corpus, texts: Sequence[str], seconds: float | None
) -> dict[str, Figures]:
    path = folder / "corpus"
    corpus.save(path)
    found = {}
    for engine in ENGINES:
        if engine.is_here():
            _tell(f"{title}: {engine.title}")
            found[engine.title] = measured(engine, path, texts, seconds)
    return found


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


main()
