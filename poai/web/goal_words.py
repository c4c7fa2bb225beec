"""What is said of a goal: where it stands, and how far somebody has come."""

from poai.domain.goal import Goal, GoalState
from poai.web.words import Words


def state(words: Words, which: GoalState) -> str:
    """Where a goal stands."""
    return {
        GoalState.OPEN: words.gettext("Working on it"),
        GoalState.MET: words.gettext("Met"),
        GoalState.PUT_ASIDE: words.gettext("Put aside"),
    }[which]


def progress_words(words: Words, goal: Goal) -> str:
    """How far somebody has come, first against latest: "Up from 2 on … to 8 of 10 on …"."""
    if goal.first is None or goal.latest is None:
        return words.gettext("No progress is recorded yet.")
    told = {
        "first": goal.first.progress,
        "began": words.long_date(goal.first.on),
        "latest": goal.latest.progress,
        "now": words.long_date(goal.latest.on),
    }
    if goal.first is goal.latest:
        return words.gettext("%(first)s of 10 on %(began)s.") % told
    if goal.first.progress == goal.latest.progress:
        return words.gettext("%(latest)s of 10 on %(now)s, the same as on %(began)s.") % told
    if goal.latest.progress > goal.first.progress:
        return words.gettext("Up from %(first)s on %(began)s to %(latest)s of 10 on %(now)s.") % told
    return words.gettext("Down from %(first)s on %(began)s to %(latest)s of 10 on %(now)s.") % told
