"""Notes about people in the store: sealed, and only ever added to."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from poai.domain.note import Kind, Note
from poai.store.person_tables import note
from poai.store.sealed import Keys

_WORDS = "note.words"


class Notes:
    """The notes, within one unit of work, of people whom the caller may see."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, person: str, kind: Kind, words: str, *, by: str, now: datetime) -> Note:
        """One more about a person."""
        made = Note(str(uuid4()), person, kind, words, now, by)
        self._connection.execute(
            insert(note).values(
                id=made.id,
                person_id=person,
                kind=kind,
                words=self._keys.seal(words, _WORDS, made.id),
                at=now,
                by=by,
            )
        )
        return made

    def of_person(self, person: str) -> list[Note]:
        """Somebody's notes, the newest first."""
        query = select(note).where(note.c.person_id == person).order_by(note.c.at.desc(), note.c.id)
        return [
            Note(
                row.id,
                row.person_id,
                Kind(row.kind),
                self._keys.unseal(row.words, _WORDS, row.id),
                row.at,
                row.by,
            )
            for row in self._connection.execute(query)
        ]
