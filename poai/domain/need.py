"""What people say is the matter, and the outcomes that it serves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An I statement: an outcome that residents chose."""

    key: str
    statement: str
    short: str
    explanation: str

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A concept with the everyday phrases in which people say it.

    `serves` are words on the listings' side; `phrases` are what residents type; `unlike` are
    expressions that look like a phrase and are not one; `near` are keys of neighbouring needs.
    With `otherwise` its listings also answer a need that nobody here lists: they know the way.
    `codes` maps a vocabulary ("open-eligibility", "esd-service-types") to its codes.
    """

    key: str
    label: str
    sentence: str
    statements: tuple[str, ...]
    serves: tuple[str, ...]
    phrases: tuple[str, ...]
    unlike: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    codes: dict[str, tuple[str, ...]] | None = None
    otherwise: bool = False

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """A telephone line that anyone may call. Only what a source says: unknown hours stay None."""

    key: str
    name: str
    number: str
    for_whom: str
    source: str
    hours: str | None = None
    cost: str | None = None
    text_only: bool = False
    note: str | None = None

    __pydantic_config__ = STRICT


def spelled_out(phrase: str) -> Iterator[str]:
    """Every phrase that "hits/slaps mum/nan" stands for: words at one place are separated by a stroke."""
    for words in product(*(word.split("/") for word in phrase.split())):
        yield " ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentRule:
    """Words that must put urgent help first, and the help they lead to.

    `severity` orders the kinds, 1 the worst: the worst that is heard comes first.
    A phrase is heard when its words come in this order with at most two other words between neighbours, or with
    "+" between them in either order and up to six apart; "=word" is that form of it only. "<family>" stands for
    any word of the group of that name. A phrase does not count where it is part of one of the `unlike` expressions.
    `groups` are the same for every rule. `examples` are whole sentences that cry for this help, `look_alikes` ones
    that do not: from those of all rules together the program learns what a cry sounds like.
    """

    key: str
    severity: int
    title: str
    advice: str
    helplines: tuple[str, ...]
    phrases: tuple[str, ...]
    unlike: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    look_alikes: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    __pydantic_config__ = STRICT
