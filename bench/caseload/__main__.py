"""`python -m bench.caseload`: a caseload's first page at 50, 1,000 and 10,000 people, beside the same list in Django.

Each person has three referrals and four notes, and another worker has as many people in the same store. Ours and the peer
take turns; the middle of the rounds counts. Run it on a machine that is doing nothing else.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import machine
from bench.caseload.ours import Ours, Site
from bench.caseload.peer import Peer
from bench.report import table
from poai.store.opening import sqlite_module

SIZES = (50, 1_000, 10_000)
ROUNDS = 9


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.caseload", description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="fewer, for a quick look")
    parser.add_argument("--most", type=int, default=max(SIZES), help="leave out longer caseloads")
    asked = parser.parse_args()
    print(
        f"{machine.describe(('sqlalchemy', 'starlette', 'django'))}, SQLite {sqlite_module().sqlite_version}\n"
    )
    rows = []
    with tempfile.TemporaryDirectory(prefix="poai-bench-") as temporary:
        folder = Path(temporary)
        site, peer = Site(folder), Peer()
        for people in (size for size in SIZES if size <= asked.most):
            ours = Ours(site, folder, people)
            theirs = peer.serve(ours.settings, ours.worker.id)
            mine, other = _measured(ours.page, theirs, asked.rounds)
            rows.append([f"{people:,} people", f"{mine:.1f}", f"{other:.1f}", f"{mine / other:.2f}"])
            ours.close()
    head = ["", "poai, ms", "Django, ms", "poai/Django"]
    print(table("The first page of a caseload, the whole request", head, rows))
    print("Django checks no session and writes no trail; ours does both.")


def _measured(ours: Callable[[], object], peer: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Milliseconds of the clock for each, in turns: the middle round."""
    ours()
    peer()  # what is done once only
    taken = [(_once(ours), _once(peer)) for _ in range(rounds)]
    return statistics.median(mine for mine, _ in taken), statistics.median(other for _, other in taken)


def _once(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


main()
