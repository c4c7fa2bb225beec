"""What Open Referral UK 3.0 asks of data: its published schemas with formats, and the rules that they leave out."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

SCHEMAS = Path(__file__).parents[1] / "vendor" / "oruk" / "schemas-3.0.json"
BASE = "https://openreferraluk.org/specifications/3.0/schema/"


@cache
def validator(name: str) -> Draft202012Validator:
    """Checks records against one of the published schemas: "service", "service_list" …"""
    known = json.loads(SCHEMAS.read_text(encoding="utf-8"))
    resources = [(url, DRAFT202012.create_resource(schema)) for url, schema in known.items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(
        {"$ref": f"{BASE}{name}.json"}, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def wrong(name: str, record: Any) -> list[str]:
    """What is wrong with a record: by the schema, and by the rule that what is not known is left out."""
    found = [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(record)]
    return found + [f"{path} is empty" for path in _empty(record, "$") if not path.endswith(".contents")]


def page_wrong(page: dict[str, Any], number: int, per_page: int) -> list[str]:
    """What is wrong with the envelope of page `number`, by the rules that the standard's validators test."""
    size, pages = len(page["contents"]), page["total_pages"]
    rules = {
        "page_number": page["page_number"] == number,
        "first_page": page["first_page"] == (number == 1),
        "last_page": page["last_page"] == (number == pages),
        "empty": page["empty"] == (size == 0),
        "size": page["size"] == size,
        "a page is full unless it is the last": size == per_page or number == pages,
        "total_pages": pages == max(1, -(-page["total_items"] // per_page)),
        "no page is too full": size <= per_page,
    }
    return [rule for rule, holds in rules.items() if not holds]


def _empty(value: Any, path: str) -> Iterator[str]:
    if value in (None, "", [], {}):
        yield path
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _empty(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _empty(inner, f"{path}[{number}]")
