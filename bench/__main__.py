"""`python -m bench`: CPU per page beside Flask and Django, start-up, memory and first-visit weight.

Prints the machine first, then a table for each number of listings. `--quick` keeps to the fewest and asks
less often. Run it on a machine that is doing nothing else; the spread shows one that is not.
"""

import argparse
import re
import shutil
import tempfile
import time
from pathlib import Path

from bench import machine, report, servers, sizes, weights
from bench.costs import Plan

ROOT = Path(__file__).parents[1]
DIRECTORY, CONTENT = ROOT / "directory", ROOT / "content"

# With 20,000 a cold start is the import and the build once more, and they take a minute.
FULL = {150: Plan(5, 50), 2_000: Plan(5, 50), 20_000: Plan(3, 15, cold=False)}
QUICK = {150: Plan(3, 25)}
COMPARED = ("starlette", "uvicorn", "flask", "django", "gunicorn")
RESULTS = 20  # on a page, as the peers have


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measures poai beside Flask and Django."
    )
    parser.add_argument(
        "--quick", action="store_true", help="under a minute: only the fewest listings, fewer rounds"
    )
    plans = QUICK if parser.parse_args().quick else FULL
    began = time.perf_counter()
    print(machine.describe(COMPARED), end="\n\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="poai-bench-") as temporary:
        folder = Path(temporary)
        _own_site(folder / "own")
        content = _content(folder / "content")
        runs = []
        for count, plan in plans.items():
            runs.append(sizes.run(folder / str(count), DIRECTORY, content, count, plan))
            print(report.costs_table(count, runs[-1].costs), flush=True)
    print(report.runs_table(runs))
    print(f"Measured in {time.perf_counter() - began:.0f} seconds.")


def _own_site(data: Path) -> None:
    """The checkout's own site as residents get it: how fast it starts and what a first visit weighs."""
    with servers.poai(data, DIRECTORY, CONTENT) as server:
        first = server.started_in
    with servers.poai(data, DIRECTORY, CONTENT) as server:
        site = f"http://127.0.0.1:{server.port}"
        slug = min(path.stem for path in DIRECTORY.glob("borough-wide/*.toml"))
        pages = {"home": "/", "results": "/find?q=my+mum+is+lonely", "listing": f"/listings/{slug}"}
        print(report.weights_table({name: weights.weigh(site, path) for name, path in pages.items()}))
        print(
            f"It starts in {first:.1f} seconds the first time, {server.started_in:.1f} after that.\n",
            flush=True,
        )


def _content(folder: Path) -> Path:
    """The checkout's words, but with as many results on a page as the peers have."""
    shutil.copytree(CONTENT, folder)
    site = folder / "site.toml"
    text, changed = re.subn(
        r"(?m)^results_per_page = \d+$", f"results_per_page = {RESULTS}", site.read_text()
    )
    if changed != 1:
        raise ValueError("content/site.toml has no line results_per_page")
    site.write_text(text)
    return folder


main()
