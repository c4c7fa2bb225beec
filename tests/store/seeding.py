"""Fills every table that leads to a person with facts that are found again: a table of tomorrow too."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from uuid import uuid4

from sqlalchemy import Boolean, Connection, Date, Integer, String, Table, insert

from poai.store.person_tables import person
from poai.store.sealed import Keys
from poai.store.tables import Sealed, UtcTime, metadata
from poai.store.traces import TRACES

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
_CHOSEN = {
    "status": "ended",
    "party": "worker",
    "move": "send",
    "source": "draft",
    "to": "sent",
    "giver": "person",
    "state": "done",
}
_numbers = count(1)


@dataclass
class Seeded:
    """What was put in: `sealed` and `plain` texts by "<table>.<column>", the ids of rows by table."""

    person: str
    sealed: dict[str, str] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def shown(self) -> list[str]:
        """The facts that somebody is shown."""
        shown = {f"{trace.table.name}.{name}" for trace in TRACES for name in trace.shown}
        return [fact for column, fact in {**self.sealed, **self.plain}.items() if column in shown]


def seed(connection: Connection, keys: Keys, person_id: str, *, account: str, team: str) -> Seeded:
    """A row about the person in every table that leads to one, but `person` itself."""
    seeded = Seeded(person_id, ids={"person": person_id, "account": account, "team": team})
    traced = {trace.table for trace in TRACES}
    for table in metadata.sorted_tables:
        if table in traced and table is not person:
            _row(connection, keys, table, seeded)
    return seeded


def _row(connection: Connection, keys: Keys, table: Table, seeded: Seeded) -> None:
    identity = str(uuid4())
    seeded.ids[table.name] = identity
    row: dict[str, object] = {}
    for column in table.c:
        mark, where = f"{column.name[:6]}{next(_numbers)}q", f"{table.name}.{column.name}"
        if column.foreign_keys:
            (key,) = column.foreign_keys
            row[column.name] = seeded.ids[key.column.table.name]
        elif column.name == "id":
            row["id"] = identity
        elif isinstance(column.type, Sealed):
            seeded.sealed[where] = f"A fact of {mark} in {table.name}"
            row[column.name] = keys.seal(seeded.sealed[where], where, identity)
        elif isinstance(column.type, UtcTime):
            row[column.name] = AT
        elif isinstance(column.type, Date):
            row[column.name] = date(2026, 11, 20)
        elif isinstance(column.type, Boolean):
            row[column.name] = False
        elif isinstance(column.type, Integer):
            row[column.name] = next(_numbers)
        elif column.name in _CHOSEN:
            row[column.name] = _CHOSEN[column.name]
        elif column.name in ("by", "withdrawn_by"):
            row[column.name] = seeded.ids["account"]
        else:
            assert isinstance(column.type, String), f"{where}: how should a test fill this?"
            row[column.name] = seeded.plain[where] = mark
    connection.execute(insert(table).values(row))
