"""Guided conversations in the store: a draft is kept page by page, one that is done is never changed."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from poai.domain.conversation import Answer, Conversation, Said, Wish
from poai.domain.errors import StaleError
from poai.store.person_tables import conversation, person
from poai.store.sealed import Keys

_DOCUMENT = "conversation.document"
_DRAFT, _DONE = "draft", "done"


class Conversations:
    """The conversations, within one unit of work, with people whom the caller may see."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def of_person(self, person_id: str) -> list[Conversation]:
        """Every conversation with somebody, the newest first."""
        query = select(conversation).where(conversation.c.person_id == person_id)
        rows = self._connection.execute(query.order_by(conversation.c.made_at.desc(), conversation.c.id))
        return [self._read(row) for row in rows]

    def get(self, identity: str) -> Conversation | None:
        """One conversation."""
        row = self._connection.execute(
            select(conversation).where(conversation.c.id == identity)
        ).one_or_none()
        return self._read(row) if row else None

    def begin(self, person_id: str, *, by: str, now: datetime) -> Conversation:
        """The draft that there is, or a new one: two who begin at once have the same."""
        # Locked, because a draft that is not there yet cannot be.
        self._connection.execute(select(person.c.id).where(person.c.id == person_id).with_for_update())
        draft = next((one for one in self.of_person(person_id) if not one.done), None)
        if draft:
            return draft
        identity = str(uuid4())
        self._connection.execute(
            insert(conversation).values(
                id=identity,
                person_id=person_id,
                state=_DRAFT,
                document=self._keys.seal(packed(Said()), _DOCUMENT, identity),
                made_at=now,
                changed_at=now,
                version=1,
                by=by,
            )
        )
        begun = self.get(identity)
        if begun is None:
            raise RuntimeError("a conversation that was just begun is gone")
        return begun

    def keep(self, identity: str, said: Said, *, version: int, now: datetime, done: bool = False) -> None:
        """Keeps what was said. Raises StaleError if the draft is no longer as in `version`, or is done."""
        one = (
            (conversation.c.id == identity)
            & (conversation.c.version == version)
            & (conversation.c.state == _DRAFT)
        )
        values = {
            "document": self._keys.seal(packed(said), _DOCUMENT, identity),
            "state": _DONE if done else _DRAFT,
            "changed_at": now,
            "version": version + 1,
        }
        if not self._connection.execute(update(conversation).where(one).values(values)).rowcount:
            raise StaleError("somebody else has changed this conversation")

    def _read(self, row: Row[Any]) -> Conversation:
        return Conversation(
            id=row.id,
            person=row.person_id,
            done=row.state == _DONE,
            said=unpacked(self._keys.unseal(row.document, _DOCUMENT, row.id)),
            made_at=row.made_at,
            changed_at=row.changed_at,
            version=row.version,
            by=row.by,
        )


def packed(said: Said) -> str:
    """What was said, as JSON."""
    return json.dumps(asdict(said), ensure_ascii=False)


def unpacked(text: str) -> Said:
    """What `packed` was given."""
    known = json.loads(text)
    return Said(
        answers={key: Answer(**answer) for key, answer in known["answers"].items()},
        under={key: tuple(under) for key, under in known["under"].items()},
        needs=None if known["needs"] is None else tuple(known["needs"]),
        wishes=tuple(Wish(**wish) for wish in known["wishes"]),
    )
