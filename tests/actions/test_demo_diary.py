"""In a demo everybody acts in the order of time, on working days, and all of it is kept or nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from poai.actions.demo import Demo, begun_anew
from poai.actions.demo_diary import Diary, in_one, live
from poai.actions.office import Office
from poai.domain.audit import SYSTEM, Event
from poai.settings import Settings
from poai.store import Audit

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # a Monday


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    settings = Settings.read({"POAI_DEMO": "1", "POAI_DATA": str(tmp_path / "demo")})
    with begun_anew(settings):
        office = Office.open(settings)
        yield Demo.of(office)
        office.store.close()


def events(demo: Demo) -> int:
    with demo.office.store.read() as connection:
        return len(Audit(connection, demo.office.key("audit")).rows())


def test_a_day_back_is_a_working_day(demo: Demo) -> None:
    diary = Diary(demo, NOW)
    assert diary.day(1, 16, 5) == datetime(2026, 11, 20, 16, 5, tzinfo=UTC)  # Friday
    assert diary.day(6) == datetime(2026, 11, 13, 10, 0, tzinfo=UTC)


def test_stories_take_turns_by_the_clock() -> None:
    told: list[str] = []

    def story(name: str, *hours: int) -> Iterator[datetime]:
        for hour in hours:
            yield NOW + timedelta(hours=hour)
            told.append(f"{name}{hour}")

    live([story("a", 1, 4), story("b", 2, 3), story("c"), story("d", 1)])
    assert told == ["a1", "d1", "b2", "b3", "a4"]


def test_no_story_goes_back() -> None:
    with pytest.raises(ValueError, match="goes back"):
        live([iter([NOW, NOW - timedelta(hours=1)])])


def test_what_breaks_off_leaves_nothing(demo: Demo) -> None:
    def act(fails: bool) -> None:
        with in_one(demo) as all_of_it:
            with all_of_it.office.work(NOW, SYSTEM) as work:
                work.record(Event.TEAM_ADDED)
            if fails:
                raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        act(fails=True)
    assert events(demo) == 0
    act(fails=False)
    assert events(demo) == 1
