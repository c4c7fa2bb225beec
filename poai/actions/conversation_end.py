"""The end of a guided conversation: what was said goes into the person's record, and wishes become goals."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from poai.actions.conversations import talk_of, words_if_any
from poai.actions.goals import add_goal
from poai.actions.office import Office, Work
from poai.actions.once import once as done_once
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.errors import StaleError
from poai.domain.person import Details, Person
from poai.store import Conversations

PARTS = ("matters", "strengths", "risks")


@dataclass(frozen=True, slots=True)
class Ending:
    """What becomes of a conversation: the parts of the record as they will be, and which wishes (from 0) are goals.

    `versions` are those of the conversation and of the person's record that were looked at.
    """

    parts: Mapping[str, str]
    goals: frozenset[int]
    versions: tuple[int, int]


def finish(
    office: Office,
    actor: Actor,
    person_id: str,
    talk_id: str,
    ending: Ending,
    *,
    once: str = "",
    now: datetime,
    address: str = "",
) -> None:
    """Ends a conversation: it is never changed again, the record says what it said, and goals are made.

    Raises NotFoundError; InvalidError for one of PARTS ("too-long", "wrong"); StaleError if the conversation or the
    record is no longer as it was looked at.
    """
    parts = {name: words_if_any(ending.parts.get(name, ""), name) for name in PARTS}
    with office.work(now, actor.id, address) as work:
        talk = talk_of(work, actor, Permission.PERSON_WRITE, person_id, talk_id)

        def do() -> str:
            version, person_version = ending.versions
            said = talk.conversation.said
            Conversations(work.connection, work.keys()).keep(
                talk_id, said, version=version, now=now, done=True
            )
            details = replace(
                talk.person.details,
                matters=parts["matters"],
                strengths=parts["strengths"],
                risks=parts["risks"],
            )
            if said.needs is not None:
                details = replace(details, needs=said.needs)
            _change(work, actor, talk.person, details, person_version)
            for at, wish in enumerate(said.wishes):
                if at in ending.goals:
                    add_goal(work, actor, talk.person.id, wish)
            work.record(Event.CONVERSATION_KEPT, f"person:{talk.person.id}", conversation=talk_id, done="yes")
            return talk_id

        form = ["finish", talk_id, *parts.values(), *map(str, sorted(ending.goals))]
        done_once(work, once, form, do)


def _change(work: Work, actor: Actor, person: Person, details: Details, version: int) -> None:
    if person.version != version:
        raise StaleError("somebody else has changed this person's record")
    if details == person.details:
        return
    work.people(actor).change(
        person.id,
        names=person.names,
        details=details,
        practice=person.practice,
        version=version,
        by=actor.id,
        now=work.now,
    )
    work.record(Event.PERSON_CHANGED, f"person:{person.id}")
