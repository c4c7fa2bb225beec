"""Whether groups have room, from what they answered about anybody: days and numbers, and nobody's name."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, func, or_, select

from poai.domain.capacity import KNOWN_FOR, Answers, Said
from poai.domain.referral import Name, Reason, Status
from poai.store.referral_tables import referral, referral_move

_SAID = {Name.DECLINE: Said.FULL, Name.WAIT: Said.WAITING, Name.ACCEPT: Said.ROOM}


def capacities(connection: Connection, listings: Iterable[str], now: datetime) -> dict[str, Answers]:
    """What is known of each of `listings` of which anything is. `now` is local."""
    slugs = list(listings)
    query = (
        select(referral.c.listing, referral_move.c.move, referral_move.c.at, referral_move.c.expected)
        .join(referral, referral.c.id == referral_move.c.referral_id)
        .where(
            referral.c.listing.in_(slugs),
            referral.c.status != Status.ERROR,
            referral_move.c.at >= now - timedelta(days=KNOWN_FOR),
            or_(
                referral_move.c.move.in_([Name.WAIT, Name.ACCEPT]),
                and_(referral_move.c.move == Name.DECLINE, referral_move.c.reason == Reason.FULL),
            ),
        )
        .order_by(referral_move.c.at)
    )
    newest = {row.listing: row for row in connection.execute(query)}
    counted = (
        select(referral.c.listing, func.count())
        .where(referral.c.listing.in_(slugs), referral.c.status == Status.WAITING)
        .group_by(referral.c.listing)
    )
    waiting = {row[0]: row[1] for row in connection.execute(counted)}
    known = {}
    for slug in {*newest, *waiting}:
        said = newest.get(slug)
        known[slug] = Answers(
            said=_SAID[Name(said.move)] if said else None,
            on=said.at.astimezone(now.tzinfo).date() if said else None,
            until=said.expected if said else None,
            waiting=waiting.get(slug, 0),
        )
    return known
