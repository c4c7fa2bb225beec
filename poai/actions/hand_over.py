"""People are handed over from one worker to another: one, some or a whole caseload, with a note, all or none."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from poai.actions.caseload import caseloads
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.people import works_in
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission, PersonThing
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.note import Kind
from poai.store import Notes
from poai.store.caseload import Wanted

MOST_SHOWN = 150  # to choose from by hand; a whole caseload may be of any length
_LONGEST = 4000  # characters


@dataclass(frozen=True, slots=True)
class Whose:
    """A worker's people who can be handed over: `names` of those to choose from and `versions` of all, by id.

    `state` stands for all of them as they are now.
    """

    names: dict[str, str]
    versions: dict[str, int]
    state: str


def whose(office: Office, actor: Actor, team: str, worker: str, *, now: datetime, address: str = "") -> Whose:
    """The people of a team with whom somebody works ("" for nobody). Raises NotFoundError for who may not give them away."""
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.PERSON_MOVE, PersonThing(id="", team=team), f"team:{team}")
        versions = _versions(work, actor, team, worker)
        shown = work.people(actor).names(list(versions)[:MOST_SHOWN], Permission.PERSON_MOVE, now)
        work.record(Event.PEOPLE_LISTED, f"team:{team}", count=str(len(shown)))
        names = dict(sorted(shown.items(), key=lambda pair: (pair[1].casefold(), pair[0])))
        return Whose(names, versions, _state(versions))


def hand_over(
    office: Office,
    actor: Actor,
    team: str,
    *,
    source: str,
    to: str,
    words: str,
    now: datetime,
    chosen: Mapping[str, int] | None = None,
    state: str = "",
    key: str = "",
    address: str = "",
) -> int:
    """Gives `source`'s people in a team to another worker of it ("" for nobody, either way), with a note on each record.

    `chosen` are people with the versions of their records as they were shown; without, it is all of them, whose `state` must
    be as it was shown. Says how many. Raises NotFoundError; InvalidError("to", "wrong" or "same"), ("people", "missing"),
    ("note", "missing" …); StaleError if one has changed, and then none is handed over; RepeatedError.
    """
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.PERSON_MOVE, PersonThing(id="", team=team), f"team:{team}")
        said = words_of(words, "note", shortest=1, longest=_LONGEST)
        if to == source:
            raise InvalidError("to", "same")
        if to and not works_in(work, to, team):
            raise InvalidError("to", "wrong")
        if chosen is not None and not chosen:
            raise InvalidError("people", "missing")

        def give() -> str:
            versions = _versions(work, actor, team, source)
            if chosen is None and _state(versions) != state:
                raise StaleError("this caseload has changed")
            theirs = versions if chosen is None else chosen
            for person, version in theirs.items():
                if person not in versions:
                    _missing(work, actor, person)
                _give(work, actor, person, version, to, said)
            return str(len(theirs))

        form = ("hand-over", team, source, to, said, state, *map(str, sorted((chosen or {}).items())))
        done, _ = once(work, key, form, give)
        return int(done)


def _missing(work: Work, actor: Actor, person: str) -> None:
    """Whoever was shown and is this worker's no longer has changed; anybody else was never to be given away."""
    thing = work.people(actor).thing(work.now, identity=person)
    work.need(actor, Permission.PERSON_MOVE, thing or PersonThing(id=""), f"person:{person}")
    if thing is None:
        work.refuse(NotFoundError("no such person"), thing="person:")
    raise StaleError("somebody else has moved this person")


def _give(work: Work, actor: Actor, person: str, version: int, to: str, words: str) -> None:
    work.people(actor).move(person, worker=to, version=version)
    Notes(work.connection, work.keys()).add(person, Kind.HAND_OVER, words, by=actor.id, now=work.now)
    work.record(Event.HANDED_OVER, f"person:{person}", worker=to)


def _versions(work: Work, actor: Actor, team: str, worker: str) -> dict[str, int]:
    wanted = Wanted(permission=Permission.PERSON_MOVE, team=team, worker=worker, nobodys=not worker)
    return caseloads(work, actor).versions(wanted, work.now)


def _state(versions: Mapping[str, int]) -> str:
    return hashlib.sha256(repr(sorted(versions.items())).encode()).hexdigest()
