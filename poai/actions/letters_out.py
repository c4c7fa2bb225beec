"""Letters for paper: to somebody's GP, and a summary for themselves. Their words are kept nowhere but in the browser."""

from dataclasses import dataclass
from datetime import datetime

from poai.actions.exporting import Record, record_of
from poai.actions.found import person_of
from poai.actions.office import Office, Work
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission, PersonThing, may
from poai.domain.audit import Event
from poai.domain.errors import InvalidError
from poai.domain.person import Person
from poai.store import Teams

LONGEST = 3000  # characters of what is written above the rest


@dataclass(frozen=True, slots=True)
class Written:
    """A letter: `words` by the writer, `record` what it is made of, `team` the name of those who write."""

    record: Record
    words: str
    team: str


def begin(
    office: Office, actor: Actor, person_id: str, *, now: datetime, address: str = ""
) -> tuple[Person, bool]:
    """Whom a letter would be about, and whether the actor may write one. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_READ, person_id)
        work.record(Event.PERSON_READ, f"person:{person.id}")
        thing = PersonThing(id=person.id, team=person.team, worker=person.worker)
        return person, may(actor, Permission.PERSON_WRITE, thing)


def gp_letter(
    office: Office,
    actor: Actor,
    person_id: str,
    *,
    words: str,
    agreed: bool,
    now: datetime,
    address: str = "",
) -> Written:
    """The letter to the practice, if the person has `agreed` that it is told.

    Raises NotFoundError; InvalidError for "agreed" or "practice" (missing), "words" (missing, too-long, wrong).
    """
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_WRITE, person_id)
        written = words_of(words, "words", shortest=1, longest=LONGEST)
        if not person.practice:
            raise InvalidError("practice", "missing")
        if not agreed:
            raise InvalidError("agreed", "missing")
        return _out(work, actor, person, written, "gp-letter")


def summary(
    office: Office, actor: Actor, person_id: str, *, words: str, now: datetime, address: str = ""
) -> Written:
    """What somebody takes home. Raises NotFoundError; InvalidError for "words" (missing, too-long, wrong)."""
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_WRITE, person_id)
        written = words_of(words, "words", shortest=1, longest=LONGEST)
        return _out(work, actor, person, written, "summary")


def _out(work: Work, actor: Actor, person: Person, words: str, kind: str) -> Written:
    team = Teams(work.connection).get(person.team)
    record = record_of(work, actor, person)
    work.record(Event.EXPORTED, f"person:{person.id}", kind=kind)
    return Written(record, words, team.name if team else "")
