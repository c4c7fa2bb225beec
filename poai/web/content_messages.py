"""Finds the messages in content/*.toml for translators: Babel calls it (pyproject.toml, tool.babel)."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

# What residents read. The rest (phrases they type, keys, numbers, addresses) is not shown as words.
SHOWN = frozenset(
    "advice examples explanation for_whom hint hours label cost note question sentence short statement strapline title".split()
)

Message = tuple[int, str, str, list[str]]


def extract(  # Babel passes all four by name
    file: BinaryIO,
    keywords: Iterable[str],  # noqa: ARG001
    comment_tags: Iterable[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[Message]:
    """Yields (line, function, message, comments) for every shown text; the line is not known and is 1."""
    for text in _shown(tomllib.load(file)):
        yield 1, "gettext", text, []


def _shown(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _shown(value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for row in value:
                yield from _shown(row)
        elif key in SHOWN:
            yield from (value if isinstance(value, list) else [value])
