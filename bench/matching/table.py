"""The figures as one table in Markdown: a column for each engine."""

from collections.abc import Callable, Mapping, Sequence

from bench.matching.engines import OURS, Engine
from bench.matching.judged import Judged, Marks, marks
from bench.matching.measure import Figures, at_most

NOT_HERE = "not here"
HOW = (
    "- Milliseconds of processor time for a typed sentence and 20 results (ours with reasons), on one core, one"
    " after the other; in brackets, how many times ours. MB: what the process gains beside the listings,"
    " libraries and all. Build: processor time, without imports."
)
Measured = Mapping[str, Figures]  # by the title of the engine
Row = tuple[str, list[str]]


def table(
    engines: Sequence[Engine],
    quality: Sequence[tuple[Judged, Measured]],
    costs: Sequence[tuple[int, Measured]],
) -> str:
    """Quality over each judged set, then the cost with each number of listings, then what must be said of them."""
    rows: list[Row] = []
    for judged, by_engine in quality:
        rows += _quality_rows(engines, judged, by_engine)
    for count, by_engine in costs:
        rows += _cost_rows(engines, count, by_engine)
    head = ["", *(engine.title for engine in engines)]
    lines = [head, ["---"] * len(head), *([name, *cells] for name, cells in rows)]
    return "\n".join(
        [*("| " + " | ".join(line) + " |" for line in lines), "", *_notes(engines, quality, costs), ""]
    )


def _quality_rows(engines: Sequence[Engine], judged: Judged, by_engine: Measured) -> list[Row]:
    measures: tuple[tuple[str, Callable[[Marks], float]], ...] = (
        ("nDCG@10", lambda mark: mark.ndcg),
        ("first result helps", lambda mark: mark.first),
        ("one of three helps", lambda mark: mark.three),
    )

    def cell(figures: Figures, of: Callable[[Marks], float]) -> str:
        found = [marks(judged.queries, figures.found, variant) for variant in ("clean", "misspelt")]
        return " / ".join(f"{of(mark):.2f}".removeprefix("0") if mark else "-" for mark in found)

    return [
        (
            f"{judged.title}: {name}, clean / misspelt",
            _cells(engines, by_engine, lambda figures, of=of: cell(figures, of)),  # type: ignore[misc]
        )
        for name, of in measures
    ]


def _cost_rows(engines: Sequence[Engine], count: int, by_engine: Measured) -> list[Row]:
    ours = by_engine[OURS.title]

    def beside(share: float) -> Callable[[Figures], str]:
        def cell(figures: Figures) -> str:
            ms, our_ms = at_most(share, figures.cpu), at_most(share, ours.cpu)
            return f"**{_short(ms)}**" if figures is ours else f"{_short(ms)} ({_short(ms / our_ms)}×)"

        return cell

    return [
        (f"{count:,} listings: p50 ms", _cells(engines, by_engine, beside(0.5))),
        ("p95 ms", _cells(engines, by_engine, beside(0.95))),
        ("p95 ms, wall clock", _cells(engines, by_engine, lambda one: _short(at_most(0.95, one.wall)))),
        ("MB", _cells(engines, by_engine, lambda one: f"{one.mb:.0f}")),
        ("build, s", _cells(engines, by_engine, lambda one: "about " * one.sampled + _short(one.built))),
    ]


def _cells(engines: Sequence[Engine], by_engine: Measured, cell: Callable[[Figures], str]) -> list[str]:
    return [cell(by_engine[e.title]) if e.title in by_engine else NOT_HERE for e in engines]


def _notes(
    engines: Sequence[Engine],
    quality: Sequence[tuple[Judged, Measured]],
    costs: Sequence[tuple[int, Measured]],
) -> list[str]:
    sets = [
        f"{judged.title}: {len(judged.queries)} questions over {len(judged.corpus.listings)} listings"
        for judged, _ in quality
    ]
    notes = [f"- {'; '.join(sets)}. A result helps if its grade is above 0.", HOW]
    most = max((len(figures.cpu) for _, by_engine in costs for figures in by_engine.values()), default=0)
    fewer = [
        f"{title} at {count:,}: {len(figures.cpu)}"
        for count, by_engine in costs
        for title, figures in by_engine.items()
        if len(figures.cpu) < most
    ]
    notes.append(f"- Sentences timed: {most}" + (f", but {'; '.join(fewer)}." if fewer else "."))
    if any(figures.sampled for _, by_engine in costs for figures in by_engine.values()):
        notes.append("- about: worked out from a sample of the listings.")
    notes += [f"- {engine.title} is not here: {engine.get}." for engine in engines if not engine.is_here()]
    return notes


def _short(value: float) -> str:
    """Two figures that count, or all before the point."""
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"
