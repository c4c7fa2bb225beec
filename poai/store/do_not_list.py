"""What is not to be listed, whoever sends it, and why."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from poai.domain.access import Actor, Permission
from poai.store import visible
from poai.store.listing_tables import do_not_list, feed_row
from poai.store.tables import listing

_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """One that is not to be listed: a listing that there was, or what has this name and, if there is one, this postcode.

    Times are in UTC; `made_by` and `lifted_by` are accounts' ids.
    """

    id: str
    listing_id: str | None
    slug: str | None
    feed: str | None
    external_id: str | None
    name: str
    postcode: str | None
    reason: str
    made_at: datetime
    made_by: str
    lifted_at: datetime | None
    lifted_by: str | None


class DoNotList:
    """The list, within one unit of work. Who may change it is for the caller to ask."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        *,
        name: str,
        postcode: str | None,
        reason: str,
        made_by: str,
        now: datetime,
        listing_id: str | None = None,
    ) -> str:
        """Adds one, and says its id. Of a listing, every row of a feed that it came from is barred with it."""
        row = {
            "id": str(uuid4()),
            "listing_id": listing_id,
            "name": name,
            "postcode": postcode,
            "reason": reason,
            "made_at": now,
            "made_by": made_by,
        }
        came = (
            select(feed_row.c.feed, feed_row.c.external_id)
            .where(feed_row.c.listing_id == listing_id)
            .limit(1)
        )
        source = self._connection.execute(came).one_or_none() if listing_id else None
        known = {"feed": source.feed, "external_id": source.external_id} if source else {}
        self._connection.execute(insert(do_not_list).values(row | known))
        return str(row["id"])

    def get(self, identity: str) -> Barred | None:
        """One, lifted or not."""
        return next(iter(self._all(do_not_list.c.id == identity)), None)

    def every(self, actor: Actor) -> list[Barred]:
        """Those that count and that the actor may know of, the newest first: of their listings, and those by name."""
        mine = do_not_list.c.listing_id.is_(None) | visible.listings(actor, Permission.LISTING_PUBLISH)
        return self._all(do_not_list.c.lifted_at.is_(None) & mine)

    def of_listing(self, listing_id: str) -> Barred | None:
        """What bars a listing, if anything does."""
        mine = (do_not_list.c.listing_id == listing_id) & do_not_list.c.lifted_at.is_(None)
        return next(iter(self._all(mine)), None)

    def lift(self, identity: str, *, by: str, now: datetime) -> bool:
        """It may be listed again; False if it may already."""
        done = self._connection.execute(
            update(do_not_list)
            .where(do_not_list.c.id == identity, do_not_list.c.lifted_at.is_(None))
            .values(lifted_at=now, lifted_by=by)
        )
        return done.rowcount == 1

    def refusals(self, closed: Mapping[str, str] | None = None) -> "Refusals":
        """All that counts, for asking about many. `closed` are names that are barred besides, and why."""
        barred = self._all(do_not_list.c.lifted_at.is_(None))
        came = select(feed_row.c.feed, feed_row.c.external_id, feed_row.c.listing_id).join(
            do_not_list, do_not_list.c.listing_id == feed_row.c.listing_id
        )
        rows = self._connection.execute(came.where(do_not_list.c.lifted_at.is_(None)))
        named = [_closed(name, why) for name, why in (closed or {}).items()]
        return Refusals([*barred, *named], {(row.feed, row.external_id): row.listing_id for row in rows})

    def _all(self, condition: object) -> list[Barred]:
        rows = self._connection.execute(
            select(do_not_list, listing.c.slug)
            .outerjoin(listing, listing.c.id == do_not_list.c.listing_id)
            .where(condition)  # type: ignore[arg-type]
            .order_by(do_not_list.c.made_at.desc(), do_not_list.c.id)
        )
        return [Barred(**row._asdict()) for row in rows]


class Refusals:
    """What is not to be listed, ready to be asked about many listings."""

    def __init__(self, barred: list[Barred], rows: Mapping[tuple[str, str], str]) -> None:
        self._ids = {each.listing_id: each for each in barred if each.listing_id}
        self._rows = {(each.feed, each.external_id): each for each in barred if each.feed}
        self._rows |= {key: self._ids[listing_id] for key, listing_id in rows.items()}
        self._names: dict[str, list[Barred]] = {}
        for each in barred:
            self._names.setdefault(_plain(each.name), []).append(each)

    def of(
        self,
        name: str,
        postcodes: frozenset[str] = frozenset(),
        *,
        listing_id: str = "",
        feed: str = "",
        external_id: str = "",
    ) -> Barred | None:
        """What bars a listing of this name at these postcodes (any spelling), with this id, or of this row of a feed."""
        known = self._ids.get(listing_id) or self._rows.get((feed, external_id))
        if known:
            return known
        codes = {_code(code) for code in postcodes if code}
        return next(
            (
                each
                for each in self._names.get(_plain(name), ())
                if each.postcode is None or _code(each.postcode) in codes
            ),
            None,
        )


def is_refused(
    connection: Connection, feed: str, external_id: str, name: str, postcode: str | None
) -> Barred | None:
    """What bars one row of a feed, or None. For many, ask `DoNotList.refusals` once."""
    codes = frozenset([postcode]) if postcode else frozenset[str]()
    return DoNotList(connection).refusals().of(name, codes, feed=feed, external_id=external_id)


def _closed(name: str, why: str) -> Barred:
    nothing: dict[str, None] = dict.fromkeys(
        ("listing_id", "slug", "feed", "external_id", "postcode", "lifted_at", "lifted_by")
    )
    return Barred(id="", name=name, reason=why, made_at=_EVER, made_by="directory", **nothing)


def _plain(name: str) -> str:
    """Letters and digits alone, without accents or capitals: how a name is spelt makes no other listing of it."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("&", "and"))
    return "".join(letter for letter in letters if letter.isalnum())


def _code(postcode: str) -> str:
    return "".join(postcode.upper().split())
