"""Ours, as the site asks it: hear, rank, and reasons for those that are shown."""

from bench.matching.corpus import Corpus
from bench.matching.engines import Built
from poai.matching.matcher import Matcher


def build(corpus: Corpus) -> Built:
    """Reads the listings with all our words."""
    words = corpus.words
    matcher = Matcher.build(
        corpus.listings,
        words.needs,
        words.urgent,
        words.names,
        neighbours=words.neighbours,
        places=words.places,
    )

    def search(text: str, limit: int) -> list[str]:
        return [match.id for match in matcher.rank(matcher.hear(text), limit=limit)]

    return Built(search)
