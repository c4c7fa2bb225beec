"""Revisions that wait for a steward, and what was decided of them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from poai.domain.access import Actor, Permission
from poai.store import visible
from poai.store.listing_tables import proposal
from poai.store.tables import listing


class Kind(StrEnum):
    """What is proposed: that a listing changes, that there is a new one, or that it is as a feed has it now."""

    CHANGE = "change"
    NEW = "new"
    CONFLICT = "conflict"


class State(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"  # by who made it, or because a later one says it all


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Revision `number` of a listing is proposed, made from revision `base` (0: there was none). `made_by` is an account's id
    or "feed:<key>"."""

    id: str
    listing_id: str
    slug: str
    number: int
    base: int
    kind: Kind
    locality: str
    organisation: str
    made_at: datetime
    made_by: str
    state: State
    decided_at: datetime | None
    decided_by: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class New:
    """What is said of a proposal when it is made; as in `Proposal`."""

    listing_id: str
    number: int
    base: int
    kind: Kind
    locality: str
    organisation: str


class Proposals:
    """The proposals, within one unit of work. Who may see one is for the caller to ask; `open_to` asks it itself."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        listing_id: str,
        *,
        number: int,
        base: int,
        kind: Kind,
        locality: str,
        organisation: str,
        made_by: str,
        now: datetime,
    ) -> str:
        """A new one, about a revision that is in the store. Says its id."""
        new = New(listing_id, number, base, kind, locality, organisation)
        return self.add_all([new], made_by=made_by, now=now)[0]

    def add_all(self, proposed: Iterable["New"], *, made_by: str, now: datetime) -> list[str]:
        """Many new ones, about revisions that are in the store. Says their ids."""
        signed = {"made_at": now, "made_by": made_by, "state": str(State.OPEN)}
        rows = [{**asdict(each), "id": str(uuid4()), "kind": str(each.kind), **signed} for each in proposed]
        if rows:
            self._connection.execute(insert(proposal), rows)
        return [row["id"] for row in rows]

    def open_by(self, made_by: str) -> list[Proposal]:
        """Those of one maker that wait."""
        query = self._query().where(proposal.c.state == str(State.OPEN), proposal.c.made_by == made_by)
        return _all(self._connection.execute(query).all())

    def get(self, proposal_id: str, *, lock: bool = False) -> Proposal | None:
        """One, whatever its state."""
        query = self._query().where(proposal.c.id == proposal_id)
        row = self._connection.execute(query.with_for_update(of=proposal) if lock else query).one_or_none()
        return _of(row) if row else None

    def of_listing(self, listing_id: str, *states: State) -> list[Proposal]:
        """Those about a listing, the newest first; in those states, or all."""
        query = self._query().where(proposal.c.listing_id == listing_id)
        if states:
            query = query.where(proposal.c.state.in_([str(state) for state in states]))
        return _all(self._connection.execute(query.order_by(proposal.c.made_at.desc())).all())

    def open_to(self, actor: Actor) -> list[Proposal]:
        """Those that wait and that the actor may decide, the oldest first."""
        theirs = visible.listings(actor, Permission.LISTING_PUBLISH)
        query = self._query().where(proposal.c.state == str(State.OPEN), theirs)
        return _all(self._connection.execute(query.order_by(proposal.c.made_at)).all())

    def of_organisation(self, organisation: str) -> list[Proposal]:
        """Those that a group made, the newest first."""
        query = self._query().where(proposal.c.organisation == organisation)
        return _all(self._connection.execute(query.order_by(proposal.c.made_at.desc())).all())

    def decide(self, proposal_id: str, state: State, *, by: str, now: datetime, message: str = "") -> bool:
        """Decides one that is open; False if somebody else has been first."""
        done = self._connection.execute(
            update(proposal)
            .where(proposal.c.id == proposal_id, proposal.c.state == str(State.OPEN))
            .values(state=str(state), decided_at=now, decided_by=by, message=message or None)
        )
        return done.rowcount == 1

    def _query(self) -> Any:
        return select(proposal, listing.c.slug).join(listing, listing.c.id == proposal.c.listing_id)


def _of(row: Row[Any]) -> Proposal:
    given = row._asdict()
    return Proposal(**given | {"kind": Kind(row.kind), "state": State(row.state)})


def _all(rows: Sequence[Row[Any]]) -> list[Proposal]:
    return [_of(row) for row in rows]
