"""Somebody, or a referral, of the id that was asked for; or the same 404 whether there is none or it is not for them."""

from poai.actions.office import Work
from poai.domain.access import Actor, Permission, may
from poai.domain.errors import ClosedError, NotFoundError
from poai.domain.person import Person
from poai.domain.referral import Referral


def person_of(work: Work, actor: Actor, permission: Permission, person_id: str) -> Person:
    """The person, to whom the actor may do that. Raises NotFoundError, which is then in the trail."""
    people = work.people(actor)
    thing = people.thing(work.now, identity=person_id)
    person = people.get(person_id, work.now) if thing and may(actor, permission, thing) else None
    if person is None:
        work.refuse(NotFoundError("no such person"), thing=f"person:{person_id}", permission=permission)
    return person


def working_with(work: Work, actor: Actor, permission: Permission, person_id: str) -> Person:
    """The same for what is added to a record as the work goes on. Raises ClosedError too: write only while it is open."""
    person = person_of(work, actor, permission, person_id)
    if person.closed_at and permission is Permission.PERSON_WRITE:
        raise ClosedError("the record is closed")
    return person


def referral_of(work: Work, actor: Actor, permission: Permission, referral_id: str) -> Referral:
    """The referral, to which the actor may do that. Raises NotFoundError, which is then in the trail."""
    referrals = work.referrals(actor)
    thing = referrals.thing(referral_id, work.now)
    referral = referrals.any(referral_id) if thing and may(actor, permission, thing) else None
    if referral is None:
        work.refuse(NotFoundError("no such referral"), thing=f"referral:{referral_id}", permission=permission)
    return referral
