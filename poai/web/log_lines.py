"""What the running site writes down: one line of JSON for each thing, and nothing of anybody's in it.

A fault is told by its kind and by where in the program it happened, never by its message: a database repeats
there what it was given. Links from letters open an account to whoever holds them, so they are cut short.
"""

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from typing import Any

from poai.web.addresses import masked

_PACKAGE = Path(__file__).parents[1]
_DEEPEST = 30  # of where a fault went through, the last so many places


class JsonLine(logging.Formatter):
    """A record as one line of JSON in ASCII: whatever is in it, it stays one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: when (UTC), how bad, who says it, what, and for a fault its kind and where it happened."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": masked(record.getMessage().strip()),
        }
        if record.exc_info and record.exc_info[1]:
            line["fault"] = _fault(record.exc_info[1])
        return json.dumps(line)


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonLine}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
"""For logging.config.dictConfig: ours and every library's, warnings and worse, to standard error."""


def _fault(error: BaseException) -> list[dict[str, Any]]:
    """The fault and what led to it, the last first: the kind of each, where it went through us and where it began."""
    told: list[dict[str, Any]] = []
    cause: BaseException | None = error
    while cause is not None and len(told) < _DEEPEST:
        frames = list(walk_tb(cause.__traceback__))
        places = [
            f"{_place(frame.f_code.co_filename)}:{number} {frame.f_code.co_qualname}"
            for frame, number in frames
            if _is_ours(frame.f_code.co_filename) or frame is frames[-1][0]
        ]
        told.append({"kind": type(cause).__qualname__, "at": places[-_DEEPEST:]})
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return told


def _is_ours(file: str) -> bool:
    return Path(file).is_relative_to(_PACKAGE)


def _place(file: str) -> str:
    """A file of ours as from the package on; of a library, the end of its path."""
    return str(Path(file).relative_to(_PACKAGE.parent)) if _is_ours(file) else "/".join(Path(file).parts[-2:])
