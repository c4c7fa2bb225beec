"""Where several needs were heard, the first results take turns, so that no need fills them alone."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

_FIRST = 8  # how many results take turns
_LOOKED_AT = 4 * _FIRST
_TURN = 0.88  # what a need's next listing counts after one that was wholly about it
_STEP = 2e-6  # the least by which fits fall, wider than the rounding of scores


class Candidate(NamedTuple):
    """A listing (its number and id) and how well it fits."""

    fit: float
    id: str
    at: int


def in_turns(
    candidates: Sequence[Candidate],
    strengths: Mapping[str, float],
    served: Callable[[int], Mapping[str, float]],
) -> list[Candidate]:
    """The same listings, needs taking turns among the first; fits still fall.

    `strengths` are of the needs heard; `served` gives how much a listing is about each need.
    """
    if len(strengths) < 2:
        return list(candidates)
    waiting = list(candidates[:_LOOKED_AT])
    shares = {one.at: _shares(served(one.at), strengths) for one in waiting}
    turns = dict.fromkeys(strengths, 1.0)
    first: list[Candidate] = []
    while waiting and len(first) < _FIRST:
        marks = [
            one.fit
            * (1 - sum(shares[one.at].values()) + sum(s * turns[k] for k, s in shares[one.at].items()))
            for one in waiting
        ]
        best = max(range(len(waiting)), key=lambda n: (marks[n], -n))
        one = waiting.pop(best)
        for key, share in shares[one.at].items():
            turns[key] *= 1 - (1 - _TURN) * share
        first.append(one._replace(fit=marks[best]))
    return [*first, *waiting, *candidates[_LOOKED_AT:]]


def falling(ordered: Sequence[Candidate]) -> list[Candidate]:
    """The same order with fits that fall, so that whoever sorts by score keeps it."""
    fallen: list[Candidate] = []
    most = float("inf")
    for fit, key, at in ordered:
        kept = max(min(fit, most), 0.0)
        fallen.append(Candidate(kept, key, at))
        most = kept - _STEP
    return fallen


def _shares(served: Mapping[str, float], strengths: Mapping[str, float]) -> dict[str, float]:
    """How a listing's worth here divides among the needs heard; sums to at most 1."""
    parts = {key: strength * served[key] for key, strength in strengths.items() if key in served}
    whole = max(sum(parts.values()), 1e-9)
    return {key: part / whole for key, part in parts.items()}
