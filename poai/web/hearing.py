"""What is heard in somebody's own words, for a worker to confirm: needs, and whether it is urgent."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from poai.actions.snapshot import Snapshot
from poai.domain.need import Helpline, Need, UrgentRule

_MOST_NEEDS = 8
_MOST_LINES = 5
_FAINT = 0.3  # of a need's strength: below, it is rather the word than the need
_LOUD = 0.6  # in a cry for help, where most other needs would be beside the point
_SHORT = 300  # characters in which what is said still is one thing
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class HeardNeed:
    """A need, and the sentence in which it was heard."""

    need: Need
    said: str


@dataclass(frozen=True, slots=True)
class HeardIn:
    """What was heard, the worst and the strongest first. `cries` are the sentences that are urgent, as they were said."""

    needs: tuple[HeardNeed, ...]
    urgent: tuple[UrgentRule, ...]
    helplines: tuple[Helpline, ...]
    cries: tuple[str, ...]


def listen(snapshot: Snapshot, texts: Iterable[str]) -> HeardIn:
    """What is heard in several texts together, sentence by sentence: in a long one what matters would drown."""
    content = snapshot.content
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    strongest: dict[str, tuple[float, str]] = {}
    urgent: set[str] = set()
    cries: list[str] = []
    for said in dict.fromkeys(sentence for line in lines for sentence in _sentences(line)):
        heard = snapshot.matcher.hear(said)
        if heard.urgent:
            urgent.update(heard.urgent)
            cries.append(said)
        least = _LOUD if heard.urgent else _FAINT
        for item in heard.needs:
            if item.strength > strongest.get(item.key, (least, ""))[0]:
                strongest[item.key] = item.strength, said
    # A cry may take two sentences.
    for line in lines:
        more = set(snapshot.matcher.hear(line).urgent) - urgent if len(line) <= _SHORT else set()
        if more:
            urgent |= more
            cries.append(line)
    order = sorted(strongest, key=lambda key: (-strongest[key][0], key))
    rules = [rule for key, rule in content.urgent.items() if key in urgent]
    known = dict.fromkeys(key for rule in rules for key in rule.helplines)
    return HeardIn(
        tuple(HeardNeed(content.needs[key], strongest[key][1]) for key in order[:_MOST_NEEDS]),
        tuple(rules),
        tuple(content.helplines[key] for key in known)[:_MOST_LINES],
        tuple(cries),
    )


def _sentences(line: str) -> Iterator[str]:
    return (sentence.strip() for sentence in _SENTENCE.split(line) if sentence.strip())
