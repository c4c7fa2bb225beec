"""Walks Open Referral UK's own test profile over our feed, with the validator's own schemas and with formats checked.

`python -m bench.conformance` wants the validator's files in ../shared; without them it says so. First the same checks
judge the feeds that the validator is tested with, so that a check that cannot fail would be seen.
"""

import json
import random
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from poai.actions.publish import prepare
from poai.app import create_app
from poai.progress import progress
from poai.settings import Settings
from tests.actions.open_data_site import catalogue_of
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.interchange.invented import listings
from tests.interchange.oruk_checks import page_wrong

BESIDE = Path(__file__).parents[2] / "shared" / "data" / "standards" / "oruk-validator"
PER_PAGE = 5  # as the validator asks
Get = Callable[[str], Any]


def main() -> None:
    """Prints a line for each feed: how much of it was checked, and what was wrong."""
    if not BESIDE.exists():
        print("The validator's files are not here: nothing was checked.")
        return
    for mock in sorted(BESIDE.glob("mocks/V3.0-UK-*")):
        found = list(_mock_wrong(mock))
        print(f"{mock.name}: {len(found)} wrong")
        for line in found[:5]:
            print(f"    {line}")
    for many in (0, 1, 7, 2000):
        with tempfile.TemporaryDirectory() as folder:
            catalogue_of(Path(folder) / "catalogue.db", listings(many))
            given = {"POAI_DIRECTORY": str(DIRECTORY), "POAI_CONTENT": str(CONTENT)}
            _report(f"{many} invented listings", Settings.read({"POAI_DATA": folder, **given}))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.read({"POAI_DATA": folder})
        prepare(settings, progress)
        _report("the shipped directory", settings)


def _report(name: str, settings: Settings) -> None:
    with TestClient(create_app(settings, public=True), base_url="https://help.example.org") as client:
        asked: list[str] = []

        def get(path: str) -> Any:
            asked.append(path)
            answer = client.get(f"/oruk{path}")
            assert answer.status_code == 200, (path, answer.status_code)
            assert answer.headers["access-control-allow-origin"] == "*"
            return answer.json()

        found = list(_wrong(get))
        print(f"{name}: {len(asked)} answers, {len(found)} wrong")
        for line in found[:5]:
            print(f"    {line}")


def _wrong(get: Get) -> Iterator[str]:
    profile = json.loads((BESIDE / "test-profiles" / "HSDS-UK-3.0.json").read_text(encoding="utf-8"))
    ids: dict[str, list[str]] = {}
    for test in (test for group in profile["testGroups"] for test in group["tests"]):
        endpoint, schema = test["endpoint"], Path(test["schema"]).stem
        if "useIdFrom" in test:
            for identity in ids.get(endpoint.rstrip("/"), [])[:20]:
                yield from _judged(schema, get(f"{endpoint}{identity}"), f"{endpoint}{identity}")
        elif test.get("pagination"):
            yield from _pages(get, endpoint, schema, ids.setdefault(endpoint, []))
        else:
            yield from _judged(schema, get(endpoint), endpoint)


def _pages(get: Get, endpoint: str, schema: str, ids: list[str]) -> Iterator[str]:
    """The first page, the last and three between, as the validator walks them."""
    first = get(f"{endpoint}?per_page={PER_PAGE}&page=1")
    pages = first["total_pages"]
    between = random.Random(4).sample(range(2, pages), min(3, max(0, pages - 2)))
    for number in dict.fromkeys((1, *between, pages)):
        page = get(f"{endpoint}?per_page={PER_PAGE}&page={number}")
        where = f"{endpoint}, page {number}"
        yield from _judged(schema, page, where)
        yield from (f"{where}: {rule}" for rule in page_wrong(page, number, PER_PAGE))
        ids.extend(record["id"] for record in page["contents"])


def _mock_wrong(mock: Path) -> Iterator[str]:
    for name, schema in (
        ("api_details", "api_details"),
        ("service_list", "service_list"),
        ("service_full", "service"),
    ):
        file = mock / f"{name}.json"
        if file.exists():
            yield from _judged(schema, json.loads(file.read_text(encoding="utf-8-sig")), name)


def _judged(schema: str, answer: Any, where: str) -> Iterator[str]:
    for error in _validator(schema).iter_errors(answer):
        yield f"{where}: {error.json_path}: {error.message[:120]}"


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((BESIDE / "schemas" / "V3.0-UK" / f"{name}.json").read_text(encoding="utf-8-sig"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


if __name__ == "__main__":
    main()
