"""Somebody's goals: what they want to reach, and how far they have come, drawn and in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import goals
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.goal import Goal, GoalState
from poai.domain.person import Person
from poai.web import forms
from poai.web.chart import chart
from poai.web.conversation_words import scale, statement, statement_options
from poai.web.forms import N_
from poai.web.goal_words import progress_words, state
from poai.web.measure_words import short_date
from poai.web.notes import day_of
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})


def show(visit: StaffVisit) -> Page:
    """Every goal of somebody's, those that are open first."""
    person, found = _all(visit)
    order = list(GoalState)
    return Page(
        "cases/goals.html",
        {
            "person": person,
            "goals": [_told(visit, goal) for goal in sorted(found, key=lambda one: order.index(one.state))],
            "writable": visit.adds(person),
            "done": _done(visit),
        },
    )


def new(visit: StaffVisit) -> Page:
    """The form to add a goal with."""
    return _new(visit)


def add(visit: StaffVisit) -> Page | Go:
    """Adds a goal."""
    try:
        goals.add(
            visit.office,
            visit.actor,
            visit.params["id"],
            **_typed(visit),
            once=visit.form.get("once", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _new(visit, forms.invalid(visit, error, _WRONG))
    return Go(f"{_address(visit)}?done=added")


def one(visit: StaffVisit) -> Page:
    """One goal, with the forms to record progress and to change it."""
    return _one(visit)


def change(visit: StaffVisit) -> Page | Go:
    """Changes a goal."""
    try:
        goals.change(
            visit.office,
            visit.actor,
            visit.params["id"],
            visit.params["goal"],
            **_typed(visit),
            state=visit.form.get("state", ""),
            version=visit.version,
            once=visit.form.get("once", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _one(visit, forms.invalid(visit, error, _WRONG), status=422)
    except StaleError:
        text = visit.language.words.gettext(
            "Somebody has changed this goal in the meantime. See what is kept now, then save yours again"
        )
        return _one(visit, {"words": text}, status=409)
    return Go(f"{_address(visit)}?done=changed")


def record(visit: StaffVisit) -> Page | Go:
    """Records how far they have come."""
    try:
        goals.record(
            visit.office,
            visit.actor,
            visit.params["id"],
            visit.params["goal"],
            progress=visit.form.get("progress", ""),
            words=visit.form.get("note", ""),
            on=day_of(visit.form.get("on", "")),
            once=visit.form.get("once", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _one(visit, forms.invalid(visit, error, _WRONG), status=422)
    return Go(f"{_address(visit)}?done=recorded")


def _new(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    person, _ = _all(visit, writing=True)
    view = {
        "person": person,
        "statements": statement_options(visit),
        "scale": scale(visit),
        "errors": errors,
    }
    return Page("cases/goal-new.html", view, status=422 if errors else 200)


def _one(visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, status: int = 200) -> Page:
    words = visit.language.words
    person, found = _all(visit)
    goal = next((goal for goal in found if goal.id == visit.params["goal"]), None)
    if goal is None:
        raise NotFoundError("no such goal")
    return Page(
        "cases/goal.html",
        {
            "person": person,
            "goal": _told(visit, goal),
            "version": goal.version,
            "writable": visit.adds(person),
            "statements": statement_options(visit, goal.statement),
            "scale": scale(visit),
            "how_far": scale(visit, words.gettext("not begun"), words.gettext("all the way")),
            "states": [{"value": each, "text": state(words, each)} for each in GoalState],
            "field": {
                "words": visit.typed("words", goal.words) or goal.words,
                "statement": visit.typed("statement") or goal.statement,
                "importance": visit.typed("importance") or str(goal.importance),
                "state": visit.typed("state") or goal.state,
                "progress": visit.typed("progress"),
                "note": visit.typed("note"),
                "on": visit.typed("on") or f"{visit.now:%d/%m/%Y}",
            },
            "stale": status == 409,
            "errors": errors,
        },
        status=status,
    )


def _told(visit: StaffVisit, goal: Goal) -> dict[str, Any]:
    """A goal as pages show it."""
    words = visit.language.words
    return {
        "id": goal.id,
        "words": goal.words,
        "under": statement(visit, goal.statement),
        "importance": goal.importance,
        "state": state(words, goal.state),
        "open": goal.state is GoalState.OPEN,
        "change": progress_words(words, goal),
        "chart": chart(goal.standing),
        "days": [short_date(words, step.on) for step in goal.standing],
        "steps": [
            (
                words.long_date(step.on),
                f"{step.progress}"
                if step in goal.standing
                else words.gettext("%(progress)s, put right since") % {"progress": step.progress},
                step.words or words.gettext("Nothing noted"),
            )
            for step in reversed(goal.progress)
        ],
    }


def _all(visit: StaffVisit, *, writing: bool = False) -> tuple[Person, list[Goal]]:
    return goals.of_person(
        visit.office, visit.actor, visit.params["id"], writing=writing, now=visit.now, address=visit.address
    )


def _typed(visit: StaffVisit) -> dict[str, Any]:
    return {
        "words": visit.form.get("words", ""),
        "statement": visit.form.get("statement", ""),
        "importance": visit.form.get("importance", ""),
        "statements": visit.snapshot.content.statements.keys(),
    }


def _address(visit: StaffVisit) -> str:
    return f"/cases/{visit.params['id']}/goals"


def _done(visit: StaffVisit) -> str:
    gettext = visit.language.words.gettext
    return {
        "added": gettext("The goal is added."),
        "changed": gettext("The goal is changed."),
        "recorded": gettext("Progress is recorded."),
    }.get(dict(visit.query).get("done", ""), "")


_WRONG = {
    ("words", "missing"): N_("Write what they want to reach"),
    ("words", "too-long"): N_("Use 1,000 characters or fewer for the goal"),
    ("words", "wrong"): N_("Write the goal without unusual characters"),
    ("statement", "missing"): N_("Choose what the goal is about"),
    ("importance", "missing"): N_("Choose how important the goal is to them, from 0 to 10"),
    ("state", "missing"): N_("Choose where the goal stands"),
    ("progress", "missing"): N_("Choose how far they have come, from 0 to 10"),
    ("note", "too-long"): N_("Use 1,000 characters or fewer for the note"),
    ("note", "wrong"): N_("Write the note without unusual characters"),
    ("on", "missing"): N_("Enter the day"),
    ("on", "wrong"): N_("Enter a day such as 23/11/2026"),
    ("on", "future"): N_("Enter a day that is not in the future"),
}
