"""The store's tables.

A listing is a document with an append-only list of revisions. `published` is the number of the revision
that the public sees, or null. What was decided about a revision is a further row, never a change of one.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """A moment. Only times with a zone go in, and they come out in UTC; SQLite itself keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC; raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(TypeDecorator[bytes]):
    """What only `poai.store.sealed.Keys` can open, sealed as "<table>.<column>" with the row's `id`."""

    impl = LargeBinary
    cache_ok = True


def identity() -> Column[str]:
    """The key of a table whose rows have a UUID."""
    return Column("id", String(36), primary_key=True)


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """That a column holds one of `values`, and nothing else."""
    return CheckConstraint(
        "{} IN ({})".format(column, ", ".join(f"'{value}'" for value in values)), name=column
    )


def _revisions_of(owner: str) -> Table:
    """The revisions of a table's records: documents that are only ever added."""
    return Table(
        f"{owner}_revision",
        metadata,
        Column("id", Integer, primary_key=True),
        Column(f"{owner}_id", ForeignKey(f"{owner}.id"), nullable=False),
        Column("number", Integer, nullable=False),
        Column("state", String(10), nullable=False),
        Column("document", Text, nullable=False),
        Column("made_at", UtcTime, nullable=False),
        Column("made_by", Text, nullable=False),
        Column("why", Text, nullable=False),
        UniqueConstraint(f"{owner}_id", "number"),
        CheckConstraint("state IN ('proposed', 'published', 'rejected', 'withdrawn')", name="state"),
    )


organisation = Table(
    "organisation",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("slug", String(80), nullable=False, unique=True),
    Column("published", Integer),
)

organisation_revision = _revisions_of("organisation")

listing = Table(
    "listing",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("slug", String(80), nullable=False, unique=True),
    Column("locality", Text, nullable=False, index=True),
    Column(
        "organisation_slug", ForeignKey("organisation.slug", onupdate="CASCADE"), nullable=False, index=True
    ),
    Column("published", Integer),
)

listing_revision = _revisions_of("listing")

import_run = Table(
    "import_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("withdrawn", Integer, nullable=False),
    Column("absent", Integer, nullable=False),
)
