"""Finding many expressions in a text at once: their words in order, with few others between."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

Payload = TypeVar("Payload")


class Found(NamedTuple, Generic[Payload]):
    """An expression found: what it stands for and the positions of its words."""

    payload: Payload
    positions: tuple[int, ...]


class Expressions(Generic[Payload]):
    """An index of expressions, each reached from its rarest word only.

    At most `gap` other words may stand between neighbours, which come in their order or in `any_order`.
    """

    def __init__(
        self, entries: Iterable[tuple[Payload, Sequence[str]]], gap: int, *, any_order: bool = False
    ) -> None:
        kept = [(payload, tuple(stems)) for payload, stems in entries if stems]
        common = Counter(word for _, stems in kept for word in set(stems))
        self._gap = gap
        self._places_of = near_together if any_order else in_order
        self._by_rarest: dict[str, list[tuple[Payload, tuple[str, ...]]]] = {}
        for payload, stems in kept:
            rarest = min(stems, key=lambda word: (common[word], word))
            self._by_rarest.setdefault(rarest, []).append((payload, stems))

    def find(self, stems: Sequence[str], also: Iterable[Iterable[str]] = ()) -> list[Found[Payload]]:
        """Every expression in the text, once for each place where it begins.

        `also` is what else each stem stands for, one for one: a form of the word, a group of words.
        """
        places: dict[str, list[int]] = {}
        for at, word in enumerate(stems):
            places.setdefault(word, []).append(at)
        for at, others in enumerate(also):
            for other in others:
                places.setdefault(other, []).append(at)
        found: list[Found[Payload]] = []
        for word in places:
            for payload, wanted in self._by_rarest.get(word, ()):
                if len(wanted) == 1:
                    found.extend(Found(payload, (at,)) for at in places[word])
                elif wanted[0] in places and wanted[-1] in places:
                    found.extend(
                        Found(payload, positions) for positions in self._places_of(wanted, places, self._gap)
                    )
        return found


def in_order(wanted: Sequence[str], places: dict[str, list[int]], gap: int) -> Iterable[tuple[int, ...]]:
    """The positions of `wanted` in a text, one answer for each place of its first word.

    At most `gap` other words may stand between neighbours. `places` gives a word's positions, ascending.
    """
    if any(word not in places for word in wanted):
        return
    reached: dict[int, tuple[int, ...]] = {at: (at,) for at in places[wanted[0]]}
    for word in wanted[1:]:
        onward: dict[int, tuple[int, ...]] = {}
        for at in places[word]:
            for before in range(at - 1, at - gap - 2, -1):
                if before in reached:
                    onward[at] = (*reached[before], at)
                    break
        reached = onward
        if not reached:
            return
    first_words: set[int] = set()
    for positions in reached.values():
        if positions[0] not in first_words:
            first_words.add(positions[0])
            yield positions


def near_together(wanted: Sequence[str], places: dict[str, list[int]], gap: int) -> Iterable[tuple[int, ...]]:
    """The same for words in any order: with each place of the first, the nearest places of the others."""
    if any(word not in places for word in wanted):
        return
    widest = (gap + 1) * (len(wanted) - 1)
    for start in places[wanted[0]]:
        chosen = {start}
        for word in wanted[1:]:
            free = [at for at in places[word] if at not in chosen]
            if not free:
                break
            chosen.add(min(free, key=lambda at: abs(at - start)))
        else:
            if max(chosen) - min(chosen) <= widest:
                yield tuple(sorted(chosen))
