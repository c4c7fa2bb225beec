"""How far a listing holds to the constraints that were heard: gently, since many listings do not say."""

from collections.abc import Collection, Sequence

from poai.domain.listing import BOROUGH_WIDE
from poai.matching.answers import Constraint, Kind
from poai.matching.stem import stems

# What a listing keeps that says otherwise, and that does not say.
_OTHERWISE: dict[Kind, float] = {
    "day": 0.6, "time": 0.55, "free": 0.8, "wheelchair": 0.7, "language": 0.45, "way": 0.75, "drop-in": 0.8,
    "for": 0.7, "place": 0.6,
}  # fmt: skip
_SILENT = 0.5  # of that loss, what one that does not say of any day, time … loses
_AGAINST = {"women": "men", "men": "women", "older": "children", "young": "older", "children": "older"}


def fit_factor(
    constraints: Sequence[Constraint],
    offered: Collection[str],
    locality: str,
    neighbours: Collection[str],
    listed: Collection[str],
) -> float:
    """1 where all hold as far as is said, less for each that does not. Values of one kind are alternatives.

    `listed` are the stems of all the listing's words: one that names a place is there or thereabouts.
    """
    factor = 1.0
    for kind in dict.fromkeys(one.kind for one in constraints):
        values = [one.value for one in constraints if one.kind == kind]
        loss = 1 - _OTHERWISE[kind]
        if kind == "place":
            named = any(all(word in listed for word in stems(c.words)) for c in constraints if c.kind == kind)
            held = 1.0 if named else _beside(locality, values, neighbours)
        elif any(f"{kind}:{value}" in offered for value in values):
            held = 1.0
        elif kind == "for":
            held = 0.0 if any(f"for:{_AGAINST[value]}" in offered for value in values) else _SILENT
        else:
            held = 0.0 if any(word.startswith(f"{kind}:") for word in offered) else _SILENT
        factor *= 1 - loss * (1 - held)
    return factor


def _beside(locality: str, wanted: Collection[str], neighbours: Collection[str]) -> float:
    if locality in wanted:
        return 1.0
    return _SILENT if locality in ("", BOROUGH_WIDE) or locality in neighbours else 0.0
