"""SQLite's FTS5: any of the words, stop words left out, stemmed, BM25 with a weight for each field."""

import sqlite3

from bench.matching.corpus import Corpus
from bench.matching.engines import Built
from bench.matching.engines.texts import WEIGHTS, fields
from bench.peers.query import match


def build(corpus: Corpus) -> Built:
    """An index in memory that keeps no texts."""
    ids = [listing.id for listing in corpus.listings]
    database = sqlite3.connect(":memory:")
    columns = ", ".join(WEIGHTS)
    database.execute(
        f"CREATE VIRTUAL TABLE search USING fts5 ({columns}, content='', tokenize='porter unicode61')"
    )
    named = ", ".join(f":{field}" for field in WEIGHTS)
    rows = ({"rowid": at, **texts} for at, texts in enumerate(fields(corpus)))
    database.executemany(f"INSERT INTO search (rowid, {columns}) VALUES (:rowid, {named})", rows)
    database.execute("INSERT INTO search (search) VALUES ('optimize')")
    weights = ", ".join(map(str, WEIGHTS.values()))
    asking = f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search, {weights}) LIMIT ?"

    def search(text: str, limit: int) -> list[str]:
        expression = match(text)
        return [ids[at] for (at,) in database.execute(asking, (expression, limit))] if expression else []

    return Built(search)
