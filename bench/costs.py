"""CPU per request of each page, of each site, in rounds that take turns."""

import json
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from bench import spent
from bench.making import sentences
from bench.servers import Server

HOME, RESULTS, LISTING = "home", "results", "listing"
PAGES = (HOME, RESULTS, LISTING)


@dataclass(frozen=True, slots=True)
class Series:
    """Asking one site for one page in one way: with gzip or without, on kept connections or new ones."""

    server: str
    page: str
    gzip: bool = False
    keep: bool = True


@dataclass(slots=True)
class Cost:
    """`rounds` are milliseconds of CPU a request; `size` and `results` are per page, bytes as sent."""

    rounds: list[float] = field(default_factory=list)
    size: float = 0.0
    results: float = 0.0

    @property
    def ms(self) -> float:
        """The middle round."""
        return statistics.median(self.rounds)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is asked: `rounds` of `requests` for each series; `cold`: whether a start with nothing there is timed."""

    rounds: int
    requests: int
    cold: bool = True


def series() -> list[Series]:
    """What is measured, in the order of one round."""
    wanted = []
    for page in PAGES:
        wanted += [
            Series("poai", page),
            Series("Flask", page),
            Series("Django", page),
            Series("poai", page, gzip=True),
        ]
    wanted.append(Series("poai", RESULTS, keep=False))
    return wanted


def measure(servers: Sequence[Server], slugs: Sequence[str], plan: Plan) -> dict[Series, Cost]:
    """Warms every site up, then asks in rounds. A sentence is never asked twice in the same way of one site."""
    said = sentences()
    by_name = {server.name: server for server in servers}
    ways = series()
    for way in ways:
        _ask(by_name[way.server], way, _paths(way, slugs, said[-plan.requests :], plan.requests))
    costs: dict[Series, Cost] = defaultdict(Cost)
    for number in range(plan.rounds):
        start = number * plan.requests * 3
        for way in ways:
            # Three ways of asking poai for results: each has sentences of its own, so that none was heard before.
            from_ = start + plan.requests * (way.gzip + 2 * (not way.keep))
            paths = _paths(way, slugs, said[from_ : from_ + plan.requests], plan.requests)
            server = by_name[way.server]
            before = spent.cpu_seconds(server.process)
            answered = _ask(server, way, paths)
            used = spent.cpu_seconds(server.process) - before
            cost = costs[way]
            cost.rounds.append(used * 1000 / answered["answers"])
            cost.size = answered["bytes"] / answered["answers"]
            cost.results = answered["results"] / answered["answers"]
    return costs


def use(server: Server, slugs: Sequence[str], requests: int) -> None:
    """Asks for `requests` pages of all kinds, to see what memory is used after some work."""
    for page in PAGES:
        way = Series(server.name, page)
        _ask(server, way, _paths(way, slugs, sentences()[-requests:], requests // len(PAGES)))


def _paths(way: Series, slugs: Sequence[str], said: Sequence[str], count: int) -> list[str]:
    if way.page == HOME:
        return ["/"] * count
    if way.page == LISTING:
        step = max(1, len(slugs) // count)
        return [f"/listings/{slugs[number * step % len(slugs)]}" for number in range(count)]
    if len(said) < count:
        raise ValueError("there are not enough different sentences for so many requests")
    return [f"/find?q={quote_plus(text)}" for text in said[:count]]


def _ask(server: Server, way: Series, paths: Sequence[str]) -> dict[str, int]:
    wanted = {"port": server.port, "paths": paths, "gzip": way.gzip, "keep": way.keep}
    asked = subprocess.run(
        [sys.executable, "-m", "bench.asking"],
        input=json.dumps(wanted),
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        raise RuntimeError(f"{server.name}, {way.page}: {asked.stderr.strip()}")
    return dict(json.loads(asked.stdout))
