"""The names of areas and neighbourhoods, as people say and misspell them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from poai.domain.distance import Point

_LEADING = {"in", "near", "nr", "at", "by", "around", "round", "from", "live", "i", "im", "the", "area"}
_SAME = {"st": "saint", "rd": "road", "&": "and"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A name and where it is. `level` orders what a name can mean: 0 locality, 1 ward, 2 neighbourhood."""

    name: str
    locality: str
    ward: str | None
    point: Point | None
    level: int


def folded(text: str) -> str:
    """A name without case, punctuation and small differences: "St. John's" -> "saint johns"."""
    words = re.sub(r"[^\w\s&]", "", re.sub(r"[-/,.]", " ", text.casefold().replace("'s", "s"))).split()
    return " ".join(_SAME.get(word, word) for word in words)


class Names:
    """Looks names up: exactly, within a longer text, or one slip away."""

    def __init__(self, spots: Iterable[tuple[str, Spot]]) -> None:
        """`spots` are pairs of a name, or another name, and what it means."""
        self._spots: dict[str, list[Spot]] = {}
        for name, spot in spots:
            known = self._spots.setdefault(folded(name), [])
            if spot not in known:
                known.append(spot)
        self._longest = max((len(key.split()) for key in self._spots), default=0)

    def exactly(self, text: str) -> list[Spot]:
        """What `text` names, without words such as "near" before it."""
        words = folded(text).split()
        while words and " ".join(words) not in self._spots and words[0] in _LEADING:
            words = words[1:]
        return self._spots.get(" ".join(words), [])

    def within(self, text: str) -> list[Spot]:
        """What the longest name in `text` means; nothing if two names of that length differ."""
        words = folded(text).split()
        for size in range(min(self._longest, len(words)), 0, -1):
            runs = {" ".join(words[at : at + size]) for at in range(len(words) - size + 1)}
            found = [key for key in runs if key in self._spots]
            if found:
                return self._spots[found[0]] if len(found) == 1 else []
        return []

    def one_slip(self, text: str) -> list[Spot]:
        """What the only name near enough to be a misspelling of `text` means.

        Near enough is one slip in a name of five letters or more, two in ten or more; short names are
        too much alike for guessing.
        """
        key = folded(text)
        allowed = 0 if len(key) < 5 else 1 if len(key) < 10 else 2
        found = process.extract(
            key, list(self._spots), scorer=OSA.distance, score_cutoff=allowed, limit=3, processor=None
        )
        if not allowed or not found:
            return []
        best = [name for name, distance, _ in found if distance == found[0][1]]
        return self._spots[best[0]] if len(best) == 1 else []

    def like(self, text: str) -> list[str]:
        """At most three names that look like `text`, best first."""
        found = process.extract(
            folded(text)[:80],
            list(self._spots),
            scorer=JaroWinkler.normalized_similarity,
            score_cutoff=0.82,
            limit=6,
        )
        names = [self._spots[key][0].name for key, _, _ in found]
        return list(dict.fromkeys(names))[:3]

    def localities(self) -> dict[str, str]:
        """Each name that means one area only, and that area's key."""
        means = {key: {spot.locality for spot in spots} for key, spots in self._spots.items()}
        return {key: next(iter(found)) for key, found in means.items() if len(found) == 1}

    def words(self) -> frozenset[str]:
        """Every word of every name, in small letters."""
        return frozenset(word for key in self._spots for word in key.split())
