"""The guardian reads the trail: who did what and when, by ids, with the names of staff and teams but of nobody who is helped."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from poai.actions.office import Office
from poai.domain.access import Actor, Permission, Thing
from poai.domain.audit import Event, Row
from poai.store import Accounts, Audit, Teams

PAGE = 50  # rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows: all that match everything that is given.

    `since` is the first moment and `until` the first moment after; `before` is the number of the last row of the
    page before, or 0.
    """

    actor: str = ""
    events: Collection[Event] = ()
    since: datetime | None = None
    until: datetime | None = None
    before: int = 0


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in the trail are called: accounts and teams, each by id, in order of name.

    Accounts of the same name have their address beside it: nobody passes for a colleague.
    """

    accounts: Mapping[str, str]
    teams: Mapping[str, str]


def read_trail(
    office: Office, actor: Actor, wanted: Wanted, *, now: datetime, address: str = ""
) -> tuple[list[Row], bool]:
    """A page of the trail, the newest row first, and whether there are older ones. Raises NotFoundError.

    That it was read is in the trail too, from the next page on.
    """
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.AUDIT_READ, Thing())
        found = Audit(work.connection, office.key("audit")).rows(
            actor=wanted.actor,
            events=wanted.events,
            since=wanted.since,
            until=wanted.until,
            before=wanted.before,
            limit=PAGE + 1,
        )
        work.record(Event.TRAIL_READ, "trail:")
        return found[:PAGE], len(found) > PAGE


def names(office: Office, actor: Actor, *, now: datetime, address: str = "") -> Names:
    """What to call those whom the trail names, for the guardian. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.AUDIT_READ, Thing())
        accounts = Accounts(work.connection).all()
        known = Counter(_looks(account.name) for account in accounts)
        return Names(
            {
                each.id: each.name if known[_looks(each.name)] == 1 else f"{each.name} ({each.email})"
                for each in accounts
            },
            {team.id: team.name for team in Teams(work.connection).all()},
        )


def _looks(name: str) -> str:
    """A name as far as a reader tells it from others."""
    return unicodedata.normalize("NFKC", name).casefold()
