"""A caseload in the order of what needs doing, however long it is: one query sorts and counts, and only those on the
page are opened.

The query knows the day, so it is asked each time. It leads from the people who may be seen to what is theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    true,
)

from poai.domain.access import Actor, Permission
from poai.domain.caseload import (
    CONSENT_DAYS,
    STATUSES,
    TODAY,
    WITHOUT,
    Case,
    Caseload,
    Counts,
    Doing,
    Due,
    Stage,
)
from poai.domain.referral import OPEN, Status
from poai.store import visible
from poai.store.person_tables import consent, conversation, note, person
from poai.store.referral_tables import concern, message, referral, signpost, snooze
from poai.store.sealed import Keys

PAGE = 50
_RANK = {doing: rank for rank, doing in enumerate(Doing)}
_NAMES = "person.sealed_names"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which people. `team` and `worker` are ids, "" for any; `nobodys` for those without a worker; `show` a Stage, TODAY,
    WITHOUT or "" for all; `page` counts from 1."""

    permission: Permission
    team: str = ""
    worker: str = ""
    nobodys: bool = False
    closed: bool = False
    show: str = ""
    page: int = 1


class Caseloads:
    """What needs doing, within one unit of work, about people whom `actor` may see."""

    def __init__(self, connection: Connection, actor: Actor, keys: Keys) -> None:
        self._connection = connection
        self._actor = actor
        self._keys = keys

    def page(self, wanted: Wanted, now: datetime) -> Caseload:
        """One page of a caseload. `now` is local; those with no worker come first where a whole team is shown."""
        # It is read twice, to count and to show: without the hint SQLite works it out twice.
        work = _work(self._mine(wanted, now), now).cte("work").prefix_with("MATERIALIZED")
        totals = select(*_totals(work)).subquery("totals")
        page = (
            select(work)
            .where(_shown(work, wanted.show))
            .order_by(*_order(work, wanted))
            .limit(PAGE)
            .offset((max(wanted.page, 1) - 1) * PAGE)
            .subquery("page")
        )
        both = select(totals, page).select_from(totals.outerjoin(page, true()))
        rows = self._connection.execute(both.order_by(*_order(page, wanted))).all()
        first = rows[0]
        shown = [row for row in rows if row.id is not None]
        return Caseload(
            cases=self._cases(shown, now),
            counts=Counts(
                people=first.people,
                today=first.people_today,
                without=first.people_none,
                stages={stage: getattr(first, _total(stage)) for stage in Stage},
            ),
            found=getattr(first, f"people_{wanted.show.replace('-', '_')}") if wanted.show else first.people,
        )

    def of(self, people: Iterable[str], permission: Permission, now: datetime) -> dict[str, Case]:
        """What needs doing about these, whether their records are open or closed, by id."""
        wanted = person.c.id.in_(list(people)) & visible.people(self._actor, permission, now)
        rows = self._connection.execute(_work(_columns().where(wanted), now)).all()
        return {one.person: one for one in self._cases(rows, now)}

    def overdue(self, team: str, now: datetime) -> dict[str, tuple[int, int]]:
        """How many people each worker of a team has (by account's id, "" for nobody), and for how many something needs doing."""
        wanted = Wanted(permission=Permission.PERSON_READ, team=team)
        work = _work(self._mine(wanted, now), now).subquery("work")
        query = select(
            work.c.worker_id, func.count().label("people"), _number(_shown(work, TODAY)).label("today")
        ).group_by(work.c.worker_id)
        return {row.worker_id or "": (row.people, row.today) for row in self._connection.execute(query)}

    def at_practice(self, practice: str, teams: Iterable[str], now: datetime) -> tuple[Case, ...]:
        """Those of `teams` whom the actor may read about, known to a GP practice, about whom there is something to do now or
        later; the most pressing first."""
        wanted = Wanted(permission=Permission.PERSON_READ)
        theirs = (person.c.practice == practice) & person.c.team_id.in_(list(teams))
        work = _work(self._mine(wanted, now).where(theirs), now).subquery("work")
        some = or_(
            _shown(work, TODAY), work.c.follow_up_on.is_not(None), *(_shown(work, stage) for stage in Stage)
        )
        rows = self._connection.execute(select(work).where(some).order_by(*_order(work, wanted))).all()
        return self._cases(rows, now)

    def names(self, now: datetime) -> dict[str, tuple[str, str]]:
        """What everybody whom the actor may see is called, and their practice, by id."""
        query = select(person.c.id, person.c.sealed_names, person.c.practice)
        rows = self._connection.execute(query.where(visible.people(self._actor, Permission.PERSON_READ, now)))
        return {row.id: (self._keys.unseal(row.sealed_names, _NAMES, row.id), row.practice) for row in rows}

    def versions(self, wanted: Wanted, now: datetime) -> dict[str, int]:
        """The ids of those wanted, with the version of each record."""
        query = self._mine(wanted, now).add_columns(person.c.version)
        return {row.id: row.version for row in self._connection.execute(query)}

    def with_reference(self, reference: str, now: datetime) -> list[str]:
        """The ids of whoever has the reference, or a referral that has it, and may be seen by the actor."""
        readable = visible.people(self._actor, Permission.PERSON_READ, now)
        theirs = select(person.c.id).where(person.c.reference == reference, readable)
        asked = (
            select(person.c.id)
            .join(referral, (referral.c.person_id == person.c.id) & (referral.c.team_id == person.c.team_id))
            .where(referral.c.reference == reference, readable)
        )
        return list(self._connection.scalars(theirs.union(asked)))

    def _mine(self, wanted: Wanted, now: datetime) -> Select[Any]:
        query = _columns().where(visible.people(self._actor, wanted.permission, now))
        query = query.where(person.c.state == ("closed" if wanted.closed else "open"))
        if wanted.team:
            query = query.where(person.c.team_id == wanted.team)
        if wanted.nobodys:
            query = query.where(person.c.worker_id.is_(None))
        elif wanted.worker:
            query = query.where(person.c.worker_id == wanted.worker)
        return query

    def _cases(self, rows: Iterable[Row[Any]], now: datetime) -> tuple[Case, ...]:
        rows = list(rows)
        ids = [row.id for row in rows]
        sealed = select(
            person.c.id, person.c.sealed_names, person.c.reference, person.c.practice, person.c.version
        )
        about = {row.id: row for row in self._connection.execute(sealed.where(person.c.id.in_(ids)))}
        referrals: dict[str, list[Row[Any]]] = {}
        theirs = select(referral).join(
            person, (person.c.id == referral.c.person_id) & (person.c.team_id == referral.c.team_id)
        )
        for row in self._connection.execute(theirs.where(referral.c.person_id.in_(ids))):
            referrals.setdefault(row.person_id, []).append(row)
        return tuple(
            Case(
                person=row.id,
                reference=about[row.id].reference,
                names=self._keys.unseal(about[row.id].sealed_names, _NAMES, row.id),
                team=row.team_id,
                worker=row.worker_id or "",
                practice=about[row.id].practice,
                version=about[row.id].version,
                due=_due(row, referrals.get(row.id, []), now),
                stages={stage: number for stage in Stage if (number := getattr(row, _column(stage)))},
            )
            for row in rows
        )


