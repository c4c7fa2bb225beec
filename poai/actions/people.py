"""The people who are helped: whoever looks at somebody's record is in the trail before they see it."""

from dataclasses import astuple
from datetime import datetime, timedelta

from poai.actions.duplicates import DoubleError, check_doubles, warned
from poai.actions.found import person_of
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.texts import words_of
from poai.actions.typed_record import Known, Typed, read
from poai.domain.access import Actor, Permission, PersonThing, Thing, may
from poai.domain.account import Grant, Role, State
from poai.domain.audit import Event, Row
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.letters import Letter
from poai.domain.person import Opening, Person, same_reference
from poai.store import Accounts, Audit, traces
from poai.store.openings import openings

GLASS = timedelta(minutes=60)  # for which a record that somebody broke the glass for stays open
_SHORTEST_REASON = 10  # characters: "because" is no reason
_LONGEST_REASON = 1000
_MOST_HISTORY = 10_000


def open_person(office: Office, actor: Actor, person_id: str, *, now: datetime, address: str = "") -> Person:
    """Somebody's record. Raises NotFoundError if there is none or it is not for the actor: the two look the same."""
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_READ, person_id)
        work.record(Event.PERSON_READ, f"person:{person_id}")
        return person


def add_person(
    office: Office,
    actor: Actor,
    typed: Typed,
    *,
    team: str,
    now: datetime,
    address: str = "",
    key: str = "",
    apart: str = "",
) -> Person:
    """Somebody new, in the actor's caseload in one of their teams. `now` is local.

    `key` is the form's own: sent twice, it adds once. Raises NotFoundError for another team; WrongError for what was
    typed; DoubleError for somebody who may be known already, until `apart` says that they are not the same;
    RepeatedError.
    """
    try:
        with office.work(now, actor.id, address) as work:
            thing = PersonThing(id="", team=team, worker=actor.id)
            work.need(actor, Permission.PERSON_WRITE, thing, f"team:{team}")
            known = read(typed, now.date())
            said = (*astuple(typed), team)
            added, _ = once(work, key, said, lambda: _added(work, actor, known, team, apart))
            return person_of(work, actor, Permission.PERSON_READ, added)
    except DoubleError as error:
        warned(office, actor, error.doubles, now=now, address=address)
        raise


def _added(work: Work, actor: Actor, known: Known, team: str, apart: str) -> str:
    passed = check_doubles(work, actor, known.names, known.details, apart=apart)
    person = work.people(actor).add(
        names=known.names,
        details=known.details,
        practice=known.practice,
        team=team,
        worker=actor.id,
        now=work.now,
    )
    work.record(Event.PERSON_ADDED, f"person:{person.id}")
    if passed:
        work.record(
            Event.DOUBLE_PASSED, f"person:{person.id}", number="same" if passed.same_number else "other"
        )
    return person.id


def move_person(
    office: Office,
    actor: Actor,
    person_id: str,
    *,
    worker: str,
    version: int,
    now: datetime,
    address: str = "",
) -> None:
    """Gives somebody to another worker of the same team, or with "" to nobody yet.

    Raises NotFoundError; InvalidError("worker", "wrong") for who is not in the team; StaleError if the record has
    changed since `version`.
    """
    with office.work(now, actor.id, address) as work:
        person = _person(work, actor, Permission.PERSON_MOVE, person_id)
        if worker and not works_in(work, worker, person.team or ""):
            raise InvalidError("worker", "wrong")
        work.people(actor).move(person_id, worker=worker, version=version)
        work.record(Event.PERSON_CHANGED, f"person:{person_id}", worker=worker)


def break_glass(
    office: Office, actor: Actor, reference: str, reason: str, *, now: datetime, address: str = ""
) -> Opening:
    """Opens the record of one person outside the actor's teams for an hour, and alerts every other guardian, or without one every administrator.

    `reference` is the person's. Raises NotFoundError if there is none such or the actor may not (or need not);
    InvalidError("reason", "missing", "too-short" …).
    """
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.BREAK_GLASS, None)
        why = words_of(reason, "reason", shortest=_SHORTEST_REASON, longest=_LONGEST_REASON)
        people = work.people(actor)
        thing = people.thing(now, reference=same_reference(reference))
        if thing is None:
            work.refuse(NotFoundError("no such person"), thing="person:", permission=Permission.BREAK_GLASS)
        work.need(actor, Permission.BREAK_GLASS, thing, f"person:{thing.id}")
        opened = people.open(thing.id, reason=why, now=now, until=now + GLASS)
        work.record(Event.GLASS_BROKEN, f"person:{thing.id}", opening=opened.id)
        accounts = Accounts(work.connection)
        guardians = [each for each in accounts.holding(Role.GUARDIAN) if each.id != actor.id]
        # Somebody must hear of it, also where there is no guardian but the one who did it.
        for watcher in guardians or accounts.holding(Role.ADMINISTRATOR):
            work.send(Letter.GLASS_BROKEN, watcher.email, link=office.link("guardian/openings"))
        return opened


def broken_glass(office: Office, actor: Actor, *, now: datetime, address: str = "") -> list[Opening]:
    """Every time that somebody broke the glass, the newest first, for the guardian. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.AUDIT_READ, Thing())
        found = openings(work.connection, work.keys())
        work.record(Event.TRAIL_READ, "openings:")
        return found


def find_for_history(
    office: Office, actor: Actor, reference: str, *, now: datetime, address: str = ""
) -> str:
    """The id of whoever has a reference, and nothing else of them, for the guardian. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.AUDIT_READ, Thing(), "person:")
        thing = work.people(actor).thing(now, reference=same_reference(reference))
        if thing is None:
            work.refuse(NotFoundError("no such person"), thing="person:", permission=Permission.AUDIT_READ)
        return thing.id


def history(office: Office, actor: Actor, person_id: str, *, now: datetime, address: str = "") -> list[Row]:
    """Everything that was done with somebody's record and their referrals, the oldest first, for the guardian. Raises NotFoundError."""
    thing = f"person:{person_id}"
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.AUDIT_READ, Thing(), thing)
        audit = Audit(work.connection, office.key("audit"))
        theirs = traces.things(traces.identities(work.connection, person_id))
        trail = [row for one in theirs for row in audit.rows(thing=one, limit=_MOST_HISTORY)]
        work.record(Event.TRAIL_READ, thing)
        return sorted(trail, key=lambda row: row.number)


def _person(work: Work, actor: Actor, permission: Permission, person_id: str) -> PersonThing:
    """What there is of that id, to which the actor may do that."""
    name = f"person:{person_id}"
    thing = work.people(actor).thing(work.now, identity=person_id)
    if thing is None or not may(actor, permission, thing):
        work.refuse(NotFoundError("no such person"), thing=name, permission=permission)
    return thing


def works_in(work: Work, account_id: str, team: str) -> bool:
    """Whether somebody can be the worker of a team's people."""
    account = Accounts(work.connection).get(account_id)
    roles = (Role.LINK_WORKER, Role.TEAM_LEAD)
    return (
        account is not None
        and account.state is State.ACTIVE
        and any(Grant(role, team) in account.grants for role in roles)
    )
