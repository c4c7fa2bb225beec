"""How listings stand with the clock, in the store: what became of those that nobody confirms.

A row counts only while there is a letter that nobody has answered: whatever is published afterwards ends it at once, before
the clock has put the row right.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, func, insert, select, update

from poai.store.importing import IMPORT
from poai.store.listing_tables import listing_clock as table
from poai.store.listing_tables import prompt
from poai.store.tables import listing, listing_revision

_FEED = "feed:"  # how whoever publishes begins for what is taken from elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A listing was last written to on `asked_on`, is `unanswered` since the first letter that counts against it, and its steward
    was warned, and it was hidden, on those days."""

    asked_on: date | None = None
    unanswered: date | None = None
    warned_on: date | None = None
    hidden_on: date | None = None


@dataclass(frozen=True, slots=True)
class Silent:
    """A listing whose group does not answer `since` that day, and whether it is `hidden` for that."""

    since: date
    hidden: bool


class ListingClock:
    """The clock's rows, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, Standing]:
        """Every row, by the listing's id."""
        rows = self._connection.execute(select(table))
        return {
            row.listing_id: Standing(
                asked_on=row.asked_on,
                unanswered=row.unanswered,
                warned_on=row.warned_on,
                hidden_on=row.hidden_on,
            )
            for row in rows
        }

    def set(self, listing_id: str, before: Standing | None, after: Standing) -> None:
        """How a listing stands from now on."""
        values = {
            "asked_on": after.asked_on,
            "unanswered": after.unanswered,
            "warned_on": after.warned_on,
            "hidden_on": after.hidden_on,
        }
        old = before or Standing()
        if before is None:
            self._connection.execute(insert(table).values(listing_id=listing_id, changed=0, **values))
        else:
            self._connection.execute(update(table).where(table.c.listing_id == listing_id).values(values))
        if (old.unanswered, old.hidden_on) != (after.unanswered, after.hidden_on):  # what the public sees
            mine = update(table).where(table.c.listing_id == listing_id)
            self._connection.execute(mine.values(changed=last_turn(self._connection) + 1))

    def silent(self) -> dict[str, Silent]:
        """The listings whose groups do not answer, by slug."""
        waits = exists().where(
            prompt.c.listing_id == listing.c.id,
            prompt.c.kind == "check",
            prompt.c.answered_at.is_(None),
            prompt.c.sent_at > listing_revision.c.made_at,
        )
        query = (
            select(listing.c.slug, table.c.unanswered, table.c.hidden_on)
            .join(table, table.c.listing_id == listing.c.id)
            .join(listing_revision, _published())
            .where(table.c.unanswered.is_not(None), waits)
        )
        return {
            row.slug: Silent(row.unanswered, row.hidden_on is not None)
            for row in self._connection.execute(query)
        }

    def written_by_people(self) -> dict[str, datetime]:
        """When each listing that was last published by somebody, and not taken from elsewhere, was (UTC), by id."""
        rows = self._connection.execute(
            select(listing.c.id, listing_revision.c.made_at)
            .join(listing_revision, _published())
            .where(listing_revision.c.made_by != IMPORT, ~listing_revision.c.made_by.startswith(_FEED))
        )
        return {row.id: row.made_at for row in rows}


def last_turn(connection: Connection) -> int:
    """A number that grows with everything that the clock changes of what the public sees."""
    return connection.scalar(select(func.max(table.c.changed))) or 0


def _published() -> ColumnElement[bool]:
    return and_(
        listing_revision.c.listing_id == listing.c.id, listing_revision.c.number == listing.c.published
    )
