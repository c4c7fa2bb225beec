"""Somebody's record at a glance: who they are, what needs doing next, and where everything stands."""

from dataclasses import dataclass
from datetime import datetime

from poai.actions.found import person_of
from poai.actions.office import Office
from poai.domain.access import Actor, Permission, TeamThing, may
from poai.domain.audit import Event
from poai.domain.caseload import Due
from poai.domain.consent import Consent
from poai.domain.goal import Goal, GoalState
from poai.domain.person import Person
from poai.domain.referral import OPEN, Referral, Status
from poai.store import Accounts, Consents, Goals
from poai.store.caseload import Caseloads

_UNDER_WAY = OPEN | {Status.DRAFT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Somebody, with their open goals, their referrals that are not over and how many are, and the consents in force.

    `worker` is the name of whoever works with them, or "". `due` is what needs doing, the most pressing first. Who
    opened the record in an emergency is not told what the team has still to do.
    """

    person: Person
    worker: str
    due: tuple[Due, ...]
    goals: tuple[Goal, ...]
    referrals: tuple[Referral, ...]
    over: int
    consents: tuple[Consent, ...]


def open_overview(
    office: Office, actor: Actor, person_id: str, *, now: datetime, address: str = ""
) -> Overview:
    """Somebody's record. `now` is local. Raises NotFoundError if there is none or it is not for the actor: the two look the same."""
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_READ, person_id)
        keys, today = work.keys(), now.date()
        of_team = may(actor, Permission.TEAM_READ, TeamThing(team=person.team))
        cases = Caseloads(work.connection, actor, keys).of([person.id], Permission.PERSON_READ, now)
        referrals = work.referrals(actor).of_person(person.id, Permission.REFERRAL_READ, now)
        under_way = tuple(one for one in referrals if one.status in _UNDER_WAY)
        worker = Accounts(work.connection).get(person.worker) if person.worker else None
        work.record(Event.PERSON_READ, f"person:{person.id}")
        return Overview(
            person=person,
            worker=worker.name if worker else "",
            due=cases[person.id].due if of_team else (),
            goals=tuple(
                one
                for one in Goals(work.connection, keys).of_person(person.id)
                if one.state is GoalState.OPEN
            ),
            referrals=under_way,
            over=len(referrals) - len(under_way),
            consents=tuple(
                one for one in Consents(work.connection, keys).of_person(person.id) if one.holds(today)
            ),
        )
