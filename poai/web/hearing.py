"""What is heard in somebody's own words, for a worker to confirm: needs, and whether it is urgent."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from poai.actions.snapshot import Snapshot
from poai.domain.need import Helpline, Need, UrgentRule

_MOST_LINES = 5
_SHORT = 300  # characters in which what is said still is one thing
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class HeardNeed:
    """A need, and the words in which it was heard."""

    need: Need
    phrase: str


@dataclass(frozen=True, slots=True)
class HeardIn:
    """What was heard, the worst and the strongest first."""

    needs: tuple[HeardNeed, ...]
    urgent: tuple[UrgentRule, ...]
    helplines: tuple[Helpline, ...]


def listen(snapshot: Snapshot, texts: Iterable[str]) -> HeardIn:
    """What is heard in several texts together, sentence by sentence: in a long one what matters would drown."""
    content = snapshot.content
    strongest: dict[str, tuple[float, str]] = {}
    urgent: set[str] = set()
    for said in dict.fromkeys(piece for text in texts for piece in _pieces(text)):
        heard = snapshot.matcher.hear(said)
        urgent.update(heard.urgent)
        for item in heard.needs:
            if item.strength > strongest.get(item.key, (0.0, ""))[0]:
                strongest[item.key] = item.strength, item.phrase
    order = sorted(strongest, key=lambda key: (-strongest[key][0], key))
    rules = [rule for key, rule in content.urgent.items() if key in urgent]
    lines = dict.fromkeys(key for rule in rules for key in rule.helplines)
    return HeardIn(
        tuple(HeardNeed(content.needs[key], strongest[key][1]) for key in order if key in content.needs),
        tuple(rules),
        tuple(content.helplines[key] for key in lines)[:_MOST_LINES],
    )


def _pieces(text: str) -> Iterator[str]:
    """Each sentence, and a short line as a whole: a cry may take two sentences."""
    for line in text.splitlines():
        if len(line) <= _SHORT and line.strip():
            yield line
        yield from (sentence for sentence in _SENTENCE.split(line) if sentence.strip())
