"""One directory from files to answers: loading, starting, memory and the cost of each page."""

import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import servers, spent
from bench.costs import Cost, Plan, Series, measure, use
from bench.making import make_directory
from bench.peers.making import make as make_peers

WORKED = 500  # requests before memory is looked at
PEERS = {"Flask": "bench.peers.flask_site", "Django": "bench.peers.django_site"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Seconds of `poai import`, `poai build` and of starts; memory in MB of the process that answers, by site.

    `first` is a start with nothing there yet, which imports and builds; `starts` find everything ready.
    """

    listings: int
    imported: float
    built: float
    first: float | None
    starts: Mapping[str, float]
    memory: Mapping[str, float]
    costs: Mapping[Series, Cost]


def run(folder: Path, directory: Path, content: Path, count: int, plan: Plan) -> Run:
    """Makes `count` listings at the place of `directory`, loads them, and measures all sites over them."""
    made = make_directory(directory, content, folder / "directory", count)
    settings = servers.settings(folder / "loaded", made.folder, content)
    imported, built = _seconds("import", settings), _seconds("build", settings)
    first = _cold_start(folder / "cold", made.folder, content) if plan.cold else None
    make_peers(folder / "loaded" / "catalogue.db", made.folder, content, folder / "peers")
    with ExitStack() as running:
        sites = [running.enter_context(servers.poai(folder / "loaded", made.folder, content))]
        for name, module in PEERS.items():
            sites.append(running.enter_context(servers.peer(name, module, folder / "peers")))
        for site in sites:
            use(site, made.slugs, WORKED)
        return Run(
            listings=count,
            imported=imported,
            built=built,
            first=first,
            starts={site.name: site.started_in for site in sites},
            memory={site.name: spent.resident_mb(site.answering) for site in sites},
            costs=measure(sites, made.slugs, plan),
        )


def _cold_start(data: Path, directory: Path, content: Path) -> float:
    with servers.poai(data, directory, content) as started:
        return started.started_in


def _seconds(command: str, settings: Mapping[str, str]) -> float:
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "poai.cli", command],
        env=servers.environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"poai {command}: {done.stderr}")
    return time.perf_counter() - started
