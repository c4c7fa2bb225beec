"""The listings that somebody has saved: slugs, in the order that they chose."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

_NOWHERE: Final[Mapping[str, str]] = MappingProxyType({})
MOST = 30  # a cookie's room, and more than anybody takes away on paper


def add(saved: tuple[str, ...], slug: str) -> tuple[str, ...]:
    """`saved` with `slug` at its end. Full at MOST: the newcomer is left out, nothing is pushed off."""
    return saved if slug in saved or len(saved) >= MOST else (*saved, slug)


def remove(saved: tuple[str, ...], slug: str) -> tuple[str, ...]:
    """`saved` without `slug`."""
    return tuple(kept for kept in saved if kept != slug)


def move(saved: tuple[str, ...], slug: str, by: int) -> tuple[str, ...]:
    """`saved` with `slug` moved `by` places (-1 is up), stopping at the ends."""
    if slug not in saved:
        return saved
    rest = list(remove(saved, slug))
    rest.insert(max(0, min(len(rest), saved.index(slug) + by)), slug)
    return tuple(rest)


def read(
    text: str, separator: str, known: Iterable[str], moved: Mapping[str, str] = _NOWHERE
) -> tuple[str, ...]:
    """The known slugs in `text`, each once, MOST at the most. What is not known is dropped, but for what `moved` says the
    new slug of."""
    wanted = dict.fromkeys(moved.get(part, part) for part in text[:4000].split(separator))
    allowed = known if isinstance(known, dict | set | frozenset) else set(known)
    return tuple(slug for slug in wanted if slug in allowed)[:MOST]
