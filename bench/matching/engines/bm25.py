"""bm25s: sparse matrices of BM25 worth, over whole texts."""

from importlib import import_module
from typing import Any

from bench.matching.corpus import Corpus
from bench.matching.engines import Built
from bench.matching.engines.texts import whole
from bench.peers.query import STOP
from poai.matching.stem import stem

bm25s: Any = import_module("bm25s")  # it has no types, and is not in every environment


def build(corpus: Corpus) -> Built:
    """An index over stems, without stop words."""
    ids = [listing.id for listing in corpus.listings]
    index = bm25s.BM25()
    index.index(_tokens(whole(corpus)), show_progress=False)

    def search(text: str, limit: int) -> list[str]:
        found, worth = index.retrieve(
            _tokens([text]), k=min(limit, len(ids)), show_progress=False, n_threads=0
        )
        return [ids[at] for at, value in zip(found[0].tolist(), worth[0].tolist(), strict=True) if value > 0]

    return Built(search)


def _tokens(texts: list[str]) -> Any:
    return bm25s.tokenize(
        texts,
        stopwords=sorted(STOP),
        stemmer=lambda words: [stem(word) for word in words],
        show_progress=False,
    )
