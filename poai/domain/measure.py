"""Sets of questions that are asked before and after, and what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal


class Stage(StrEnum):
    """When a set was asked, as seen from the help that somebody had."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


Better = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the answers that may be chosen, and what it scores."""

    score: int
    words: str

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, or a score that comes from a form elsewhere, from `lowest` to `highest`.

    `short` names it in tables. `low` and `high` say what the ends mean. With `choices` one of those is the answer.
    `decimals` is how many places a score may have. `summed` ones add up, where the set has a sum.
    """

    key: str
    words: str
    short: str
    lowest: int
    highest: int
    better: Better
    low: str = ""
    high: str = ""
    decimals: int = 0
    summed: bool = False
    choices: tuple[Choice, ...] = ()

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    def __post_init__(self) -> None:
        if self.lowest >= self.highest:
            raise ValueError("highest must be more than lowest")
        if not 0 <= self.decimals <= 2:
            raise ValueError("decimals is 0 to 2")
        if self.choices and any(not self.lowest <= one.score <= self.highest for one in self.choices):
            raise ValueError("choices must score from lowest to highest")

    def takes(self, score: float) -> bool:
        """Whether it can be answered so."""
        if self.choices:
            return score in {one.score for one in self.choices}
        return self.lowest <= score <= self.highest and round(score, self.decimals) == score


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A set of questions. `source` says who made it, `licence` on what terms its words are here.

    `sum_words` names the sum of its `summed` questions; "" for a set that is never summed. `scores_only` is a set
    whose own words we may not show: it is asked on its own form, and the score is recorded here.
    """

    key: str
    title: str
    about: str
    source: str
    licence: str
    questions: tuple[Question, ...]
    scores_only: bool = False
    sum_words: str = ""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    def __post_init__(self) -> None:
        if not self.questions:
            raise ValueError("questions must not be empty")
        if len({one.key for one in self.questions}) < len(self.questions):
            raise ValueError("questions must have keys of their own")
        if bool(self.sum_words) != any(one.summed for one in self.questions):
            raise ValueError("sum_words and questions that are summed go together")

    def sum(self, scores: Mapping[str, float]) -> float | None:
        """The sum of what is summed; None where nothing is, or one of them was left out."""
        summed = [one.key for one in self.questions if one.summed]
        if not summed or any(key not in scores for key in summed):
            return None
        return sum(scores[key] for key in summed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What somebody answered on a day. `kind` is a measure's key; a question that was left out is not in `scores`."""

    id: str
    person: str
    kind: str
    stage: Stage
    scores: Mapping[str, float]
    on: date
    at: datetime
    by: str


def standing(taken: Iterable[Measurement]) -> list[Measurement]:
    """Those that count, in order of the day: of one kind, stage and day what was recorded last, by which a mistake is put right."""
    ordered = sorted(taken, key=lambda one: (one.on, one.at, one.id))
    return list({(one.kind, one.stage, one.on): one for one in ordered}.values())


def ends(taken: Iterable[Measurement], kind: str) -> tuple[Measurement | None, Measurement | None]:
    """What to set side by side of one kind: the first time before, the last time since (after, else during)."""
    of_kind = [one for one in standing(taken) if one.kind == kind]
    before = next((one for one in of_kind if one.stage is Stage.BEFORE), None)
    since = [one for one in of_kind if one.stage is not Stage.BEFORE]
    after = [one for one in since if one.stage is Stage.AFTER] or since
    return before, after[-1] if after else None
