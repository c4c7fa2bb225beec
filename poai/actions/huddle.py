"""A huddle at a GP practice: those known to it with open work, for the team that works with them."""

from dataclasses import dataclass
from datetime import datetime

from poai.actions.caseload import caseloads
from poai.actions.office import Office, Work
from poai.domain.access import Actor, Permission, grants
from poai.domain.audit import Event
from poai.domain.caseload import Case
from poai.domain.person import Person
from poai.domain.referral import OPEN, Referral, Status
from poai.store import Accounts

_UNDER_WAY = OPEN | {Status.DRAFT}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody known to the practice. `worker` is a name, or ""; `referrals` those that are not over, the newest first."""

    person: Person
    case: Case
    worker: str
    referrals: tuple[Referral, ...]


def practices(office: Office, actor: Actor, *, now: datetime, address: str = "") -> list[str]:
    """The GP practices of the people of the actor's teams, in order of name. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.TEAM_READ, None)
        return work.people(actor).practices(Permission.PERSON_READ, now)


def huddle(office: Office, actor: Actor, practice: str, *, now: datetime, address: str = "") -> list[Known]:
    """Those with open work whom a practice knows, the most pressing first; each look is in the trail. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.TEAM_READ, None)
        teams = {grant.scope for grant in grants(actor, Permission.TEAM_READ)}
        cases = caseloads(work, actor).at_practice(practice, teams, now)
        work.record(Event.PEOPLE_LISTED, f"account:{actor.id}", count=str(len(cases)))
        found = [_known(work, actor, case) for case in cases]
        return [one for one in found if one]


def _known(work: Work, actor: Actor, case: Case) -> Known | None:
    person = work.people(actor).get(case.person, work.now)
    if person is None:
        return None
    work.record(Event.PERSON_READ, f"person:{person.id}", why="huddle")
    worker = Accounts(work.connection).get(case.worker) if case.worker else None
    referrals = work.referrals(actor).of_person(person.id, Permission.REFERRAL_READ, work.now)
    return Known(
        person,
        case,
        worker.name if worker else "",
        tuple(one for one in referrals if one.status in _UNDER_WAY),
    )
