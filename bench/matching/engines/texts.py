"""A listing as text, for engines that know nothing else: all that a resident could read of it."""

from collections.abc import Iterator

from bench.matching.corpus import Corpus

# How much a word counts in each field, for peers that can weigh fields.
WEIGHTS = {
    "name": 3.0,
    "organisation": 1.0,
    "tags": 2.0,
    "about": 2.0,
    "description": 1.2,
    "details": 0.4,
    "area": 1.2,
}


def fields(corpus: Corpus) -> Iterator[dict[str, str]]:
    """The text of each listing's fields, in the order of WEIGHTS; `about` are the labels of its needs."""
    labels = corpus.words.labels
    for listing in corpus.listings:
        yield {
            "name": listing.name,
            "organisation": listing.organisation,
            "tags": ", ".join(listing.tags),
            "about": ", ".join(labels[need] for need in listing.needs),
            "description": listing.description,
            "details": listing.details,
            "area": listing.locality.replace("-", " "),
        }


def whole(corpus: Corpus) -> list[str]:
    """Each listing as one text."""
    return [". ".join(text for text in listing.values() if text) for listing in fields(corpus)]
