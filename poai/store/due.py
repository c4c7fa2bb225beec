"""What needs doing in a worker's caseload, as keys that tell one thing from another and nothing about anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from poai.domain.referral import OPEN, UNANSWERED, Party, Status
from poai.store.person_tables import consent, person
from poai.store.referral_tables import concern, message, referral, reminder, snooze
from poai.store.reminders import MOST, put_off


@dataclass(frozen=True, slots=True)
class Days:
    """The days that decide: `today`; groups that were chased up to `chased` are the worker's to ring; consent that
    runs out by `consent` is to be asked for again."""

    today: date
    chased: date
    consent: date


def due(
    connection: Connection, worker: str, teams: Iterable[str], days: Days, *, leads: Iterable[str] = ()
) -> list[str]:
    """What needs an account's doing in some teams, each as a key that changes when there is something new about it.

    People are theirs who are in their caseload; a referral is also theirs if they made it for somebody who has no
    worker now. What such a person says is not right is for those who lead the team.
    """
    theirs = person.c.worker_id == worker
    made = and_(person.c.worker_id.is_(None), referral.c.maker == worker)
    inside = person.c.team_id.in_(list(teams))
    of_referral = and_(inside, or_(theirs, made))
    of_nobody = and_(person.c.worker_id.is_(None), person.c.team_id.in_(list(leads)))
    return [
        *_keys(connection, "unanswered", _referrals(of_referral, _unanswered(days), days)),
        *_keys(connection, "waiting", _referrals(of_referral, _waiting(days), days)),
        *_keys(connection, "follow-up", _follow_ups(and_(inside, theirs), days)),
        *_keys(connection, "consent", _consents(of_referral, days)),
        *_keys(connection, "message", _messages(of_referral)),
        *_keys(connection, "concern", _concerns(or_(and_(inside, theirs), of_nobody))),
    ]


def _keys(connection: Connection, kind: str, query: Select[*tuple[object, ...]]) -> list[str]:
    return [" ".join([kind, *map(str, row)]) for row in connection.execute(query.distinct())]


def _referrals(
    mine: ColumnElement[bool], which: ColumnElement[bool], days: Days
) -> Select[*tuple[object, ...]]:
    """A referral counts as new each time it moves, and when what was put off comes back."""
    newest = snooze.alias()
    awake = select(func.max(newest.c.until)).where(newest.c.referral_id == referral.c.id).scalar_subquery()
    return (
        select(referral.c.id, referral.c.version, awake.label("awake"))
        .join(person, person.c.id == referral.c.person_id)
        .where(mine, which, ~put_off(days.today))
    )


def _unanswered(days: Days) -> ColumnElement[bool]:
    this = and_(reminder.c.referral_id == referral.c.id, reminder.c.version == referral.c.version)
    told = exists().where(this, or_(reminder.c.on <= days.chased, reminder.c.kind == "nobody"))
    times = select(func.count()).where(reminder.c.referral_id == referral.c.id).scalar_subquery()
    no_more = and_(times >= MOST, ~exists().where(this), referral.c.answer_by < days.chased)
    return and_(referral.c.status.in_(UNANSWERED), or_(told, no_more))


def _waiting(days: Days) -> ColumnElement[bool]:
    return and_(referral.c.status == Status.WAITING, referral.c.expected <= days.today)


def _follow_ups(mine: ColumnElement[bool], days: Days) -> Select[*tuple[object, ...]]:
    return select(person.c.id, person.c.follow_up_on).where(
        mine, person.c.state == "open", person.c.follow_up_on <= days.today
    )


def _consents(mine: ColumnElement[bool], days: Days) -> Select[*tuple[object, ...]]:
    return (
        select(consent.c.id, (consent.c.until < days.today).label("over"))
        .join(referral, referral.c.consent_id == consent.c.id)
        .join(person, person.c.id == referral.c.person_id)
        .where(
            mine,
            referral.c.status.in_(OPEN),
            consent.c.withdrawn_at.is_(None),
            consent.c.until <= days.consent,
        )
    )


def _messages(mine: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
    return (
        select(message.c.id)
        .join(referral, referral.c.id == message.c.referral_id)
        .join(person, person.c.id == referral.c.person_id)
        .where(mine, message.c.party == Party.ORGANISATION, message.c.seen_at.is_(None))
    )


def _concerns(mine: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
    return (
        select(concern.c.id)
        .join(person, person.c.id == concern.c.person_id)
        .where(mine, concern.c.seen_at.is_(None))
    )
