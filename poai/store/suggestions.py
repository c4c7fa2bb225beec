"""What people tell us in the store, sealed, and the letters that ask a group whether somebody is of it."""

import json
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from poai.domain.access import Actor
from poai.domain.suggestion import Kind, Said, State, Suggestion, Wrong
from poai.store import visible
from poai.store.listing_tables import prompt, suggestion
from poai.store.sealed import Keys
from poai.store.sessions import hashed
from poai.store.tables import listing

_BYTES = 32
_SEALED = ("words", "name", "reach")


@dataclass(frozen=True, slots=True)
class Asking:
    """A letter to a group. `answer` is "yes", "no" or None."""

    hash: str
    suggestion: str
    sent_at: datetime
    until: datetime
    answer: str | None


@dataclass(frozen=True, slots=True)
class Alike:
    """Another that says the same: which listing and which group it is about, and whether it is open."""

    about: tuple[str | None, str | None]
    open: bool


class Suggestions:
    """The suggestions, within one unit of work. Who may see one is for the caller to ask; those that take an
    actor ask it themselves."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, new: Suggestion, *, mark: str) -> None:
        """Keeps a new one. `mark` is the same for the same words."""
        self._connection.execute(
            insert(suggestion).values(
                id=new.id,
                kind=str(new.kind),
                listing_id=new.listing_id,
                organisation=new.organisation,
                locality=new.locality,
                words=self._seal(json.dumps(asdict(new.said)), "words", new.id),
                name=self._seal(new.name, "name", new.id),
                reach=self._seal(new.reach, "reach", new.id),
                made_at=new.made_at,
                state=str(new.state),
                apart=new.apart,
                mark=mark,
            )
        )

    def mark(self, texts: tuple[str, ...]) -> str:
        """What tells the same words again, without telling them."""
        return self._keys.blind("suggestion", "\0".join(" ".join(each.casefold().split()) for each in texts))

    def alike(self, mark: str) -> list[Alike]:
        """What else says the same."""
        columns = (suggestion.c.listing_id, suggestion.c.organisation, suggestion.c.state)
        rows = self._connection.execute(select(*columns).where(suggestion.c.mark == mark)).all()
        return [Alike((row.listing_id, row.organisation), row.state == State.OPEN) for row in rows]

    def get(self, identity: str, *, lock: bool = False) -> Suggestion | None:
        """One, whatever its state. With `lock`, nobody else changes it until the unit of work ends."""
        query = _query().where(suggestion.c.id == identity)
        row = self._connection.execute(query.with_for_update(of=suggestion) if lock else query).one_or_none()
        return self._of(row) if row else None

    def open_to(self, actor: Actor) -> list[Suggestion]:
        """Those that wait and that the actor may deal with, the oldest first."""
        mine = (suggestion.c.state == str(State.OPEN)) & visible.suggestions(actor)
        rows = self._connection.execute(_query().where(mine).order_by(suggestion.c.made_at)).all()
        return [self._of(row) for row in rows]

    def waiting(self, actor: Actor) -> int:
        """How many of those there are that do not look like advertisements."""
        mine = (suggestion.c.state == str(State.OPEN)) & visible.suggestions(actor) & ~suggestion.c.apart
        return self._connection.scalar(select(func.count()).select_from(suggestion).where(mine)) or 0

    def decided(self, actor: Actor, *, limit: int) -> list[Suggestion]:
        """The last that were dealt with, of those that the actor may see, the newest first."""
        mine = (suggestion.c.state != str(State.OPEN)) & visible.suggestions(actor)
        query = _query().where(mine).order_by(suggestion.c.decided_at.desc()).limit(limit)
        return [self._of(row) for row in self._connection.execute(query).all()]

    def verify(self, identity: str, now: datetime) -> None:
        """The group says yes."""
        self._set(identity, verified_at=now)

    def set_apart(self, identity: str, apart: bool) -> None:
        """Whether it looks like an advertisement: a steward knows better."""
        self._set(identity, apart=apart)

    def decide(self, identity: str, state: State, *, by: str, now: datetime, note: str) -> bool:
        """Decides one that is open; False if somebody else has been first."""
        done = self._connection.execute(
            update(suggestion)
            .where(suggestion.c.id == identity, suggestion.c.state == str(State.OPEN))
            .values(
                state=str(state),
                decided_at=now,
                decided_by=by,
                note=self._seal(note, "note", identity) if note else None,
            )
        )
        return done.rowcount == 1

    def ask(self, identity: str, email: str, *, until: datetime, now: datetime) -> str:
        """A letter's link to a group: its token, which is told only here. Earlier ones about the same count no longer."""
        token = secrets.token_urlsafe(_BYTES)
        earlier = (prompt.c.suggestion_id == identity) & prompt.c.answer.is_(None) & (prompt.c.until > now)
        self._connection.execute(update(prompt).where(earlier).values(until=now))
        rounds = len(self.asked(identity))
        self._connection.execute(
            insert(prompt).values(
                hash=hashed(token),
                kind="claim",
                suggestion_id=identity,
                email=email,
                round=rounds + 1,
                sent_at=now,
                until=until,
            )
        )
        return token

    def asking(self, token: str, *, lock: bool = False) -> Asking | None:
        """What a link asks, whether or not it still counts."""
        query = select(prompt).where(prompt.c.hash == hashed(token), prompt.c.kind == "claim")
        row = self._connection.execute(query.with_for_update() if lock else query).one_or_none()
        return _asking(row) if row else None

    def asked(self, identity: str) -> list[Asking]:
        """The letters about a claim, the newest first."""
        mine = select(prompt).where(prompt.c.suggestion_id == identity, prompt.c.kind == "claim")
        return [_asking(row) for row in self._connection.execute(mine.order_by(prompt.c.sent_at.desc()))]

    def last_asked(self, organisation: str) -> datetime | None:
        """When a group was last asked about anybody."""
        theirs = select(suggestion.c.id).where(suggestion.c.organisation == organisation)
        last = select(prompt.c.sent_at).where(prompt.c.kind == "claim", prompt.c.suggestion_id.in_(theirs))
        found: datetime | None = self._connection.scalar(last.order_by(prompt.c.sent_at.desc()).limit(1))
        return found

    def letters_to(self, email: str, *, since: datetime) -> int:
        """How many letters about claims an address was sent after that moment."""
        theirs = (prompt.c.kind == "claim") & (prompt.c.email == email) & (prompt.c.sent_at > since)
        return self._connection.scalar(select(func.count()).select_from(prompt).where(theirs)) or 0

    def answer(self, hash_: str, answer: str, now: datetime) -> None:
        """What the group says."""
        mine = update(prompt).where(prompt.c.hash == hash_)
        self._connection.execute(mine.values(answer=answer, answered_at=now))

    def _set(self, identity: str, **values: object) -> None:
        self._connection.execute(update(suggestion).where(suggestion.c.id == identity).values(**values))

    def _seal(self, plain: str, column: str, identity: str) -> bytes:
        return self._keys.seal(plain, f"suggestion.{column}", identity)

    def _of(self, row: Row[Any]) -> Suggestion:
        words, name, reach = (
            self._keys.unseal(getattr(row, column), f"suggestion.{column}", row.id) for column in _SEALED
        )
        said = Said(**json.loads(words))
        return Suggestion(
            id=row.id,
            kind=Kind(row.kind),
            listing_id=row.listing_id,
            slug=row.slug,
            organisation=row.organisation,
            locality=row.locality,
            said=replace(said, about=Wrong(said.about) if said.about else None),
            name=name,
            reach=reach,
            made_at=row.made_at,
            verified_at=row.verified_at,
            state=State(row.state),
            decided_at=row.decided_at,
            decided_by=row.decided_by,
            apart=row.apart,
            note=self._keys.unseal(row.note, "suggestion.note", row.id) if row.note else "",
        )


def _query() -> Any:
    return select(suggestion, listing.c.slug).outerjoin(listing, listing.c.id == suggestion.c.listing_id)


def _asking(row: Row[Any]) -> Asking:
    return Asking(row.hash, row.suggestion_id, row.sent_at, row.until, row.answer)
