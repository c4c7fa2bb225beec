"""How good a ranking is, by the usual measures, against graded judgements.

A ranking is a list of slugs, best first. Judgements are slug to grade: 2 is just right, 1 would help,
anything that is not named is 0. Every measure is from 0 (useless) to 1 (nothing could be better).
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

Grades = Mapping[str, int]
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Score:
    """One query's marks."""

    qid: str
    variant: str
    kind: str
    ndcg: float
    first: float
    success: float
    recall: float


def score(qid: str, variant: str, kind: str, ranking: Sequence[str], rel: Grades) -> Score:
    """Mark one ranking by all four measures."""
    return Score(
        qid,
        variant,
        kind,
        ndcg=ndcg(ranking, rel, 10),
        first=success(ranking, rel, 1),
        success=success(ranking, rel, 3),
        recall=recall(ranking, rel, 20),
    )


def ndcg(ranking: Sequence[str], rel: Grades, depth: int) -> float:
    """Normalised discounted cumulative gain with gains of 2^grade - 1 (Järvelin and Kekäläinen, 2002)."""
    best = _gain(sorted(rel.values(), reverse=True)[:depth])
    return _gain([rel.get(slug, 0) for slug in ranking[:depth]]) / best if best else 0.0


def success(ranking: Sequence[str], rel: Grades, depth: int) -> float:
    """1 if one of the first `depth` is as good as the best there is for this query, else 0.

    So "would help" is a success only where nothing is just right.
    """
    best = max(rel.values(), default=0)
    return float(best > 0 and any(rel.get(slug, 0) == best for slug in ranking[:depth]))


def recall(ranking: Sequence[str], rel: Grades, depth: int) -> float:
    """The share of what would help that the first `depth` hold, of as many as could fit there."""
    possible = min(depth, sum(grade > 0 for grade in rel.values()))
    return sum(rel.get(slug, 0) > 0 for slug in ranking[:depth]) / possible if possible else 0.0


def table(scores: Sequence[Score]) -> list[tuple[str, int, float, float, float, float]]:
    """Rows of name, number of queries, nDCG@10, P@1, success@3, recall@20: by variant, then by kind in it."""
    rows = []
    for variant in sorted({score.variant for score in scores}):
        mine = [score for score in scores if score.variant == variant]
        rows.append((variant, *_means(mine)))
        rows += [
            (f"{variant} {kind}", *_means([score for score in mine if score.kind == kind]))
            for kind in sorted({score.kind for score in mine})
        ]
    return rows


def interval(scores: Sequence[Score], mark: Callable[[Score], float], seed: int = 1) -> tuple[float, float]:
    """The middle 95 % of means of `mark` over resamples of the queries (percentile bootstrap)."""
    chance = random.Random(seed)
    marks = [mark(score) for score in scores]
    means = sorted(fmean(chance.choices(marks, k=len(marks))) for _ in range(RESAMPLES))
    return means[int(RESAMPLES * 0.025)], means[int(RESAMPLES * 0.975) - 1]


def _means(scores: Sequence[Score]) -> tuple[int, float, float, float, float]:
    def mean(marks: Iterable[float]) -> float:
        return round(fmean(marks), 3)

    return (
        len(scores),
        mean(score.ndcg for score in scores),
        mean(score.first for score in scores),
        mean(score.success for score in scores),
        mean(score.recall for score in scores),
    )


def _gain(grades: Sequence[int]) -> float:
    return sum(float(2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))
