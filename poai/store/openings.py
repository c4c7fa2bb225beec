"""Every record that somebody opened in an emergency, for the guardian."""

from sqlalchemy import Connection, select

from poai.domain.person import Opening
from poai.store.person_tables import opening
from poai.store.sealed import Keys

WHY = "person_opening.why"


def openings(connection: Connection, keys: Keys, *, limit: int = 10_000) -> list[Opening]:
    """Every time that somebody broke the glass, the newest first, without who was looked at but their id."""
    query = select(opening).order_by(opening.c.made_at.desc(), opening.c.id).limit(limit)
    return [
        Opening(
            row.id,
            row.person_id,
            row.account_id,
            keys.unseal(row.why, WHY, row.id),
            row.made_at,
            row.until,
        )
        for row in connection.execute(query)
    ]
