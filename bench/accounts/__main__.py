"""`python -m bench.accounts`: signing in, checking a session and writing the trail, beside Django and plain SQLite.

Ours and the peer take turns; the middle of the rounds counts. Run it on a machine that is doing nothing else.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import machine
from bench.accounts.ours import Ours
from bench.accounts.peers import Django, PlainRows
from bench.report import table
from poai.store.opening import sqlite_module

ROUNDS = 9
TOGETHER = 100  # rows of the trail in one transaction


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds each, of the clock and of the processor: the middle round."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Compared:
    """What ours does `times` in a round, and what the peer does for it; each counts as `rows` of something."""

    name: str
    ours: Callable[[], object]
    peer: Callable[[], object]
    times: int
    rows: int = 1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.accounts", description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="fewer, for a quick look")
    rounds = parser.parse_args().rounds
    libraries = machine.describe(("sqlalchemy", "argon2-cffi", "django"))
    print(f"{libraries}, SQLite {sqlite_module().sqlite_version}\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="poai-bench-") as temporary:
        folder = Path(temporary)
        ours, django, plain = Ours(folder), Django(folder), PlainRows(folder)
        print(_report([(one, *_measured(one, rounds)) for one in _compared(ours, django, plain)]))
        ours.close()
        plain.close()


def _compared(ours: Ours, django: Django, plain: PlainRows) -> Sequence[Compared]:
    return (
        Compared("sign in, password", ours.password, django.sign_in, 10),
        Compared("sign in, password and code", ours.sign_in, django.sign_in, 10),
        Compared("check a session", ours.check, django.check, 300),
        Compared("a row of the trail", ours.append, plain.append, 100),
        Compared(
            f"one of {TOGETHER} rows at once",
            lambda: ours.append(TOGETHER),
            lambda: plain.append(TOGETHER),
            3,
            TOGETHER,
        ),
    )


def _measured(one: Compared, rounds: int) -> tuple[Figure, Figure]:
    """Ours and the peer's, in turns."""
    for act in (one.ours, one.peer):
        act()  # what is done once only
    taken = [(_round(one.ours, one), _round(one.peer, one)) for _ in range(rounds)]
    return _middle([ours for ours, _ in taken]), _middle([peer for _, peer in taken])


def _round(act: Callable[[], object], one: Compared) -> Figure:
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(one.times):
        act()
    each = 1000 / (one.times * one.rows)
    return Figure((time.perf_counter() - wall) * each, (time.process_time() - cpu) * each)


def _middle(figures: Sequence[Figure]) -> Figure:
    return Figure(
        statistics.median(each.wall for each in figures), statistics.median(each.cpu for each in figures)
    )


def _report(measured: Sequence[tuple[Compared, Figure, Figure]]) -> str:
    rows = [
        [
            one.name,
            f"{ours.wall:.3f}",
            f"{ours.cpu:.3f}",
            f"{1000 / ours.wall:,.0f}",
            f"{peer.wall:.3f}",
            f"{peer.cpu:.3f}",
            f"{ours.wall / peer.wall:.2f}",
            f"{ours.cpu / peer.cpu:.2f}",
        ]
        for one, ours, peer in measured
    ]
    head = ["", "poai, ms", "CPU, ms", "a second", "peer, ms", "CPU, ms", "poai/peer", "CPU"]
    return (
        table("Accounts, over SQLite with WAL and synchronous=FULL", head, rows)
        + "Peers: Django (password and session only, the same Argon2id) for signing in and sessions;"
        " rows without a chain in the same SQLite for the trail."
    )


main()
