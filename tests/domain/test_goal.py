"""Where somebody began and where they are."""

from datetime import UTC, date, datetime

from poai.domain.goal import Goal, GoalState, Progress

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def goal(*progress: int, days: tuple[int, ...] = (1, 2, 3)) -> Goal:
    steps = tuple(
        Progress(id=f"{at}", progress=value, words="", on=date(2026, 1, days[at]), at=NOW, by="a")
        for at, value in enumerate(progress)
    )
    return Goal(
        id="g",
        person="p",
        statement="active",
        words="Walk",
        importance=5,
        state=GoalState.OPEN,
        made_at=NOW,
        version=1,
        by="a",
        progress=steps,
    )


def test_the_first_and_the_latest_step_are_the_ends_of_the_way() -> None:
    walked = goal(2, 9, 4)
    assert walked.first
    assert walked.latest
    assert (walked.first.progress, walked.latest.progress) == (2, 4)


def test_a_goal_on_which_nothing_is_recorded_has_neither() -> None:
    assert (goal().first, goal().latest) == (None, None)


def test_what_was_recorded_last_of_a_day_puts_a_mistake_right_and_both_are_kept() -> None:
    mended = goal(9, 2, 4, days=(1, 1, 2))
    assert mended.first
    assert mended.first.progress == 2
    assert [step.progress for step in mended.standing] == [2, 4]
    assert [step.progress for step in mended.progress] == [9, 2, 4]
