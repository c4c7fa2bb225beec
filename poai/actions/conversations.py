"""Guided conversations: begun, and kept page by page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from poai.actions.found import person_of, working_with
from poai.actions.goals import zero_to_ten
from poai.actions.office import Office, Work
from poai.actions.once import once as done_once
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.conversation import GOALS, MOST_GOALS, NEEDS, Answer, Conversation, Said, Step, Wish
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.person import Person
from poai.store import Conversations

LONGEST = 4000  # characters of one answer


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation and whom it is with."""

    person: Person
    conversation: Conversation


def all_of(
    office: Office, actor: Actor, person_id: str, *, now: datetime, address: str = ""
) -> tuple[Person, list[Conversation]]:
    """Somebody and every conversation with them, the newest first. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_READ, person_id)
        work.record(Event.PERSON_READ, f"person:{person.id}")
        return person, Conversations(work.connection, work.keys()).of_person(person.id)


def read(
    office: Office,
    actor: Actor,
    person_id: str,
    talk_id: str,
    *,
    writing: bool = False,
    now: datetime,
    address: str = "",
) -> Talk:
    """One conversation, to go on with it if `writing`. Raises NotFoundError."""
    permission = Permission.PERSON_WRITE if writing else Permission.PERSON_READ
    with office.work(now, actor.id, address) as work:
        talk = talk_of(work, actor, permission, person_id, talk_id)
        work.record(Event.PERSON_READ, f"person:{talk.person.id}")
        return talk


def begin(
    office: Office, actor: Actor, person_id: str, *, once: str = "", now: datetime, address: str = ""
) -> str:
    """Begins a conversation, or goes on with the draft that there is; its id. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, Permission.PERSON_WRITE, person_id)

        def do() -> str:
            begun = Conversations(work.connection, work.keys()).begin(person.id, by=actor.id, now=now)
            work.record(Event.CONVERSATION_KEPT, f"person:{person.id}", conversation=begun.id)
            return begun.id

        return done_once(work, once, ["conversation", person_id], do)[0]


def keep_step(
    office: Office,
    actor: Actor,
    person_id: str,
    talk_id: str,
    step: Step,
    answers: Mapping[str, str],
    under: Iterable[str],
    *,
    version: int,
    once: str = "",
    now: datetime,
    address: str = "",
) -> None:
    """Keeps one page: what was typed by the prompt's key, and the statements under which it belongs.

    Raises NotFoundError; InvalidError(a prompt's key, "too-long" or "wrong"); StaleError if the conversation is no
    longer as in `version`.
    """
    said = {prompt.key: words_if_any(answers.get(prompt.key, ""), prompt.key) for prompt in step.prompts}
    chosen = tuple(key for key in step.statements if key in set(under))

    def change(before: Said) -> Said:
        asked = {one.key: Answer(one.question, said[one.key]) for one in step.prompts if said[one.key]}
        rest = {key: answer for key, answer in before.answers.items() if key not in said}
        belongs = {key: keys for key, keys in before.under.items() if key != step.key}
        return replace(
            before, answers={**rest, **asked}, under={**belongs, step.key: chosen} if chosen else belongs
        )

    form = [step.key, *said.values(), *chosen]
    _keep(office, actor, person_id, talk_id, change, form, version, once, now, address)


def keep_needs(
    office: Office,
    actor: Actor,
    person_id: str,
    talk_id: str,
    needs: Iterable[str],
    *,
    version: int,
    once: str = "",
    now: datetime,
    address: str = "",
) -> None:
    """Keeps the needs that a worker confirmed, keys of content/needs. Raises as `keep_step`."""
    confirmed = tuple(dict.fromkeys(needs))

    def change(before: Said) -> Said:
        return replace(before, needs=confirmed)

    form = [NEEDS, *confirmed]
    _keep(office, actor, person_id, talk_id, change, form, version, once, now, address)


def keep_wishes(
    office: Office,
    actor: Actor,
    person_id: str,
    talk_id: str,
    wishes: Iterable[tuple[str, str, str]],
    statements: Iterable[str],
    *,
    version: int,
    once: str = "",
    now: datetime,
    address: str = "",
) -> None:
    """Keeps goals as they were said: words, one of `statements` and importance (0 to 10), as they were typed.

    Those without words are left out. Raises as `keep_step`, with InvalidError for "words-1" (too-long, wrong),
    "statement-1" (missing), "importance-1" (missing) …, counted from 1.
    """
    wished = tuple(
        wish for at, typed in enumerate(wishes, 1) if (wish := _wish(typed, set(statements), f"-{at}"))
    )[:MOST_GOALS]

    def change(before: Said) -> Said:
        return replace(before, wishes=wished)

    form = [GOALS, *(f"{wish}" for wish in wished)]
    _keep(office, actor, person_id, talk_id, change, form, version, once, now, address)


def _keep(
    office: Office,
    actor: Actor,
    person_id: str,
    talk_id: str,
    change: Callable[[Said], Said],
    form: Iterable[str],
    version: int,
    once: str,
    now: datetime,
    address: str,
) -> None:
    with office.work(now, actor.id, address) as work:
        talk = talk_of(work, actor, Permission.PERSON_WRITE, person_id, talk_id)

        def do() -> str:
            said = change(talk.conversation.said)
            Conversations(work.connection, work.keys()).keep(talk_id, said, version=version, now=now)
            work.record(Event.CONVERSATION_KEPT, f"person:{talk.person.id}", conversation=talk_id)
            return talk_id

        done_once(work, once, ["keep", talk_id, *form], do)


def talk_of(work: Work, actor: Actor, permission: Permission, person_id: str, talk_id: str) -> Talk:
    """A conversation with somebody to whom the actor may do that. Raises NotFoundError, which is then in the trail."""
    person = working_with(work, actor, permission, person_id)
    found = Conversations(work.connection, work.keys()).get(talk_id)
    if found is None or found.person != person.id:
        thing = f"person:{person.id}"
        work.refuse(NotFoundError("no such conversation"), thing=thing, permission=permission)
    return Talk(person, found)


def words_if_any(typed: str, field: str) -> str:
    """What was typed, made fit to keep; "" for nothing. Raises InvalidError(field, "too-long" or "wrong")."""
    return words_of(typed, field, shortest=1, longest=LONGEST) if typed.strip() else ""


def _wish(typed: tuple[str, str, str], statements: set[str], at: str) -> Wish | None:
    said, statement, importance = typed
    words = words_if_any(said, f"words{at}")
    if not words:
        return None
    if statement not in statements:
        raise InvalidError(f"statement{at}", "missing")
    return Wish(words=words, statement=statement, importance=zero_to_ten(importance, f"importance{at}"))
