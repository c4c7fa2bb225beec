"""The judged sets: questions, what would help each of them, and how well an engine's answers do.

Our own is always there. An open set, judged by others over other listings, is measured where its folder
is: `corpus.jsonl` and `queries_open.jsonl` in $POAI_JUDGED, or beside the checkout.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bench.matching.corpus import Corpus, Words, json_lines
from poai.actions.snapshot import Snapshot, searchable
from poai.matching import runfile
from tests.quality.measuring import ON, Query, queries
from tests.quality.scoring import Grades, ndcg

BESIDE = Path(__file__).parents[3] / "shared" / "match"


@dataclass(frozen=True, slots=True)
class Judged:
    """Questions that have been judged over the listings of a corpus."""

    title: str
    corpus: Corpus
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Means over the questions of one variant, each 0 to 1. `first` and `three`: how often the first result,
    or one of the first three, would help (a grade above 0)."""

    ndcg: float
    first: float
    three: float


def own(snapshot: Snapshot, most: int | None) -> Judged:
    """Our judged set over the shipped directory; only the first `most` questions if that is given."""
    content, place = snapshot.content, snapshot.place
    words = Words(
        tuple(content.needs.values()),
        tuple(content.urgent.values()),
        tuple(sorted(place.words())),
        {key: tuple(locality.neighbours) for key, locality in place.localities.items()},
        dict(place.names.localities()),
    )
    listings = tuple(searchable(one, snapshot.catalogue, ON.date()) for one in snapshot.listings())
    return Judged("our set", Corpus(listings, words), tuple(queries()[:most]))


def open_set(words: Words, most: int | None) -> Judged | None:
    """The open set, if its folder is here. Its listings are of no place that we know, so nothing is told of any."""
    folder = Path(os.environ.get("POAI_JUDGED") or BESIDE)
    if not (folder / "queries_open.jsonl").is_file():
        return None
    asked = [Query(**row) for row in json_lines(folder / "queries_open.jsonl") if any(row["rel"].values())]
    listings = tuple(runfile.searchables(json_lines(folder / "corpus.jsonl")))
    return Judged(
        "open set", Corpus(listings, Words(words.needs, words.urgent, (), {}, {})), tuple(asked[:most])
    )


def marks(asked: Sequence[Query], found: Sequence[Sequence[str]], variant: str) -> Marks | None:
    """How well the questions of a variant were answered; None if none of them was asked."""
    pairs = [
        (ranking, query.rel) for query, ranking in zip(asked, found, strict=True) if query.variant == variant
    ]
    if not pairs:
        return None

    def mean(mark: Callable[[Sequence[str], Grades], float]) -> float:
        return fmean(mark(ranking, rel) for ranking, rel in pairs)

    return Marks(
        ndcg=mean(lambda ranking, rel: ndcg(ranking, rel, 10)),
        first=mean(lambda ranking, rel: _helps(ranking[:1], rel)),
        three=mean(lambda ranking, rel: _helps(ranking[:3], rel)),
    )


def _helps(ranking: Sequence[str], rel: Grades) -> float:
    return float(any(rel.get(slug, 0) > 0 for slug in ranking))
