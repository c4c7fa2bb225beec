"""The tables of the trail, which only grows, and of the outbox: letters that are to be sent."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, LargeBinary, String, Table, Text

from poai.store.tables import UtcTime, metadata

audit = Table(
    "audit",
    metadata,
    # SQLite keeps rows in order of their number only if that is its own kind of integer.
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("thing", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("mac", String(64), nullable=False),
    Index(None, "actor", "number"),
    Index(None, "thing", "number"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("made_at", UtcTime, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("letter", String(40), nullable=False),
    Column("language", String(35), nullable=False),
    Column("sealed", LargeBinary),  # the letter's values, until it is sent
    Column("state", String(10), nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", UtcTime),
    Column("error", Text, nullable=False),
    Column("about", String(60), index=True),  # "kind:id", by which letters that wait are taken back
    CheckConstraint("state IN ('waiting', 'sent', 'dead')", name="state"),
    Index(None, "state", "due_at"),
)
