"""Near-duplicates of one programme: the same organisation and names that begin alike."""

import re
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from poai.matching.searchable import Searchable
from poai.matching.tokens import words

T = TypeVar("T")
TOGETHER = 2  # of one programme, how many stand before the rest of it waits
_WAIT = 3  # different ones that go before each of the rest
_WHERE = re.compile(r"\s*[,(:@–—]\s*|\s+-\s+|\s+at\s+", re.IGNORECASE)  # after this a name says where it is


def programme(listing: Searchable) -> Hashable:
    """What siblings share; a listing whose name says no place is a programme of its own."""
    head, *where = _WHERE.split(listing.name, maxsplit=1)
    said = tuple(words(head))
    return (tuple(words(listing.organisation)), said) if where and len(said) > 1 else listing.id


def spread(ordered: Sequence[T], belongs: Callable[[T], Hashable]) -> list[T]:
    """The same ones, the further siblings of a programme moved behind the next few different ones."""
    out: list[T] = []
    seen: dict[Hashable, int] = {}
    waiting: list[tuple[int, T]] = []  # at which length of `out` each may come
    for one in ordered:
        while waiting and waiting[0][0] <= len(out):
            out.append(waiting.pop(0)[1])
        kin = belongs(one)
        seen[kin] = seen.get(kin, 0) + 1
        if seen[kin] > TOGETHER:
            last = waiting[-1][0] if waiting else len(out)
            waiting.append((max(last, len(out)) + _WAIT, one))
        else:
            out.append(one)
    return out + [one for _, one in waiting]
