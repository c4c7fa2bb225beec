"""Many referrals as lines of a table, as far as somebody may see them: read in one go, without whom they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, func, select

from poai.domain.access import Actor, Permission
from poai.domain.referral import Name, Outcome, Reason, Status
from poai.store import visible
from poai.store.account_tables import account, team
from poai.store.person_tables import person
from poai.store.referral_tables import referral, referral_move

_ANSWERS = (Name.ACCEPT, Name.WAIT, Name.DECLINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One referral. `person` is an id, `answered_at` when the group first said yes, no or when."""

    reference: str
    person: str
    person_reference: str
    team: str
    worker: str
    listing: str
    organisation: str
    status: Status
    made_at: datetime
    sent_at: datetime | None
    answered_at: datetime | None
    moved_at: datetime
    answer_by: date | None
    expected: date | None
    reason: Reason | None
    outcome: Outcome | None


def lines(
    connection: Connection, actor: Actor, now: datetime, *, teams: Iterable[str] = (), own: bool = False
) -> list[Line]:
    """The referrals of people in `teams`, or with `own` of the actor's own people, the oldest first."""
    last = referral_move.alias("last")
    answered = (
        select(func.min(referral_move.c.at))
        .where(referral_move.c.referral_id == referral.c.id, referral_move.c.move.in_(_ANSWERS))
        .scalar_subquery()
    )
    wanted = (
        person.c.worker_id == actor.id if own else referral.c.team_id.in_(list(teams))
    ) & visible.referrals(actor, Permission.REFERRAL_READ, now)
    query = (
        select(
            referral,
            person.c.reference.label("person_reference"),
            team.c.name.label("team_name"),
            account.c.name.label("worker_name"),
            last.c.reason,
            last.c.outcome,
            answered.label("answered_at"),
        )
        .join(person, person.c.id == referral.c.person_id)
        .join(team, team.c.id == referral.c.team_id)
        .outerjoin(account, account.c.id == person.c.worker_id)
        .outerjoin(last, and_(last.c.referral_id == referral.c.id, last.c.number == referral.c.version))
        .where(wanted)
        .order_by(referral.c.made_at, referral.c.id)
    )
    return [
        Line(
            reference=row.reference,
            person=row.person_id,
            person_reference=row.person_reference,
            team=row.team_name,
            worker=row.worker_name or "",
            listing=row.listing_name,
            organisation=row.organisation,
            status=Status(row.status),
            made_at=row.made_at,
            sent_at=row.sent_at,
            answered_at=row.answered_at,
            moved_at=row.moved_at,
            answer_by=row.answer_by,
            expected=row.expected,
            reason=Reason(row.reason) if row.reason else None,
            outcome=Outcome(row.outcome) if row.outcome else None,
        )
        for row in connection.execute(query)
    ]
