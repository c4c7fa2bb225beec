"""The words of a place, for the speller: from needs, urgent rules, listings and names."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from poai.domain.need import Need, UrgentRule
from poai.matching.speller import Lexicon
from poai.matching.tokens import words

_SENTENCES = ("name", "tags", "description")
_OTHER = ("organisation", "details", "area")


def lexicon(
    needs: Iterable[Need],
    urgent: Iterable[UrgentRule],
    listings: Iterable[Mapping[str, Sequence[str]]],
    names: Iterable[str],
) -> Lexicon:
    """Words with their counts, names, and the pairs of words that stand together; listings by field."""
    counts: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    texts = [text for need in needs for text in (*need.phrases, *need.serves, *need.unlike, need.label)]
    texts += [text for rule in urgent for text in (*rule.phrases, *rule.unlike)]
    texts += {word for rule in urgent for group in rule.groups.values() for word in group}
    for text in texts:
        said = words(text)
        counts.update(said)
        pairs.update(pairwise(said))
    for listing in listings:
        for field in _SENTENCES:
            counts.update(listing[field])
            pairs.update(pairwise(listing[field]))
        for field in _OTHER:
            counts.update(set(listing[field]))
    return Lexicon(counts, {word for name in names for word in words(name)}, pairs)
