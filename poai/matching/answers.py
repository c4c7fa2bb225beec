"""What the matcher answers: what it heard, and which listings fit and why."""

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["none", "weak", "confident"]
Kind = Literal["day", "time", "free", "wheelchair", "language", "way", "drop-in", "for", "place"]


@dataclass(frozen=True, slots=True)
class HeardNeed:
    """A need that the text speaks of: how strongly (0 to 1) and in which of its words."""

    key: str
    strength: float
    phrase: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """Something that must hold beside the need, and the words that said so.

    `value` is as the filters have it: a day "MO", "evening", "ta", "home", a locality's key, or "yes" for what
    holds or does not; for people it is women, men, older, young or children.
    """

    kind: Kind
    value: str
    words: str

    @property
    def key(self) -> str:
        """ "kind:value", by which a person takes it back."""
        return f"{self.kind}:{self.value}"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of a text.

    `urgent` holds rule keys, worst first. `corrected` is the text after spelling repair where that
    changed it. `looked_for` are its telling words, `terms` the stems with the weights by which `rank` looks
    for them, `compounds` those that belong together. `refused` are needs that the person does not want, or that the words only seem to name;
    `unwanted` are stems that the person does not want to see. `constraints` must hold as well, as far as
    is known; `whom` is for whom it is, in their words ("dad"), or "". `sense` is what the text means, as a vector.
    """

    text: str
    needs: tuple[HeardNeed, ...] = ()
    urgent: tuple[str, ...] = ()
    corrected: str | None = None
    confidence: Confidence = "none"
    looked_for: tuple[str, ...] = ()
    terms: tuple[tuple[str, float], ...] = ()
    compounds: tuple[tuple[str, str], ...] = ()
    refused: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    whom: str = ""
    sense: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a listing is there: a need's key, the words that it shares, its name, or what it means (no text)."""

    kind: Literal["need", "words", "name", "meaning"]
    key_or_text: str


@dataclass(frozen=True, slots=True)
class Match:
    """A listing that fits. `score` is 0 to 1, for the order and for display."""

    id: str
    score: float
    reasons: tuple[Reason, ...]
