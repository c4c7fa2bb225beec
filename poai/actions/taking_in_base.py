"""What somebody had before them who saved our table, changed it in a spreadsheet and sends it back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from poai.domain.listing import Listing, Organisation
from poai.interchange.csv_in_columns import row_in_shape
from poai.interchange.dialects_shape import Item
from poai.interchange.listing_csv import COLUMNS, Line
from poai.interchange.oruk import Frame, moment
from poai.interchange.oruk_in import Row, row_of
from poai.interchange.oruk_terms import vocabulary
from poai.place import Place
from poai.store import Listings

_NOBODY = Organisation(id="00000000-0000-0000-0000-000000000000", slug="nobody", name="Nobody")
_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
# What the table says as it is. All else it says in words, or not at all.
_AS_IT_IS = ("organization", "locality", "needs")


class Tables:
    """Finds it in the listing's history: a table says of each listing when it last changed."""

    def __init__(self, connection: Connection, place: Place, url: str) -> None:
        self._listings = Listings(connection)
        owed = {credit.key: credit for credit in place.attributions}
        self._frame = Frame(url, place.name, place.timezone, owed, vocabulary((), place.key))

    def before_and_after(self, row: Row, new: Listing, here: Listing) -> tuple[Listing, Listing] | None:
        """The listing as it was when the table was saved, and the same with what was changed in the table. None if the row is not
        of our table, or of a time before all that we know of the listing."""
        if not row.table or not row.modified:
            return None
        then = [
            each.record
            for each in self._listings.revisions(here.slug)
            if each.state == "published" and moment(each.made_at) <= row.modified
        ]
        shown = row_of(Item("", row_in_shape(self._cells(then[-1])))) if then else None
        if not isinstance(shown, Row):
            return None
        before = then[-1]
        said = {name: getattr(new, name) for name in _AS_IT_IS}
        said |= {name: row.fields[name] for name, value in shown.fields.items() if row.fields[name] != value}
        if "locations" in said:
            said["locations"] = (*new.locations, *before.locations[1:])
        return before, replace(before, **said)

    def _cells(self, listing: Listing) -> Mapping[str, str]:
        line = Line(listing, _NOBODY, _ONCE, self._frame)
        cells = {name: column.cell(line) for name, column in COLUMNS.items()}
        return {name: "" if cell is None else str(cell) for name, cell in cells.items()}