def _columns() -> Select[Any]:
    return select(
        person.c.id,
        person.c.team_id,
        person.c.worker_id,
        person.c.follow_up_on,
        person.c.made_at,
        person.c.state,
    )


def _work(people: Select[Any], now: datetime) -> Select[Any]:
    """For each of `people` when each thing that needs doing fell due (null for what does not), how pressing the most
    pressing is (`rank`), and how many referrals stand where."""
    today = now.date()
    mine = _asked(people, today, today + timedelta(days=CONSENT_DAYS)).subquery("mine")
    open_ = mine.c.state == "open"
    declined = and_(
        mine.c.declined_at >= func.coalesce(mine.c.sent_at, mine.c.made_at),
        or_(mine.c.told_at.is_(None), mine.c.declined_at > mine.c.told_at),
    )
    due = {
        Doing.CONCERN: mine.c.concern_at,
        Doing.MESSAGE: mine.c.message_at,
        Doing.DECLINED: case((declined, mine.c.declined_at)),
        Doing.UNANSWERED: mine.c.late_on,
        Doing.WAITED: mine.c.room_on,
        Doing.FOLLOW_UP: case((mine.c.follow_up_on <= today, mine.c.follow_up_on)),
        Doing.CONSENT: mine.c.consent_on,
    }
    due = {doing: case((open_, when)) for doing, when in due.items()}
    touched = _latest(mine.c.made_at, mine.c.moved_at, mine.c.noted_at, mine.c.talked_at)
    rank = case(
        *((when.is_not(None), _RANK[doing]) for doing, when in due.items()), else_=_RANK[Doing.NOTHING]
    )
    days = (Doing.UNANSWERED, Doing.WAITED, Doing.FOLLOW_UP, Doing.CONSENT)
    moments = (Doing.CONCERN, Doing.MESSAGE, Doing.DECLINED)
    return select(
        mine.c.id,
        mine.c.team_id,
        mine.c.worker_id,
        mine.c.follow_up_on,
        rank.label("rank"),
        case(*((rank == _RANK[doing], due[doing]) for doing in days)).label("on"),
        case(*((rank == _RANK[doing], due[doing]) for doing in moments), else_=touched).label("at"),
        touched.label("touched"),
        *(when.label(_column(doing)) for doing, when in due.items()),
        *(mine.c[_column(stage)] for stage in Stage),
    )


