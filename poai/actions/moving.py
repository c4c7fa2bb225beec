"""Moves a referral: who may, from where it stands, once; the row, the trail and the letters all or nothing."""

from datetime import date, datetime

from poai.actions.notices import tell
from poai.actions.office import Office, Work
from poai.domain.access import Actor, Permission, ReferralThing, may
from poai.domain.audit import Event
from poai.domain.errors import ConsentError, MoveError, NotFoundError, StaleError
from poai.domain.referral import (
    MOVES,
    NOTHING,
    UNANSWERED,
    Answer,
    Move,
    Name,
    Party,
    Referral,
    Refusal,
    moves_from,
)
from poai.domain.working_days import working_days_after
from poai.store import Consents

ANSWER_WITHIN = 5  # working days, until which a group has to say yes, no or when

# In what part somebody makes a move: the first that they may take.
_PARTS = (
    (Party.ORGANISATION, Permission.REFERRAL_ANSWER),
    (Party.WORKER, Permission.REFERRAL_WORK),
)


def move(
    office: Office,
    actor: Actor,
    referral_id: str,
    name: Name,
    *,
    version: int,
    now: datetime,
    answer: Answer = NOTHING,
    address: str = "",
) -> Referral:
    """Makes a move for whoever is signed in, and tells the other side. `version` is that of the page they saw.

    Raises NotFoundError for who may not see it; MoveError for a move that they, or anybody, cannot make now; StaleError
    if it has moved since; ConsentError for one that sends it on where consent no longer stands.
    """
    with office.work(now, actor.id, address) as work:
        return move_in(work, actor, referral_id, name, version=version, answer=answer)


def move_in(
    work: Work, actor: Actor, referral_id: str, name: Name, *, version: int, answer: Answer = NOTHING
) -> Referral:
    """`move`, within a unit of work of the actor's."""
    referrals = work.referrals(actor)
    thing = referrals.thing(referral_id, work.now)
    parties = parties_of(actor, thing) if thing else frozenset()
    one = referrals.any(referral_id) if parties else None
    if one is None:
        work.refuse(NotFoundError("no such referral"), thing=f"referral:{referral_id}", move=name)
    if one.version != version:
        raise StaleError("somebody else has moved this referral")
    party = next((party for party in Party if party in parties & MOVES[name].by), None)
    if party is None:
        raise MoveError(Refusal.NOT_THEIRS)
    return moved(work, one, name, party, actor.id, answer=answer)


def parties_of(actor: Actor, thing: ReferralThing) -> frozenset[Party]:
    """In which parts somebody can move a referral."""
    parts = {party for party, permission in _PARTS if may(actor, permission, thing)}
    if may(actor, Permission.REFERRAL_CORRECT, thing):
        parts.add(Party.MAKER if thing.maker == actor.id else Party.STEWARD)
    return frozenset(parts)


def moves_for(actor: Actor, thing: ReferralThing, one: Referral) -> tuple[Move, ...]:
    """What somebody can do with a referral as it stands: the buttons of their page."""
    return moves_from(one.status, *parties_of(actor, thing))


def moved(
    work: Work,
    one: Referral,
    name: Name,
    party: Party,
    by: str,
    *,
    answer: Answer = NOTHING,
    consent: str = "",
) -> Referral:
    """Makes a move that the caller has found to be allowed, records it and tells the other side. Raises as `move`.

    `consent` is the id of a newer one, for the same group, on which the referral stands from now on.
    """
    if MOVES[name].to in UNANSWERED and not _consented(work, one, consent):
        raise ConsentError("the person has not agreed, or no longer agrees, that this group is told")
    at = work.now
    after = work.referrals_of_nobody().move(
        one, name, party, by, now=at, answer=answer, answer_by=answer_by(at.date()), consent=consent
    )
    work.record(
        Event.REFERRAL_MOVED, f"referral:{one.id}", move=name, to=after.status, number=str(after.version)
    )
    tell(work, one, after, party)
    return after


def answer_by(sent: date) -> date:
    """The day by which a group has to answer what was sent on `sent`."""
    return working_days_after(sent, ANSWER_WITHIN)


def _consented(work: Work, one: Referral, newer: str) -> bool:
    consent = Consents(work.connection, work.keys()).held(newer or one.consent)
    return (
        consent is not None
        and consent.holds(work.now.date())
        and (consent.person, consent.organisation) == (one.person, one.organisation)
    )
