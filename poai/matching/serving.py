"""How much each listing is about each need."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp, log

from poai.domain.need import Need
from poai.matching.expressions import Expressions
from poai.matching.searchable import Searchable
from poai.matching.stem import stems

_FIELD_SAYS = {"name": 1.0, "tags": 0.9, "description": 0.8, "organisation": 0.35, "details": 0.2}
_CONFIRMED = 0.7  # a person's word, before what the text adds
_DERIVED = 0.75  # the most that text alone can claim
_FOCUS = 0.25  # how much a listing about many things loses
_SATURATES = 1.4  # how fast several words of one need make a listing wholly about it

_GAP = 1  # other words between the words of an expression
_UNCONFIRMED = 0.35  # where a person confirmed other needs and not this one


class Serving:
    """Tells which needs a listing serves, with a weight of 0 to 1 each."""

    def __init__(self, needs: Sequence[Need]) -> None:
        served = [(need.key, words) for need in needs for words in dict.fromkeys(map(stems, need.serves))]
        users: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for key, words in served:
            users[words].add(key)
        many = max(2, len(needs))
        clear = {words: log(1 + many / len(by)) / log(1 + many) for words, by in users.items()}
        self._served = Expressions(((((key, clear[words])), words) for key, words in served), _GAP)
        self._unlike = Expressions(((need.key, stems(u)) for need in needs for u in need.unlike), _GAP)
        self._keys = {need.key for need in needs}

    def weights(self, listing: Searchable, text: Mapping[str, Sequence[str]]) -> dict[str, float]:
        """The needs that a listing serves, with how much; `text` are the stems of its fields."""
        evidence = self._evidence(text)
        total = sum(evidence.values())
        weights: dict[str, float] = {}
        for key in dict.fromkeys((*listing.needs, *evidence)):
            if key not in self._keys:
                continue
            mass = evidence.get(key, 0.0)
            about = (1 - exp(-_SATURATES * mass)) * (mass / total) ** _FOCUS if mass else 0.0
            if key in listing.needs:
                weights[key] = _CONFIRMED + (1 - _CONFIRMED) * about
            else:
                weights[key] = about * (_UNCONFIRMED if listing.needs else _DERIVED)
        return {key: weight for key, weight in weights.items() if weight > 0.03}

    def _evidence(self, text: Mapping[str, Sequence[str]]) -> dict[str, float]:
        """What the text says for each need: each expression once, where it says most."""
        best: dict[tuple[str, tuple[str, ...]], float] = {}
        for field, says in _FIELD_SAYS.items():
            words = text[field]
            blocked: dict[str, set[int]] = defaultdict(set)
            for key, positions in self._unlike.find(words):
                blocked[key].update(positions)
            for (key, clear), positions in self._served.find(words):
                if key not in blocked or blocked[key].isdisjoint(positions):
                    expression = (key, tuple(words[at] for at in positions))
                    best[expression] = max(best.get(expression, 0.0), says * clear)
        mass: dict[str, float] = defaultdict(float)
        for (key, _), says in best.items():
            mass[key] += says
        return mass
