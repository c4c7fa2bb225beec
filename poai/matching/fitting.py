"""How far listings hold to the constraints that were heard: gently, since many listings do not say."""

from collections.abc import Callable, Collection, Sequence

import numpy as np

from poai.matching.answers import Constraint, Kind
from poai.matching.columns import Columns, Flags
from poai.matching.stem import stems
from poai.matching.vectors import Floats

# What a listing keeps that says otherwise, and that does not say.
_OTHERWISE: dict[Kind, float] = {
    "day": 0.6, "time": 0.55, "free": 0.8, "wheelchair": 0.7, "language": 0.45, "way": 0.75, "drop-in": 0.8,
    "for": 0.7, "place": 0.6,
}  # fmt: skip
_SILENT = 0.5  # of that loss, what one that does not say of any day, time … loses
_AGAINST = {"women": "men", "men": "women", "older": "children", "young": "older", "children": "older"}


def fit_factors(
    constraints: Sequence[Constraint],
    columns: Columns,
    beside: Collection[str],
    saying: Callable[[Sequence[str]], Flags],
) -> Floats:
    """For each listing 1 where all hold as far as is said, less for each that does not.

    Values of one kind are alternatives. `saying` tells which listings have all of some stems: one that names
    a place is there or thereabouts.
    """
    factors = np.ones(columns.count, np.float32)
    for kind in dict.fromkeys(one.kind for one in constraints):
        wanted = [one for one in constraints if one.kind == kind]
        held = _held(kind, wanted, columns, beside, saying)
        factors *= 1 - np.float32(1 - _OTHERWISE[kind]) * (1 - held)
    return factors


def _held(
    kind: Kind,
    wanted: Sequence[Constraint],
    columns: Columns,
    beside: Collection[str],
    saying: Callable[[Sequence[str]], Flags],
) -> Floats:
    """How far one kind of constraint holds for each listing (0 to 1)."""
    values = [one.value for one in wanted]
    if kind == "place":
        held = columns.placed(values, beside, _SILENT)
        for one in wanted:
            held[saying(stems(one.words))] = 1.0
        return held
    if kind == "for":
        otherwise = columns.offering([f"for:{_AGAINST[value]}" for value in values])
    else:
        otherwise = columns.offering(columns.kinds(kind))
    held = np.where(otherwise, 0.0, _SILENT).astype(np.float32)
    held[columns.offering([one.key for one in wanted])] = 1.0
    return held
