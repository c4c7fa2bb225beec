"""The forms of a guided conversation, from what was sent to what is kept."""

from collections.abc import Mapping
from typing import Any

from poai.actions import conversations as talks
from poai.actions.conversation_end import PARTS, Ending, finish
from poai.domain.conversation import GOALS, MOST_GOALS, NEEDS, REVIEW
from poai.domain.errors import InvalidError
from poai.web.forms import N_, Errors
from poai.web.staffing import StaffVisit


def save(visit: StaffVisit) -> None:
    """Keeps the page that was sent, or ends the conversation. Raises InvalidError, StaleError or NotFoundError."""
    about = {
        "version": visit.version,
        "once": visit.form.get("once", ""),
        "now": visit.now,
        "address": visit.address,
    }
    saves = {NEEDS: _keep_needs, GOALS: _keep_goals, REVIEW: _finish}
    saves.get(visit.params["step"], _keep_step)(visit, about)


def wrong(visit: StaffVisit, error: InvalidError) -> Errors:
    """The field as the page names it, and what is wrong with it."""
    name = error.field.partition("-")[0]
    known = (name, error.reason) in _GOALS_WRONG
    message = _GOALS_WRONG[name, error.reason] if known else _TEXT_WRONG[error.reason]
    page = visit.snapshot.content.conversation.get(visit.params["step"])
    field = f"answer-{error.field}" if page else error.field
    return Errors({field: visit.language.words.gettext(message)})


def _keep_step(visit: StaffVisit, about: Mapping[str, Any]) -> None:
    page = visit.snapshot.content.conversation[visit.params["step"]]
    answers = {prompt.key: visit.form.get(f"answer-{prompt.key}", "") for prompt in page.prompts}
    talks.keep_step(
        visit.office,
        visit.actor,
        visit.params["id"],
        visit.params["talk"],
        page,
        answers,
        visit.forms.get("under", ()),
        **about,
    )


def _keep_needs(visit: StaffVisit, about: Mapping[str, Any]) -> None:
    chosen = (*visit.forms.get("needs", ()), *visit.forms.get("more", ()))
    known = [key for key in chosen if key in visit.snapshot.content.needs]
    talks.keep_needs(visit.office, visit.actor, visit.params["id"], visit.params["talk"], known, **about)


def _keep_goals(visit: StaffVisit, about: Mapping[str, Any]) -> None:
    wishes = [
        tuple(visit.form.get(f"{name}-{at}", "") for name in ("words", "statement", "importance"))
        for at in range(1, MOST_GOALS + 1)
    ]
    talks.keep_wishes(
        visit.office,
        visit.actor,
        visit.params["id"],
        visit.params["talk"],
        [(words, statement, importance) for words, statement, importance in wishes],
        visit.snapshot.content.statements,
        **about,
    )


def _finish(visit: StaffVisit, about: Mapping[str, Any]) -> None:
    record = visit.form.get("record", "")
    versions = (about["version"], int(record) if record.isdecimal() and len(record) < 10 else 0)
    ending = Ending(
        parts={name: visit.form.get(name, "") for name in PARTS},
        goals=frozenset(int(at) for at in visit.forms.get("goal", ()) if at in ("0", "1", "2")),
        versions=versions,
    )
    rest = {name: value for name, value in about.items() if name != "version"}
    finish(visit.office, visit.actor, visit.params["id"], visit.params["talk"], ending, **rest)


_TEXT_WRONG = {
    "too-long": N_("Use 4,000 characters or fewer here"),
    "wrong": N_("Write this without unusual characters"),
}
_GOALS_WRONG = {
    ("statement", "missing"): N_("Choose what the goal is about"),
    ("importance", "missing"): N_("Choose how important the goal is to them, from 0 to 10"),
}
