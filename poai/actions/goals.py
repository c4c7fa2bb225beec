"""Somebody's goals: added, changed, and how far they have come."""

import re
from collections.abc import Collection
from datetime import date, datetime

from poai.actions.found import working_with
from poai.actions.office import Office, Work
from poai.actions.once import once as done_once
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.conversation import Wish
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.goal import HIGHEST, LOWEST, Goal, GoalState
from poai.domain.person import Person
from poai.store import Goals

LONGEST = 1000  # characters of a goal, or of a note on progress


def of_person(
    office: Office,
    actor: Actor,
    person_id: str,
    *,
    writing: bool = False,
    now: datetime,
    address: str = "",
) -> tuple[Person, list[Goal]]:
    """Somebody and their goals, the oldest first, to add to them if `writing`. Raises NotFoundError."""
    permission = Permission.PERSON_WRITE if writing else Permission.PERSON_READ
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, permission, person_id)
        work.record(Event.PERSON_READ, f"person:{person.id}")
        return person, _store(work).of_person(person.id)


def add(
    office: Office,
    actor: Actor,
    person_id: str,
    *,
    words: str,
    statement: str,
    importance: str,
    statements: Collection[str],
    once: str = "",
    now: datetime,
    address: str = "",
) -> str:
    """A new goal; its id. `statement` is one of `statements`, `importance` as it was typed.

    Raises NotFoundError; InvalidError for "words" (missing, too-long, wrong), "statement" or "importance" (missing).
    """
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, Permission.PERSON_WRITE, person_id)
        wish = _wish(words, statement, importance, statements)

        def do() -> str:
            return add_goal(work, actor, person.id, wish)

        return done_once(work, once, ["goal", person_id, f"{wish}"], do)[0]


def change(
    office: Office,
    actor: Actor,
    person_id: str,
    goal_id: str,
    *,
    words: str,
    statement: str,
    importance: str,
    state: str,
    statements: Collection[str],
    version: int,
    once: str = "",
    now: datetime,
    address: str = "",
) -> None:
    """Changes a goal, or says that it is met or put aside.

    Raises as `add`, InvalidError("state", "missing"), and StaleError if it is no longer as in `version`.
    """
    with office.work(now, actor.id, address) as work:
        goal = goal_of(work, actor, Permission.PERSON_WRITE, person_id, goal_id)
        wish = _wish(words, statement, importance, {*statements, goal.statement})
        if state not in set(GoalState):
            raise InvalidError("state", "missing")

        def do() -> str:
            _store(work).change(
                goal.id,
                version=version,
                words=wish.words,
                statement=wish.statement,
                importance=wish.importance,
                state=GoalState(state),
            )
            work.record(Event.GOAL_CHANGED, f"person:{goal.person}", goal=goal.id, state=state)
            return goal.id

        done_once(work, once, ["change", goal_id, f"{wish}", state], do)


def record(
    office: Office,
    actor: Actor,
    person_id: str,
    goal_id: str,
    *,
    progress: str,
    words: str,
    on: date,
    once: str = "",
    now: datetime,
    address: str = "",
) -> None:
    """How far they had come on a day, and what they said about it, if anything.

    Raises NotFoundError; InvalidError for "progress" (missing), "note" (too-long, wrong) or "on" (future).
    """
    with office.work(now, actor.id, address) as work:
        goal = goal_of(work, actor, Permission.PERSON_WRITE, person_id, goal_id)
        score = zero_to_ten(progress, "progress")
        said = words_of(words, "note", shortest=1, longest=LONGEST) if words.strip() else ""
        if on > now.date():
            raise InvalidError("on", "future")

        def do() -> str:
            _store(work).record(goal.id, progress=score, words=said, on=on, by=actor.id, now=now)
            work.record(Event.GOAL_CHANGED, f"person:{goal.person}", goal=goal.id)
            return goal.id

        done_once(work, once, ["progress", goal_id, progress, said, on.isoformat()], do)


def add_goal(work: Work, actor: Actor, person_id: str, wish: Wish) -> str:
    """A new goal within a unit of work of somebody who may write about the person; its id."""
    made = _store(work).add(
        person_id,
        statement=wish.statement,
        words=wish.words,
        importance=wish.importance,
        by=actor.id,
        now=work.now,
    )
    work.record(Event.GOAL_ADDED, f"person:{person_id}", goal=made)
    return made


def goal_of(work: Work, actor: Actor, permission: Permission, person_id: str, goal_id: str) -> Goal:
    """A goal of somebody's, to whom the actor may do that. Raises NotFoundError."""
    person = working_with(work, actor, permission, person_id)
    found = _store(work).get(goal_id)
    if found is None or found.person != person.id:
        work.refuse(NotFoundError("no such goal"), thing=f"person:{person.id}", permission=permission)
    return found


def zero_to_ten(typed: str, field: str) -> int:
    """0 to 10, as it was typed. Raises InvalidError(field, "missing")."""
    if not re.fullmatch("[0-9]{1,2}", typed, re.ASCII) or not LOWEST <= int(typed) <= HIGHEST:
        raise InvalidError(field, "missing")
    return int(typed)


def _wish(words: str, statement: str, importance: str, statements: Collection[str]) -> Wish:
    said = words_of(words, "words", shortest=1, longest=LONGEST)
    if statement not in statements:
        raise InvalidError("statement", "missing")
    return Wish(words=said, statement=statement, importance=zero_to_ten(importance, "importance"))


def _store(work: Work) -> Goals:
    return Goals(work.connection, work.keys())
