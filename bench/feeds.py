"""Takes large real feeds into an empty place and counts what became of every row; and reads real opening hours.

`python -m bench.feeds` wants the feeds in ../shared; without them it says so. Each is taken twice: as it is, and as a feed that
says that it serves the place, so that all of it is written. The second time nothing may have changed.
"""

import json
import re
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from poai.actions.office import Office
from poai.actions.taking_in import Report, take_file
from poai.actions.taking_in_plan import Asked
from poai.content import load_content
from poai.domain.audit import SYSTEM
from poai.interchange.opening_hours import schedules
from poai.place import load_place
from poai.settings import Settings
from poai.store.feeds import Feed

BESIDE = Path(__file__).parents[2] / "shared" / "data" / "feeds"
FEEDS = {
    "warm-spaces": BESIDE / "warm-spaces-uk" / "warm-spaces-all.scrubbed.geojson",
    "miami": BESIDE / "miami-211-hsds-1.1" / "datapackage-1566177582-contacts-scrubbed.zip",
}
HOURS = BESIDE / "warm-spaces-uk" / "opening-hours-tests.json"
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_RULE = re.compile(r"([A-Za-z,-]+)(?:\[([\d,-]+)\])? (.+)")


def main() -> None:
    """Prints what became of each feed, and of the opening hours."""
    if not BESIDE.exists():
        print("The feeds are not here: nothing was taken.")
        return
    for key, path in FEEDS.items():
        for everywhere in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                _take(Settings.read({"POAI_DATA": folder}), key, path, everywhere=everywhere)
    for name, tests in json.loads(HOURS.read_text()).items():
        counted = Counter(judged(test["text"], test.get("good") or "") for test in tests)
        told = ", ".join(f"{counted[each]} {each}" for each in ("right", "otherwise", "left as words"))
        print(f"opening hours ({name}), {len(tests)} texts: {told}")


def judged(text: str, wanted: str) -> str:
    """How the reading of a text compares with the one that came with it."""
    found = {
        (day, each.opens_at, each.closes_at)
        for each in schedules(text)
        for day in (each.byday or "").split(",")
    }
    return "left as words" if not found else "right" if found == _spelt_out(wanted) else "otherwise"


def _take(settings: Settings, key: str, path: Path, *, everywhere: bool) -> None:
    place, content = load_place(settings.directory), load_content(settings.content)
    office = Office.open(settings)
    asked = Asked(feed=Feed(key=key, name=key, url="https://example.org"), show=True, everywhere=everywhere)
    for again in (False, True):
        started = time.perf_counter()
        with office.work(datetime.now(UTC), SYSTEM) as work:
            report = take_file(work, asked, path.read_bytes(), place, content.needs, dry=False)
        took = time.perf_counter() - started
        how = "as if it served the place" if everywhere else "as it is"
        counts = ", ".join(f"{number:,} {name}" for name, number in report.counts.items() if number)
        print(f"{key}, {how}{', again' if again else ''}: {counts}; {took:.1f} s")
        _check(report)
        if not again:
            reasons = Counter(_kind(line.why) for line in report.lines if line.outcome == "skipped")
            for reason, number in reasons.most_common():
                print(f"    {number:6,}  {reason}")
    office.store.close()


def _check(report: Report) -> None:
    silent = [line for line in report.lines if line.outcome == "skipped" and not (line.why and line.where)]
    if silent:
        raise SystemExit(f"{len(silent)} rows were skipped without a place and a reason")


def _kind(why: str) -> str:
    return re.sub(r": .*|features\[\d+\]", " …", why)


def _spelt_out(rules: str) -> set[tuple[str, str | None, str | None]]:
    """Opening hours in the notation of OpenStreetMap as days with their times."""
    found: set[tuple[str, str | None, str | None]] = set()
    for rule in filter(None, rules.split("; ")):
        named = _RULE.fullmatch(rule.strip())
        if not named:
            return set()
        for day in _each(named[1]):
            for which in (named[2] or "").split(","):
                for span in named[3].split(","):
                    opens, _, closes = span.partition("-")
                    found.add((which + day.upper(), opens, closes))
    return found


def _each(days: str) -> list[str]:
    found: list[str] = []
    for part in days.split(","):
        first, _, last = part.partition("-")
        at = _DAYS.index(first)
        steps = (_DAYS.index(last or first) - at) % 7
        found += [_DAYS[(at + step) % 7] for step in range(steps + 1)]
    return found


if __name__ == "__main__":
    main()
