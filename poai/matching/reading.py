"""A listing read once: everything that depends on it alone, so that a change to one re-reads only that one."""

import re
from collections.abc import Mapping, Sequence
from sys import intern
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from poai.matching.index import FIELDS
from poai.matching.offers import offers
from poai.matching.searchable import Searchable
from poai.matching.serving import Serving
from poai.matching.stem import stem
from poai.matching.tokens import spoken, words
from poai.matching.vectors import Floats, Vectors

_LONGEST = 20_000  # characters of one field that are read
_MOST_SENTENCES = 12
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_NAME_SAYS = 2  # times that a name counts in what a listing means


class Reading(NamedTuple):
    """A listing's words and stems by field, its needs, what it offers, and what it means.

    `sense` is the direction of the whole, `sentences` of its name and each sentence (one a row).
    """

    listing: Searchable
    words: Mapping[str, Sequence[str]]
    stems: Mapping[str, Sequence[str]]
    serves: Mapping[str, float]
    offers: frozenset[str]
    sense: Floats
    sentences: NDArray[np.float16]  # half the room, kept only to be put together again


def read(listing: Searchable, serving: Serving, vectors: Vectors) -> Reading:
    """Read one listing."""
    said = {field: tuple(map(intern, found)) for field, found in _fields(listing).items()}
    stemmed = {field: tuple(map(stem, said[field])) for field in FIELDS}
    parts = (words(part, 600) for part in _SENTENCE.split(listing.description[:_LONGEST])[:_MOST_SENTENCES])
    return Reading(
        listing=listing,
        words=said,
        stems=stemmed,
        serves=serving.weights(listing, stemmed),
        offers=offers(listing),
        sense=vectors.sense([*said["name"] * _NAME_SAYS, *said["tags"], *said["description"]]),
        sentences=vectors.senses([said["name"], *(part for part in parts if len(part) > 1)]).astype(
            np.float16
        ),
    )


def _fields(listing: Searchable) -> dict[str, list[str]]:
    return {
        "name": spoken(words(listing.name, _LONGEST)),
        "tags": words(" . ".join(listing.tags), _LONGEST),
        "organisation": words(listing.organisation, _LONGEST),
        "description": spoken(words(listing.description, _LONGEST)),
        "details": words(listing.details, _LONGEST),
        "area": words(listing.locality, _LONGEST),
    }
