"""Letters that ask a group whether its listings are right, in the store: each known by the hash of its link.

A letter may ask about several listings: each has a row, and all rows of a letter have its address and moment. Only the first
row's hash is that of the link.
"""

import secrets
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from poai.domain.letters import Letter
from poai.domain.prompting import Letters
from poai.store.audit_tables import outbox
from poai.store.listing_tables import prompt as table
from poai.store.sessions import hashed
from poai.store.tables import listing, listing_revision

KEPT = timedelta(days=365)
_BYTES = 32
_RETURNED = "undelivered"
_ABOUT = 40  # signs of a hash that tell a letter from others


class Kind(StrEnum):
    """What is asked: whether all is right, or only what comes now that a pause, or what was said of room, is over."""

    CHECK = "check"
    ROOM = "room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One listing in a letter."""

    listing_id: str
    slug: str
    email: str
    kind: Kind
    round: int
    sent_at: datetime
    until: datetime


class Prompts:
    """The letters, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def issue(
        self, email: str, asked: Mapping[str, tuple[Kind, int]], *, until: datetime, now: datetime
    ) -> tuple[str, str]:
        """One letter about the listings `asked`, by id, each with its kind and which in a row it is: the token of its link,
        which is told only here, and what the letter is about, for the outbox."""
        token = secrets.token_urlsafe(_BYTES)
        rows = [
            {
                "hash": hashed(secrets.token_urlsafe(_BYTES) if number else token),
                "kind": str(kind),
                "listing_id": identity,
                "email": email,
                "round": rounds,
                "sent_at": now,
                "until": until,
            }
            for number, (identity, (kind, rounds)) in enumerate(asked.items())
        ]
        self._connection.execute(insert(table), rows)
        return token, _about(hashed(token))

    def of(self, token: str, now: datetime) -> list[Prompt]:
        """What the letter with that link asked, in order; nothing if there is none, or if it has run out."""
        first = self._connection.execute(
            select(table.c.email, table.c.sent_at).where(
                table.c.hash == hashed(token), table.c.kind.in_([*Kind]), table.c.until > now
            )
        ).one_or_none()
        if first is None:
            return []
        rows = self._connection.execute(
            select(table, listing.c.slug)
            .join(listing, listing.c.id == table.c.listing_id)
            .where(table.c.email == first.email, table.c.sent_at == first.sent_at, table.c.kind.in_([*Kind]))
            .order_by(listing.c.slug)
        )
        return [
            Prompt(
                listing_id=row.listing_id,
                slug=row.slug,
                email=row.email,
                kind=Kind(row.kind),
                round=row.round,
                sent_at=row.sent_at,
                until=row.until,
            )
            for row in rows
        ]

    def answer(self, listing_id: str, answer: str, now: datetime) -> None:
        """Somebody has answered, so that all letters about the listing are answered."""
        waiting = (table.c.listing_id == listing_id) & table.c.answered_at.is_(None)
        self._connection.execute(
            update(table).where(waiting, table.c.kind.in_([*Kind])).values(answered_at=now, answer=answer)
        )

    def has_to_tidy(self, now: datetime) -> bool:
        """Whether `tidy` would do anything."""
        return bool(self._returned()) or bool(
            self._connection.scalar(select(table.c.hash).where(self._old(now)).limit(1))
        )

    def tidy(self, now: datetime) -> None:
        """Letters that could not be delivered have asked nobody anything; those of long ago, with their addresses, are
        forgotten, unless a listing is held against its group for them."""
        self._connection.execute(delete(table).where(self._old(now)))
        for email, sent_at in self._returned():
            same = (table.c.email == email) & (table.c.sent_at == sent_at) & table.c.answered_at.is_(None)
            self._connection.execute(update(table).where(same).values(answered_at=now, answer=_RETURNED))

    def _old(self, now: datetime) -> ColumnElement[bool]:
        standing = self.unanswered(None)
        return and_(
            table.c.kind.in_([*Kind]), table.c.sent_at < now - KEPT, table.c.listing_id.not_in(list(standing))
        )

    def _returned(self) -> list[tuple[str, datetime]]:
        dead = set(
            self._connection.scalars(
                select(outbox.c.about).where(
                    outbox.c.letter == str(Letter.LISTING_CHECK), outbox.c.state == "dead"
                )
            )
        )
        if not dead:
            return []
        waiting = select(table.c.hash, table.c.email, table.c.sent_at).where(table.c.answered_at.is_(None))
        rows = self._connection.execute(waiting)
        return [(row.email, row.sent_at) for row in rows if _about(row.hash) in dead]

    def returned(self) -> set[str]:
        """The listings whose newest letter could not be delivered, by id."""
        newest: dict[str, str | None] = {}
        query = select(table.c.listing_id, table.c.answer).where(table.c.kind.in_([*Kind]))
        for row in self._connection.execute(query.order_by(table.c.sent_at, table.c.answered_at)):
            newest[row.listing_id] = row.answer
        return {identity for identity, answer in newest.items() if answer == _RETURNED}

    def written_since(self, moment: datetime) -> list[str]:
        """The addresses to which a letter went since, each as often as it did."""
        query = select(table.c.email, table.c.sent_at).where(
            table.c.sent_at >= moment, table.c.kind.in_([*Kind])
        )
        return [row.email for row in self._connection.execute(query.distinct())]

    def unanswered(self, zone: tzinfo | None) -> dict[str, Letters]:
        """The letters that ask whether a listing is right and that nobody has answered, by the listing's id. Whatever is
        published after a letter is an answer to it. `zone` is that of the place."""
        query = (
            select(table.c.listing_id, table.c.round, table.c.sent_at)
            .join(listing, listing.c.id == table.c.listing_id)
            .join(
                listing_revision,
                and_(
                    listing_revision.c.listing_id == listing.c.id,
                    listing_revision.c.number == listing.c.published,
                ),
            )
            .where(
                table.c.kind == str(Kind.CHECK),
                table.c.answered_at.is_(None),
                table.c.sent_at > listing_revision.c.made_at,
            )
        )
        sent: dict[str, set[datetime]] = defaultdict(set)
        for row in self._connection.execute(query):
            sent[row.listing_id].add(row.sent_at)
        return {
            identity: Letters(
                rounds=len(moments),
                first=min(moments).astimezone(zone).date(),
                last=max(moments).astimezone(zone).date(),
            )
            for identity, moments in sent.items()
        }


def _about(hash_: str) -> str:
    return f"prompt:{hash_[:_ABOUT]}"
