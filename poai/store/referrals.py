"""Referrals in the store: what each is, every move that it made, and what its group was shown."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from poai.domain.access import Actor, Permission, ReferralThing
from poai.domain.consent import Consent
from poai.domain.errors import MoveError, OpenReferralError, StaleError
from poai.domain.person import Person
from poai.domain.referral import (
    MOVES,
    NOTHING,
    OPEN,
    UNANSWERED,
    Answer,
    Moved,
    Name,
    Outcome,
    Party,
    Reason,
    Referral,
    Status,
    why_not,
)
from poai.domain.sharing import Shared, Told
from poai.store import visible
from poai.store.person_tables import person as person_table
from poai.store.references import new_reference
from poai.store.referral_tables import referral, referral_move
from poai.store.sealed import Keys

_SHARED, _WORDS = "referral.shared", "referral_move.words"


class Referrals:
    """The referrals, within one unit of work, as far as `actor` may see them.

    Where nobody asks (the clock, a link in a letter) `actor` is None, and only `any` and what follows from it answers.
    """

    def __init__(self, connection: Connection, actor: Actor | None, keys: Keys) -> None:
        self._connection = connection
        self._actor = actor
        self._keys = keys

    def thing(self, identity: str, now: datetime) -> ReferralThing | None:
        """What decides who may see a referral, whether the actor may or not. `now` is local."""
        query = (
            select(referral, person_table.c.worker_id, visible.shared(now).label("is_shared"))
            .join(person_table, person_table.c.id == referral.c.person_id)
            .where(referral.c.id == identity)
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        return ReferralThing(
            id=row.id,
            team=row.team_id,
            organisation=row.organisation,
            locality=row.locality,
            worker=row.worker_id or "",
            maker=row.maker,
            shared=bool(row.is_shared),
        )

    def get(self, identity: str, permission: Permission, now: datetime) -> Referral | None:
        """The referral, if the actor may do that to it."""
        return next(iter(self._find(referral.c.id == identity, permission, now)), None)

    def of_person(self, identity: str, permission: Permission, now: datetime) -> list[Referral]:
        """Somebody's referrals, the newest first, as far as the actor may do that to them."""
        return self._find(referral.c.person_id == identity, permission, now)

    def visible(
        self,
        permission: Permission,
        now: datetime,
        *,
        statuses: Iterable[Status] = Status,
        since: datetime | None = None,
    ) -> list[Referral]:
        """Those to which the actor may do that, the newest first; with `since`, only what has moved since then."""
        wanted: ColumnElement[bool] = referral.c.status.in_(list(statuses))
        if since is not None:
            wanted &= referral.c.moved_at >= since
        return self._find(wanted, permission, now)

    def own(
        self, statuses: Iterable[Status], now: datetime, *, limit: int, offset: int = 0
    ) -> list[Referral]:
        """Those of the actor's own: made by them, or of people whom they work with; the last moved first."""
        query = self._own(select(referral), now).where(referral.c.status.in_(list(statuses)))
        rows = self._connection.execute(
            query.order_by(referral.c.moved_at.desc(), referral.c.id).limit(limit).offset(offset)
        )
        return [self._read(row) for row in rows]

    def count_own(self, now: datetime) -> dict[Status, int]:
        """How many of the actor's own stand where."""
        query = self._own(select(referral.c.status, func.count()), now).group_by(referral.c.status)
        return {Status(status): number for status, number in self._connection.execute(query)}

    def by_reference(self, reference: str, permission: Permission, now: datetime) -> Referral | None:
        """The referral with a reference, if the actor may do that to it."""
        return next(iter(self._find(referral.c.reference == reference, permission, now)), None)

    def add(
        self,
        of: Person,
        consent: Consent,
        *,
        listing: str,
        listing_name: str,
        locality: str,
        shared: Shared,
        maker: str,
        now: datetime,
    ) -> Referral:
        """A draft for a listing of the consent's organisation, that the group will see as `shared` once it is sent."""
        made = Referral(
            id=str(uuid4()),
            reference=new_reference(),
            person=of.id,
            listing=listing,
            listing_name=listing_name,
            organisation=consent.organisation,
            locality=locality,
            team=of.team,
            maker=maker,
            consent=consent.id,
            status=Status.DRAFT,
            version=0,
            made_at=now,
            moved_at=now,
        )
        self._connection.execute(
            insert(referral).values(
                id=made.id,
                reference=made.reference,
                person_id=made.person,
                listing=listing,
                listing_name=listing_name,
                organisation=made.organisation,
                locality=locality,
                team_id=made.team,
                maker=maker,
                consent_id=consent.id,
                status=made.status,
                version=0,
                shared=self._keys.seal(_packed(shared), _SHARED, made.id),
                made_at=now,
                moved_at=now,
            )
        )
        return made

    def move(
        self,
        one: Referral,
        name: Name,
        party: Party,
        by: str,
        *,
        now: datetime,
        answer: Answer = NOTHING,
        answer_by: date | None = None,
        consent: str = "",
    ) -> Referral:
        """Makes a move from where `one` stands, and appends it. Whether `by` may is for the caller to have asked.

        `answer_by` is the day by which the group must answer, of a move that asks it. Raises MoveError for a move that
        cannot be made; StaleError if the referral is no longer as in `one`; OpenReferralError if the person has been
        sent to the same listing meanwhile. `consent` is a newer one on which it stands from now on.
        """
        refusal = why_not(name, one.status, party, answer, today=now.date())
        if refusal:
            raise MoveError(refusal)
        to = MOVES[name].to
        values: dict[str, object] = {
            "status": to,
            "version": one.version + 1,
            "moved_at": now,
            "answer_by": (answer_by or one.answer_by) if to in UNANSWERED else None,
            "expected": answer.expected,
        }
        if to is Status.SENT:
            values["sent_at"] = now
        if consent:
            values["consent_id"] = consent
        as_was = (referral.c.id == one.id) & (referral.c.version == one.version)
        try:
            with self._connection.begin_nested():
                moved = self._connection.execute(update(referral).where(as_was).values(**values))
        except IntegrityError as error:
            raise OpenReferralError(self._open_one(one)) from error
        if not moved.rowcount:
            raise StaleError("somebody else has moved this referral")
        identity = str(uuid4())
        self._connection.execute(
            insert(referral_move).values(
                id=identity,
                referral_id=one.id,
                number=one.version + 1,
                at=now,
                by=by,
                party=party,
                move=name,
                source=one.status,
                to=to,
                reason=answer.reason,
                outcome=answer.outcome,
                expected=answer.expected,
                words=self._keys.seal(answer.note, _WORDS, identity),
            )
        )
        return self._read(self._connection.execute(select(referral).where(referral.c.id == one.id)).one())

    def history(self, identity: str) -> list[Moved]:
        """Every move of a referral that the caller may see, the first first."""
        query = select(referral_move).where(referral_move.c.referral_id == identity)
        rows = self._connection.execute(query.order_by(referral_move.c.number))
        return [
            Moved(
                number=row.number,
                at=row.at,
                by=row.by,
                party=Party(row.party),
                move=Name(row.move),
                source=Status(row.source),
                to=Status(row.to),
                answer=Answer(
                    reason=Reason(row.reason) if row.reason else None,
                    outcome=Outcome(row.outcome) if row.outcome else None,
                    expected=row.expected,
                    note=self._keys.unseal(row.words, _WORDS, row.id),
                ),
            )
            for row in rows
        ]

    def shared(self, identity: str) -> Shared:
        """What the group of a referral is shown of the person, for who may see the referral."""
        row = self._connection.execute(select(referral.c.shared).where(referral.c.id == identity)).one()
        return _unpacked(self._keys.unseal(row.shared, _SHARED, identity))

    def shared_of(self, identities: Iterable[str]) -> dict[str, Shared]:
        """The same for several, by id."""
        query = select(referral.c.id, referral.c.shared).where(referral.c.id.in_(list(identities)))
        return {
            row.id: _unpacked(self._keys.unseal(row.shared, _SHARED, row.id))
            for row in self._connection.execute(query)
        }

    def any(self, identity: str) -> Referral | None:
        """The referral, whoever asks: for the clock, and for links that are themselves the permission."""
        row = self._connection.execute(select(referral).where(referral.c.id == identity)).one_or_none()
        return self._read(row) if row else None

    def standing_on(self, consent: str) -> list[Referral]:
        """Those that stand on a consent, whoever asks; nobody else moves them until this unit of work has ended."""
        query = select(referral).where(referral.c.consent_id == consent).order_by(referral.c.made_at)
        query = query.with_for_update()
        return [self._read(row) for row in self._connection.execute(query)]

    def retell(self, one: Referral, shared: Shared) -> None:
        """From now on the group of a referral that it cannot see just now will see `shared`, once it can again."""
        sealed = self._keys.seal(_packed(shared), _SHARED, one.id)
        self._connection.execute(update(referral).where(referral.c.id == one.id).values(shared=sealed))

    def _find(self, which: ColumnElement[bool], permission: Permission, now: datetime) -> list[Referral]:
        if self._actor is None:
            raise ValueError("nobody asks: use `any`")
        query = select(referral).where(which, visible.referrals(self._actor, permission, now))
        rows = self._connection.execute(query.order_by(referral.c.made_at.desc(), referral.c.id))
        return [self._read(row) for row in rows]

    def _own(self, query: Select[Any], now: datetime) -> Select[Any]:
        if self._actor is None:
            raise ValueError("nobody asks")
        theirs = exists().where(
            person_table.c.id == referral.c.person_id, person_table.c.worker_id == self._actor.id
        )
        return query.where(
            visible.referrals(self._actor, Permission.REFERRAL_READ, now),
            (referral.c.maker == self._actor.id) | theirs,
        )

    def _open_one(self, like: Referral) -> str:
        query = select(referral.c.id).where(
            referral.c.person_id == like.person,
            referral.c.listing == like.listing,
            referral.c.status.in_(OPEN),
            referral.c.id != like.id,
        )
        return self._connection.scalar(query) or ""

    @staticmethod
    def _read(row: Row[Any]) -> Referral:
        return Referral(
            id=row.id,
            reference=row.reference,
            person=row.person_id,
            listing=row.listing,
            listing_name=row.listing_name,
            organisation=row.organisation,
            locality=row.locality,
            team=row.team_id,
            maker=row.maker,
            consent=row.consent_id,
            status=Status(row.status),
            version=row.version,
            made_at=row.made_at,
            moved_at=row.moved_at,
            sent_at=row.sent_at,
            answer_by=row.answer_by,
            expected=row.expected,
        )


def _packed(shared: Shared) -> str:
    return json.dumps({"told": [(one.field, one.words) for one in shared.told], "ask": shared.ask})


def _unpacked(text: str) -> Shared:
    kept = json.loads(text)
    return Shared(tuple(Told(field, words) for field, words in kept["told"]), kept["ask"])
