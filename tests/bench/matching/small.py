"""A few listings and one need, for what does not depend on how many there are."""

from bench.matching.corpus import Corpus, Words
from poai.domain.need import Need
from poai.matching.searchable import Searchable

SINGING = Need(
    key="singing",
    label="Singing with others",
    sentence="I would like to sing",
    statements=(),
    serves=("choir", "singers"),
    phrases=("sing in a choir", "singing"),
)


def corpus() -> Corpus:
    listings = (
        Searchable("choir", "Larkfield Singers", "Larkfield Trust", "Songs for any voice. Tea after.", needs=("singing",)),
        Searchable("chess", "Chess at Brookside", "Brookside Club", "Boards and patient teachers.", tags=("games",)),
        Searchable("walks", "Walks from Thornmead", "Thornmead Friends", "Slow walks. Dogs are welcome.", locality="north"),
    )  # fmt: skip
    return Corpus(listings, Words((SINGING,), (), ("Larkfield",), {}, {}))
