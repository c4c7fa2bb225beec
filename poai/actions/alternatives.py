"""Where else to ask: after a group has said no, or that one has to wait, up to three listings that fit the same needs."""

from dataclasses import dataclass
from datetime import datetime

from poai.actions.choosing import Known, Reached, asked_for, known_of
from poai.actions.find import Result, find
from poai.actions.found import person_of
from poai.actions.office import Office
from poai.actions.referrals import as_worker
from poai.actions.snapshot import Snapshot
from poai.domain.access import Actor, Permission, PersonThing, may
from poai.domain.ask import Ask
from poai.domain.person import Person
from poai.domain.referral import OPEN, Referral, Status

FEW = 3
_MOST_PAGES = 3
AFTER = frozenset(
    {Status.DECLINED, Status.WAITING}
)  # a referral stands there when somewhere else may be better


@dataclass(frozen=True, slots=True)
class Instead:
    """A listing to ask instead, and what is known of asking it."""

    result: Result
    known: Known


def instead(
    office: Office,
    actor: Actor,
    one: Referral,
    snapshot: Snapshot,
    *,
    now: datetime,
    address: str = "",
) -> list[Instead]:
    """Up to three that fit what the person needs and can be asked: none that declined them, none that is asked already.

    None for who may not refer the person, and none once the referral stands well.
    """
    worker = as_worker(actor)
    if one.status not in AFTER:
        return []
    with office.work(now, actor.id, address) as work:
        thing = work.people(worker).thing(now, identity=one.person)
        if thing is None or not _theirs(worker, thing):
            return []
        person = person_of(work, worker, Permission.PERSON_WRITE, one.person)
        if person.closed_at:
            return []
        earlier = work.referrals(worker).of_person(person.id, Permission.REFERRAL_READ, now)
        left_out = {one.listing} | {
            each.listing for each in earlier if each.status in OPEN or each.status is Status.DECLINED
        }
        found: list[Instead] = []
        ask = _ask(person, one, snapshot)
        for page in range(1, _MOST_PAGES + 1):
            answer = find(snapshot, ask.but(page=page), now)
            fitting = [result for result in answer.results if result.listing.slug not in left_out]
            known = known_of(work, worker, person, [result.listing for result in fitting])
            found += [
                Instead(result, known[result.listing.slug])
                for result in fitting
                if known[result.listing.slug].reached is not Reached.NOT
            ]
            if len(found) >= FEW or page >= answer.pages:
                break
        return found[:FEW]


def _theirs(actor: Actor, thing: PersonThing) -> bool:
    return may(actor, Permission.PERSON_WRITE, thing)


def _ask(person: Person, one: Referral, snapshot: Snapshot) -> Ask:
    """What the record says that they need; without that, what the listing serves to which they were sent."""
    ask = asked_for(person, snapshot)
    listing = snapshot.catalogue.listings.get(one.listing)
    if ask.needs or listing is None:
        return ask
    return ask.but(needs=listing.needs, text="" if listing.needs else listing.name)
