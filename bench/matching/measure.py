"""Measures one engine over one corpus, on one core, in a process of its own: `python -m bench.matching.measure`.

Standard input holds one JSON record: `engine` (a title), `corpus` (a file), `texts` and `seconds` (after which
no more texts are asked than LEAST; null for all). Standard output gets one: the fields of `Figures`.
"""

import ctypes
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path

from bench.matching.corpus import Corpus
from bench.matching.engines import ENGINES, Engine, Search
from bench.spent import resident_mb

SHOWN = 20  # results, as on a page
WARM = 3  # listings asked for by name before anything is timed
LEAST = 20
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Figures:
    """`found` are ids for each text; `cpu` and `wall` milliseconds for each of them. `built` are seconds of
    processor time, `mb` what the engine, its libraries included, takes beside the listings themselves."""

    found: list[list[str]]
    cpu: list[float]
    wall: list[float]
    built: float
    mb: float
    sampled: bool


def measured(engine: Engine, corpus: Path, texts: Sequence[str], seconds: float | None) -> Figures:
    """Starts the process and waits for its figures."""
    wanted = {"engine": engine.title, "corpus": str(corpus), "texts": list(texts), "seconds": seconds}
    done = subprocess.run(
        [sys.executable, "-m", "bench.matching.measure"],
        input=json.dumps(wanted),
        env=os.environ | ONE_THREAD,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{engine.title}: {done.stderr.strip()}")
    return Figures(**json.loads(done.stdout))


def at_most(share: float, times: Sequence[float]) -> float:
    """The smallest of `times` that this share of them does not pass: at_most(0.5, …) is the middle one."""
    return sorted(times)[max(0, ceil(share * len(times)) - 1)]


def measure(engine: Engine, corpus: Corpus, texts: Sequence[str], seconds: float | None) -> Figures:
    """Builds the engine and asks it, here and now."""
    before = _settled_mb()
    build = engine.load()
    started = time.process_time()
    built = build(corpus)
    spent = time.process_time() - started
    for listing in corpus.listings[:WARM]:
        built.search(listing.name, SHOWN)
    found, cpu, wall = _ask(built.search, texts, seconds)
    return Figures(
        found=found,
        cpu=cpu,
        wall=wall,
        built=spent + built.unspent,
        mb=_settled_mb() - before,
        sampled=built.unspent > 0,
    )


def _ask(
    search: Search, texts: Sequence[str], seconds: float | None
) -> tuple[list[list[str]], list[float], list[float]]:
    found: list[list[str]] = []
    cpu: list[float] = []
    wall: list[float] = []
    end = None if seconds is None else time.monotonic() + seconds
    for text in texts:
        if end and len(found) >= LEAST and time.monotonic() > end:
            break
        wall_before, cpu_before = time.perf_counter(), time.process_time()
        answer = search(text, SHOWN)
        cpu.append((time.process_time() - cpu_before) * 1000)
        wall.append((time.perf_counter() - wall_before) * 1000)
        found.append(answer)
    return found, cpu, wall


def _settled_mb() -> float:
    """Memory of this process after what is no longer used was given back."""
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, musl does not
        if trim:
            trim(0)
    return resident_mb(os.getpid())


def _stay_on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def main() -> None:
    """Do what standard input asks for."""
    wanted = json.load(sys.stdin)
    _stay_on_one_core()
    engine = next(engine for engine in ENGINES if engine.title == wanted["engine"])
    corpus = Corpus.load(Path(wanted["corpus"]))
    json.dump(asdict(measure(engine, corpus, wanted["texts"], wanted["seconds"])), sys.stdout)


if __name__ == "__main__":
    main()
