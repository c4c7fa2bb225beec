"""Columns of listings about which only some facts are known."""

from collections.abc import Collection, Sequence

import numpy as np

from poai.matching.columns import Columns
from poai.matching.reading import Reading, read
from poai.matching.searchable import Searchable
from poai.matching.serving import Serving
from poai.matching.vectors import vectors


def listed(key: str, offered: Collection[str] = (), locality: str = "", **more: object) -> Reading:
    """A listing that says nothing in words; `offered` are facts as "kind:value"."""
    listing = Searchable(key, "", "", "", locality=locality, facets=frozenset(offered), **more)  # type: ignore[arg-type]
    return read(listing, Serving(()), vectors())


def columns(*readings: Reading) -> Columns:
    return Columns(readings)


def nobody(said: Sequence[str]) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    raise AssertionError(f"asked who says {said}")
