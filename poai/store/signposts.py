"""Signposts in the store: somebody was told about something, and nobody was asked to take them on."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select

from poai.domain.signpost import Signpost
from poai.store.referral_tables import signpost


class Signposts:
    """The signposts, within one unit of work, of people whom the caller may see."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        person_id: str,
        *,
        listing: str,
        listing_name: str,
        organisation: str,
        by: str,
        now: datetime,
    ) -> Signpost:
        """A new one."""
        identity = str(uuid4())
        values = {
            "id": identity,
            "person_id": person_id,
            "listing": listing,
            "listing_name": listing_name,
            "organisation": organisation,
            "by": by,
            "at": now,
        }
        self._connection.execute(insert(signpost).values(values))
        return Signpost(identity, person_id, listing, listing_name, organisation, by, now)

    def of_person(self, person_id: str) -> list[Signpost]:
        """What somebody was told about, the newest first."""
        query = select(signpost).where(signpost.c.person_id == person_id)
        rows = self._connection.execute(query.order_by(signpost.c.at.desc(), signpost.c.id))
        return [_read(row) for row in rows]


def _read(row: Row[Any]) -> Signpost:
    return Signpost(row.id, row.person_id, row.listing, row.listing_name, row.organisation, row.by, row.at)
