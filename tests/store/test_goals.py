"""Goals are kept with every step towards them, sealed, in the order of the days."""

from datetime import date

import pytest
from sqlalchemy import text

from poai.domain.errors import StaleError
from poai.domain.goal import GoalState
from poai.store import Goals, Keys, Store
from tests.actions.casework import Casework
from tests.actions.cast import NOW, Cast


@pytest.fixture
def work(store: Store) -> Casework:
    return Casework(Cast(store))


def test_goals_come_in_the_order_in_which_they_were_made_with_their_progress_by_day(work: Casework) -> None:
    nora, ivy = work.actors["nora"].id, work.ivy.id
    with work.cast.store.work() as connection:
        goals = Goals(connection, Keys.load(connection, work.cast.secret))
        about = {"statement": "active", "importance": 7, "by": nora}
        first = goals.add(ivy, words="Walk", now=NOW, **about)  # type: ignore[arg-type]
        second = goals.add(ivy, words="Bake", now=work.cast.later(minutes=1), **about)  # type: ignore[arg-type]
        goals.record(second, progress=6, words="nearly", on=date(2026, 5, 2), by=nora, now=NOW)
        goals.record(second, progress=2, words="", on=date(2026, 5, 1), by=nora, now=work.cast.now)
        found = goals.of_person(ivy)
        assert goals.get(second) == found[1]
        assert goals.get("none") is None
    assert [goal.id for goal in found] == [first, second]
    assert [(step.progress, step.words) for step in found[1].progress] == [(2, ""), (6, "nearly")]
    assert (found[0].words, found[0].state, found[0].progress) == ("Walk", GoalState.OPEN, ())


def test_s55_a_goal_that_was_changed_since_is_not_overwritten(work: Casework) -> None:
    nora = work.actors["nora"].id
    changed = {"statement": "active", "importance": 3, "state": GoalState.MET, "version": 1}
    with work.cast.store.work() as connection:
        goals = Goals(connection, Keys.load(connection, work.cast.secret))
        made = goals.add(work.ivy.id, statement="active", words="Walk", importance=7, by=nora, now=NOW)
        goals.change(made, words="Walk far", **changed)  # type: ignore[arg-type]
        with pytest.raises(StaleError):
            goals.change(made, words="Run", **changed)  # type: ignore[arg-type]
        found = goals.get(made)
    assert found
    assert (found.words, found.state, found.version) == ("Walk far", GoalState.MET, 2)


def test_what_they_want_cannot_be_read_in_the_store(work: Casework) -> None:
    nora = work.actors["nora"].id
    with work.cast.store.work() as connection:
        goals = Goals(connection, Keys.load(connection, work.cast.secret))
        made = goals.add(work.ivy.id, statement="active", words="Walk", importance=7, by=nora, now=NOW)
        goals.record(made, progress=1, words="nearly", on=NOW.date(), by=nora, now=NOW)
        rows = [
            bytes(connection.scalar(text(f"SELECT words FROM {name}"))) for name in ("goal", "goal_progress")
        ]
    assert not [row for row in rows if b"Walk" in row or b"nearly" in row]
