"""The figures as tables in plain text."""

from collections.abc import Mapping, Sequence

from bench.costs import PAGES, RESULTS, Cost, Series
from bench.sizes import Run
from bench.weights import Weight


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The first column to the left, all others to the right."""
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]

    def line(row: Sequence[str]) -> str:
        return "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        ).rstrip()

    return "\n".join([title, line(head), line(["-" * width for width in widths]), *map(line, rows), ""])


def costs_table(count: int, costs: Mapping[Series, Cost]) -> str:
    """CPU a request of each page, and how many times what each peer needs."""
    head = [
        "page",
        "poai",
        "with gzip",
        "Flask",
        "Django",
        "poai/Flask",
        "poai/Django",
        "gzip/Flask",
        "gzip/Django",
    ]
    rows = []
    for page in PAGES:
        flask, django = costs[Series("Flask", page)], costs[Series("Django", page)]
        rows.append(
            _cost_row(
                page, costs[Series("poai", page)], costs[Series("poai", page, gzip=True)], flask, django
            )
        )
    fresh = costs[Series("poai", RESULTS, keep=False)]
    flask, django = costs[Series("Flask", RESULTS)], costs[Series("Django", RESULTS)]
    rows.append(_cost_row("results, new connections", fresh, None, flask, django))
    return table(f"Milliseconds of CPU a request, {count:,} listings", head, rows) + _same(costs)


def _cost_row(name: str, ours: Cost, zipped: Cost | None, flask: Cost, django: Cost) -> list[str]:
    row = [
        name,
        f"{ours.ms:.2f}",
        f"{zipped.ms:.2f}" if zipped else "",
        f"{flask.ms:.2f}",
        f"{django.ms:.2f}",
    ]
    row += [f"{ours.ms / flask.ms:.2f}", f"{ours.ms / django.ms:.2f}"]
    return row + ([f"{zipped.ms / flask.ms:.2f}", f"{zipped.ms / django.ms:.2f}"] if zipped else ["", ""])


def _same(costs: Mapping[Series, Cost]) -> str:
    """Whether like was compared with like."""
    said = []
    for page in PAGES:
        ours = costs[Series("poai", page)]
        sizes = [costs[Series(peer, page)].size / ours.size for peer in ("Flask", "Django")]
        said.append(f"{page} {ours.size / 1000:.1f} kB (Flask {sizes[0]:.0%} of it, Django {sizes[1]:.0%})")
    shown = [f"{name} {costs[Series(name, RESULTS)].results:.1f}" for name in ("poai", "Flask", "Django")]
    spread = costs[Series("poai", RESULTS)].rounds
    return (
        f"HTML, not gzipped: {', '.join(said)}.\n"
        f"Listings on a page of results: {', '.join(shown)}. "
        f"poai's results over {len(spread)} rounds: {min(spread):.2f} to {max(spread):.2f} ms.\n"
    )


def weights_table(weights: Mapping[str, Weight]) -> str:
    """Kilobytes (1,000 bytes) of a first visit."""
    rows = [
        [page, *(f"{size / 1000:.1f}" for size in (w.html, w.css, w.js, w.icons, w.total))]
        for page, w in weights.items()
    ]
    return table(
        "First visit to the checkout's own site, kB, gzipped",
        ["page", "HTML", "CSS", "JS", "icons", "all"],
        rows,
    )


def runs_table(runs: Sequence[Run]) -> str:
    """Loading and starting in seconds, memory in MB."""
    head = [
        "listings",
        "import",
        "build",
        "first start",
        "start",
        "Flask",
        "Django",
        "memory",
        "Flask",
        "Django",
    ]
    rows = []
    for run in runs:
        seconds = [run.imported, run.built, run.first, *run.starts.values()]
        shown = ["" if value is None else f"{value:.1f}" for value in seconds]
        rows.append([f"{run.listings:,}", *shown, *(f"{mb:.0f}" for mb in run.memory.values())])
    title = "Seconds to load and to start (to the first answer), and MB of memory after 500 requests"
    return table(title, head, rows)