def _asked(people: Select[Any], today: date, soon: date) -> Select[Any]:
    """Each of `people` with what there is to say of their referrals taken together, as far as they are of the person's
    team, and with when something was last said or done."""
    newer = snooze.alias("newer")
    put_off = referral.c.id.in_(
        select(snooze.c.referral_id).where(
            snooze.c.until > today,
            ~exists().where(newer.c.referral_id == snooze.c.referral_id, newer.c.at > snooze.c.at),
        )
    )
    status = referral.c.status
    late = and_(status.in_(STATUSES[Stage.UNANSWERED]), referral.c.answer_by < today, ~put_off)
    room = and_(status == Status.WAITING, referral.c.expected <= today, ~put_off)
    runs_out = and_(
        status.in_(OPEN),
        consent.c.id == referral.c.consent_id,
        consent.c.withdrawn_at.is_(None),
        consent.c.until <= soon,
    )
    theirs = (referral.c.person_id == person.c.id) & (referral.c.team_id == person.c.team_id)
    asking = referral.alias("asking")
    unread = (
        select(func.min(message.c.at))
        .join(asking, asking.c.id == message.c.referral_id)
        .where(
            asking.c.person_id == person.c.id,
            asking.c.team_id == person.c.team_id,
            message.c.seen_at.is_(None),
            message.c.party == "organisation",
        )
    )
    said = select(func.min(concern.c.at)).where(
        concern.c.person_id == person.c.id, concern.c.seen_at.is_(None)
    )
    return (
        people.add_columns(
            func.min(case((late, referral.c.answer_by))).label("late_on"),
            func.min(case((room, referral.c.expected))).label("room_on"),
            func.max(case((and_(status == Status.DECLINED, ~put_off), referral.c.moved_at))).label(
                "declined_at"
            ),
            func.min(consent.c.until).label("consent_on"),
            func.max(referral.c.sent_at).label("sent_at"),
            func.max(referral.c.moved_at).label("moved_at"),
            *(_number(status.in_(STATUSES[stage])).label(_column(stage)) for stage in Stage),
            said.correlate(person).scalar_subquery().label("concern_at"),
            unread.correlate(person).scalar_subquery().label("message_at"),
            _last(signpost.c.person_id, signpost.c.at).label("told_at"),
            _last(note.c.person_id, note.c.at).label("noted_at"),
            _last(conversation.c.person_id, conversation.c.changed_at).label("talked_at"),
        )
        .select_from(person.outerjoin(referral, theirs).outerjoin(consent, runs_out))
        .group_by(person.c.id)
    )


def _last(whose: Any, when: Any) -> Any:
    return select(func.max(when)).where(whose == person.c.id).correlate(person).scalar_subquery()


def _latest(first: Any, *others: Any) -> Any:
    latest = first
    for other in others:
        latest = case((other > latest, other), else_=latest)
    return latest


def _number(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _column(which: Doing | Stage) -> str:
    return f"{type(which).__name__.lower()}_{which.replace('-', '_')}"


def _total(stage: Stage) -> str:
    return f"total_{stage.replace('-', '_')}"


def _totals(work: Any) -> list[Any]:
    """Everything that is counted of a whole caseload."""
    shows = [*Stage, TODAY, WITHOUT]
    return [
        func.count().label("people"),
        *(_number(_shown(work, show)).label(f"people_{show.replace('-', '_')}") for show in shows),
        *(func.coalesce(func.sum(work.c[_column(stage)]), 0).label(_total(stage)) for stage in Stage),
    ]


def _shown(work: Any, show: str) -> ColumnElement[bool]:
    if show == TODAY:
        return and_(true(), work.c.rank < _RANK[Doing.NOTHING])
    if show == WITHOUT:
        return and_(*(work.c[_column(stage)] == 0 for stage in Stage))
    return and_(true(), work.c[_column(Stage(show))] > 0) if show else true()


def _order(work: Any, wanted: Wanted) -> list[Any]:
    assigned = [case((work.c.worker_id.is_(None), 0), else_=1)] if wanted.team and not wanted.worker else []
    return [*assigned, work.c.rank, work.c.on, work.c.at, work.c.id]


def _due(row: Row[Any], referrals: list[Row[Any]], now: datetime) -> tuple[Due, ...]:
    zone: tzinfo | None = now.tzinfo
    found = []
    for doing in Doing:
        when = getattr(row, _column(doing), None) if doing is not Doing.NOTHING else None
        if when is not None:
            day = when.astimezone(zone).date() if isinstance(when, datetime) else when
            found.append(Due(doing, day, _about(doing, when, referrals)))
    return tuple(found) or (Due(Doing.NOTHING, row.touched.astimezone(zone).date()),)


def _about(doing: Doing, when: Any, referrals: list[Row[Any]]) -> str:
    """The listing of the referral for which something fell due then."""
    for one in referrals:
        if (
            (doing is Doing.DECLINED and one.status == Status.DECLINED and one.moved_at == when)
            or (
                doing is Doing.UNANSWERED
                and one.status in STATUSES[Stage.UNANSWERED]
                and one.answer_by == when
            )
            or (doing is Doing.WAITED and one.status == Status.WAITING and one.expected == when)
        ):
            return str(one.listing_name)
    return ""
