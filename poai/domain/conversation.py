"""A guided conversation: what is asked on each of its pages, and what somebody said, in their own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Part = Literal["", "matters", "strengths", "risks"]
"""The part of somebody's record into which their words go when a conversation ends."""

NEEDS, GOALS, REVIEW = "needs", "goals", "review"
LAST = (NEEDS, GOALS, REVIEW)  # the pages after those that the content has
MOST_GOALS = 3  # of one conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question of a page. `hint` helps whoever asks; `into` is the part of the record that the answer belongs in."""

    key: str
    question: str
    hint: str = ""
    into: Part = ""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page. `statements` are the I statements under which what is said may belong; without any, nobody is asked.

    `note` is for whoever asks.
    """

    key: str
    title: str
    prompts: tuple[Prompt, ...]
    note: str = ""
    statements: tuple[str, ...] = ()

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    def __post_init__(self) -> None:
        if not self.prompts:
            raise ValueError("prompts must not be empty")
        if self.key in LAST:
            raise ValueError(f"key {self.key!r} is that of a page of its own")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said, and what had been asked, in the words of that day."""

    asked: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A goal as it was said in a conversation, before it is one."""

    words: str
    statement: str
    importance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a conversation holds. `answers` are by the prompt's key, `under` the statements by the step's key.

    `needs` are those that a worker confirmed; None before anybody was asked.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    under: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] | None = None
    wishes: tuple[Wish, ...] = ()

    def words(self, key: str) -> str:
        """What was answered to a prompt; "" for nothing."""
        answer = self.answers.get(key)
        return answer.words if answer else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation with somebody. One that is `done` is never changed. `by` began it."""

    id: str
    person: str
    done: bool
    said: Said
    made_at: datetime
    changed_at: datetime
    version: int
    by: str
