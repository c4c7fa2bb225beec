"""What is measured before, during and after: recorded once, never changed."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from poai.actions.found import working_with
from poai.actions.office import Office
from poai.actions.once import once as done_once
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.errors import InvalidError
from poai.domain.measure import Measure, Measurement, Question, Stage
from poai.domain.person import Person
from poai.store import Measures

_NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})?", re.ASCII)


def of_person(
    office: Office,
    actor: Actor,
    person_id: str,
    *,
    writing: bool = False,
    now: datetime,
    address: str = "",
) -> tuple[Person, list[Measurement]]:
    """Somebody and everything that was measured, in order of the day, to add to it if `writing`. Raises NotFoundError."""
    permission = Permission.PERSON_WRITE if writing else Permission.PERSON_READ
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, permission, person_id)
        work.record(Event.PERSON_READ, f"person:{person.id}")
        return person, Measures(work.connection, work.keys()).of_person(person.id)


def record(
    office: Office,
    actor: Actor,
    person_id: str,
    measure: Measure,
    answers: Mapping[str, str],
    *,
    stage: str,
    on: date,
    once: str = "",
    now: datetime,
    address: str = "",
) -> None:
    """Records what was answered on a day, as it was typed, by the question's key. A question may be left out.

    Raises NotFoundError; InvalidError for a question's key ("wrong"), "answers" (missing: none was answered),
    "stage" (missing) or "on" (future).
    """
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, Permission.PERSON_WRITE, person_id)
        scores = {
            question.key: score_of(question, typed)
            for question in measure.questions
            if (typed := answers.get(question.key, "").strip())
        }
        if not scores:
            raise InvalidError("answers", "missing")
        if stage not in set(Stage):
            raise InvalidError("stage", "missing")
        if on > now.date():
            raise InvalidError("on", "future")

        def do() -> str:
            made = Measures(work.connection, work.keys()).add(
                person.id, kind=measure.key, stage=Stage(stage), scores=scores, on=on, by=actor.id, now=now
            )
            work.record(Event.MEASURED, f"person:{person.id}", measure=measure.key)
            return made

        said = [measure.key, stage, on.isoformat(), *(f"{key}={score}" for key, score in scores.items())]
        done_once(work, once, ["measure", person_id, *said], do)


def score_of(question: Question, typed: str) -> float:
    """A score as it was typed. Raises InvalidError(the question's key, "wrong")."""
    score = float(typed) if _NUMBER.fullmatch(typed) else -1.0
    if not question.takes(score):
        raise InvalidError(question.key, "wrong")
    return int(score) if score == int(score) else score
