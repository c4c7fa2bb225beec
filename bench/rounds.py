"""Ours and a peer in turns, round after round: the middle one counts."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.report import table

ROUNDS = 9


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


def measured(one: Compared, rounds: int) -> tuple[Figure, Figure]:
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


def compared_table(title: str, taken: Sequence[tuple[Compared, Figure, Figure]]) -> str:
    """A line for each, with how many times what the peer needs."""
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
        for one, ours, peer in taken
    ]
    head = ["", "poai, ms", "CPU, ms", "a second", "peer, ms", "CPU, ms", "poai/peer", "CPU"]
    return table(title, head, rows)
