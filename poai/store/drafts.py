"""What somebody has begun about a listing and not sent: a new listing, or forms that are half done."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select, update

from poai.domain.document import listing_from, to_document
from poai.domain.listing import Listing
from poai.store.listing_tables import listing_draft
from poai.store.tables import listing

Typed = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`listing` is a new one as it is so far; else the draft holds what stands in forms about the listing `slug`: `typed`, by
    the form's name and the field's. `base` is the revision that they were begun from."""

    id: str
    listing_id: str | None
    slug: str | None
    organisation: str
    base: int
    listing: Listing | None
    typed: Typed
    changed_at: datetime


class Drafts:
    """The drafts of one account, within one unit of work. Nobody sees another's."""

    def __init__(self, connection: Connection, account_id: str) -> None:
        self._connection = connection
        self._account = account_id

    def every(self) -> list[Draft]:
        """All of them, the newest first."""
        rows = self._connection.execute(self._own().order_by(listing_draft.c.changed_at.desc())).all()
        return [_of(row) for row in rows]

    def get(self, draft_id: str) -> Draft | None:
        """One, locked against the same person in another window."""
        return self._one(listing_draft.c.id == draft_id)

    def about(self, listing_id: str) -> Draft | None:
        """The one about a listing."""
        return self._one(listing_draft.c.listing_id == listing_id)

    def begin(self, new: Listing, *, now: datetime) -> str:
        """Begins a new listing. Says the draft's id, which is the listing's too."""
        self._add(new.id, None, new.organization, 0, _written(new, {}), now)
        return new.id

    def put(self, draft_id: str, new: Listing, *, now: datetime) -> None:
        """The new listing as it is now."""
        self._write(draft_id, _written(new, {}), now, organisation=new.organization)

    def keep(
        self,
        listing_id: str,
        form: str,
        fields: Mapping[str, Sequence[str]],
        *,
        organisation: str,
        base: int,
        now: datetime,
    ) -> None:
        """Keeps what stands in a form about a listing."""
        draft = self.about(listing_id)
        if draft is None:
            self._add(str(uuid4()), listing_id, organisation, base, _written(None, {form: fields}), now)
        else:
            self._write(draft.id, _written(None, {**draft.typed, form: fields}), now)

    def done(self, listing_id: str, form: str, *, now: datetime) -> None:
        """What stood in a form was sent, or is not wanted; a draft without any goes."""
        draft = self.about(listing_id)
        if draft is None or form not in draft.typed:
            return
        left = {name: fields for name, fields in draft.typed.items() if name != form}
        if left:
            self._write(draft.id, _written(None, left), now)
        else:
            self.throw_away(draft.id)

    def throw_away(self, draft_id: str) -> bool:
        """Throws one away; False if there is none."""
        mine = listing_draft.c.account_id == self._account
        gone = self._connection.execute(delete(listing_draft).where(listing_draft.c.id == draft_id, mine))
        return gone.rowcount == 1

    def _add(
        self, identity: str, listing_id: str | None, organisation: str, base: int, fields: str, now: datetime
    ) -> None:
        row = {
            "id": identity,
            "account_id": self._account,
            "listing_id": listing_id,
            "organisation": organisation,
            "base": base,
            "fields": fields,
            "changed_at": now,
        }
        self._connection.execute(insert(listing_draft).values(row))

    def _write(self, draft_id: str, fields: str, now: datetime, **columns: str) -> None:
        mine = listing_draft.c.account_id == self._account
        self._connection.execute(
            update(listing_draft)
            .where(listing_draft.c.id == draft_id, mine)
            .values(fields=fields, changed_at=now, **columns)
        )

    def _one(self, which: Any) -> Draft | None:
        row = self._connection.execute(
            self._own().where(which).with_for_update(of=listing_draft)
        ).one_or_none()
        return _of(row) if row else None

    def _own(self) -> Any:
        return (
            select(listing_draft, listing.c.slug)
            .outerjoin(listing, listing.c.id == listing_draft.c.listing_id)
            .where(listing_draft.c.account_id == self._account)
        )


def _written(new: Listing | None, typed: Typed) -> str:
    plain = {form: {name: list(given) for name, given in fields.items()} for form, fields in typed.items()}
    document = {"listing": to_document(new) if new else None, "typed": plain}
    return json.dumps(document, ensure_ascii=False, default=str)


def _of(row: Row[Any]) -> Draft:
    fields = json.loads(row.fields)
    return Draft(
        id=row.id,
        listing_id=row.listing_id,
        slug=row.slug,
        organisation=row.organisation,
        base=row.base,
        listing=listing_from(fields["listing"]) if fields["listing"] else None,
        typed=fields["typed"],
        changed_at=row.changed_at,
    )
