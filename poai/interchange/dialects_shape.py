"""What every importer makes of a file: services in one shape, whatever dialect they were written in.

A service in that shape is a plain document with the names of Open Referral UK 3.0, nested as it nests them, and with our
own `poai_` names beside them. Values are still as they were found: poai/interchange/oruk_in.py makes facts of them.
"""

import re
from dataclasses import dataclass
from typing import Any

from poai.domain.document import Document

MOST_BYTES = 40_000_000  # of a file, and of all that a zip unpacks to
MOST_ROWS = 20_000
DEEPEST = 20  # documents in documents
# What no page can show, no database takes, or what turns round the words that come after it.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ud800-\udfff]"
)


class UnreadableError(ValueError):
    """Nothing of the file can be taken. The message says why in plain words, for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A service in the shape, and where in the file it stands ("row 12", "contents[3]"), as people count."""

    where: str
    service: Document


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is not taken, and why in plain words. `field` is the column or the path in it, or ""."""

    where: str
    name: str
    reason: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read. `dialect` is what it is written in, `notes` what to know of all of it."""

    dialect: str
    items: tuple[Item, ...]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


def rows_of(value: Any) -> list[Document]:
    """The documents in a list, or the one that stands without its list; nothing else."""
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]


def text_of(value: Any) -> str:
    """A value as text that can be kept, without space around it; "" for what is none."""
    if isinstance(value, bool) or value is None or isinstance(value, (dict, list)):
        return ""
    return _UNPRINTABLE.sub("", str(value)).strip()
