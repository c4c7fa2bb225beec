"""tantivy: any of the words, stemmed, BM25 with a weight for each field; and words one slip away.

A word one slip away counts the same however rare it is (tantivy knows no more of it), less than one as typed.
"""

import re
from importlib import import_module
from typing import Any

from bench.matching.corpus import Corpus
from bench.matching.engines import Built
from bench.matching.engines.texts import WEIGHTS, fields
from bench.peers.query import STOP
from poai.matching.stem import stem

tantivy: Any = import_module("tantivy")

HEAP = 64_000_000
FUZZY_FROM = 5  # letters; shorter words are one slip from too many others


def build(corpus: Corpus) -> Built:
    """An index in memory."""
    ids = [listing.id for listing in corpus.listings]
    builder = tantivy.SchemaBuilder().add_integer_field("at", stored=True, indexed=False, fast=True)
    for field in WEIGHTS:
        builder = builder.add_text_field(field, tokenizer_name="en_stem")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(HEAP, 1)
    for at, texts in enumerate(fields(corpus)):
        writer.add_document(tantivy.Document(at=at, **texts))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(text: str, limit: int) -> list[str]:
        found = searcher.search(_query(index, schema, text), limit)
        return [ids[searcher.doc(address)["at"][0]] for _, address in found.hits]

    return Built(search)


def _query(index: Any, schema: Any, text: str) -> Any:
    words = dict.fromkeys(word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in STOP)
    if not words:
        return tantivy.Query.empty_query()
    parts = [index.parse_query(" ".join(f'"{word}"' for word in words), list(WEIGHTS), WEIGHTS)]
    for word in words:
        if len(word) >= FUZZY_FROM:
            near = [
                tantivy.Query.boost_query(tantivy.Query.fuzzy_term_query(schema, field, stem(word)), weight)
                for field, weight in WEIGHTS.items()
            ]
            parts.append(tantivy.Query.disjunction_max_query(near))
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
