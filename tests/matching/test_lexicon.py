from poai.matching.index import FIELDS
from poai.matching.lexicon import lexicon
from tests.matching.small_place import NEEDS, URGENT


def test_words_come_from_needs_urgent_rules_listings_and_names() -> None:
    fields: dict[str, list[str]] = {field: [] for field in FIELDS}
    listing = fields | {"name": ["elm", "choir"], "details": ["cocoa", "cocoa"]}
    made = lexicon(NEEDS, URGENT, [listing], ["Wilfrid Road"])
    assert {"befriending", "squad", "elm", "starving"} <= made.counts.keys()
    assert made.counts["cocoa"] == 1
    assert {("elm", "choir"), ("food", "bank")} <= set(made.pairs)
    assert made.names == {"wilfrid", "road"}
