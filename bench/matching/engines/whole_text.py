"""RapidFuzz over whole texts: each listing is compared with everything that was typed."""

from collections.abc import Callable
from typing import Any

from rapidfuzz import fuzz, process, utils

from bench.matching.corpus import Corpus
from bench.matching.engines import Built
from bench.matching.engines.texts import whole


def token_set_ratio(corpus: Corpus) -> Built:
    """By the words that both have."""
    return _built(corpus, fuzz.token_set_ratio)


def weighted_ratio(corpus: Corpus) -> Built:
    """By the best of several ratios, which is what RapidFuzz does if nothing else is asked for."""
    return _built(corpus, fuzz.WRatio)


def _built(corpus: Corpus, ratio: Callable[..., Any]) -> Built:
    ids = [listing.id for listing in corpus.listings]
    texts = [utils.default_process(text) for text in whole(corpus)]

    def search(text: str, limit: int) -> list[str]:
        typed = utils.default_process(text)
        return [ids[at] for _, _, at in process.extract(typed, texts, scorer=ratio, limit=limit)]

    return Built(search)
