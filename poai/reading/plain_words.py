"""What pydantic says about a value, in words for someone who edits a text file."""

import json
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

_MESSAGES = {
    "missing": "is missing",
    "string_type": "must be words in quotes",
    "tuple_type": "must be a list in [square brackets]",
    "dict_type": "must be a table of names and values",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "dataclass_type": "must be a table with fields of its own",
    "dataclass_exact_type": "must be a table with fields of its own",
}
_DATE = "must be a date such as 2026-05-19"


def plain_words(error: Mapping[str, Any], known_fields: tuple[str, ...]) -> str:
    """One pydantic error (an item of `ValidationError.errors()`) as a plain phrase about its field."""
    kind: str = error["type"]
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind == "unexpected_keyword_argument":
        near = get_close_matches(str(error["loc"][-1]), known_fields, n=1)
        return "is not a field that we know" + (f"; did you mean {near[0]}?" if near else "")
    if kind == "literal_error":
        return f"must be {str(error['ctx']['expected']).replace(chr(39), chr(34))}, not {json.dumps(error['input'], default=str)}"
    if kind.startswith("date"):
        return _DATE
    return _MESSAGES.get(kind) or str(error["msg"])


def blamed_field(message: str, record: Any) -> str | None:
    """The field that a record's own check was about: the one whose value, or else name, it mentions."""
    if not isinstance(record, Mapping):
        return None
    for name, value in record.items():
        if value not in (None, "") and repr(value) in message:
            return str(name)
    words = re.findall(r"\w+", message)
    return next((word for word in words if word in record), None)
