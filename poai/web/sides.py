"""Fields of two versions of a listing side by side, with the words that differ marked."""

from collections.abc import Iterable
from typing import Any

from poai.domain.listing import Listing
from poai.domain.word_diff import compare
from poai.web import listing_words
from poai.web.page import Visit


def side_by_side(
    visit: Visit, fields: Iterable[str], old: Listing | None, new: Listing | None
) -> list[dict[str, Any]]:
    """What templates/checking/sides.html shows of each field: `old` and `new` in pieces; without a listing, nothing."""
    words = visit.language.words
    shown = []
    for field in fields:
        before = listing_words.told(visit, field, old) if old else ()
        after = listing_words.told(visit, field, new) if new else ()
        both = compare("\n".join(before), "\n".join(after))
        shown.append(
            {"field": field, "name": listing_words.called(words, field), "old": both.old, "new": both.new}
        )
    return shown
