"""Whether the web addresses of listings answered when somebody last had them looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from poai.store.listing_tables import link_check


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found at an address. `problem` is a key of what is wrong, or ""; `broken_since` (UTC) is when that was first
    found, None while it works."""

    url: str
    checked_at: datetime
    problem: str
    broken_since: datetime | None


class LinkChecks:
    """What was found, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def every(self) -> dict[str, Looked]:
        """What was found last at each address that was ever looked at."""
        return {
            row.url: Looked(row.url, row.checked_at, row.problem or "", row.broken_since)
            for row in self._connection.execute(select(link_check))
        }

    def found(self, problems: Mapping[str, str], *, now: datetime) -> None:
        """At each of these addresses that problem was found now, or "" for none. What was broken before has been since then."""
        before = self.every()
        rows = []
        for url, problem in problems.items():
            old = before.get(url)
            since = (old.broken_since if old else None) or now
            rows.append(
                {
                    "url": url,
                    "checked_at": now,
                    "works": not problem,
                    "problem": problem or None,
                    "broken_since": since if problem else None,
                }
            )
        self.forget(problems)
        if rows:
            self._connection.execute(insert(link_check), rows)

    def forget(self, urls: Iterable[str]) -> None:
        """Nothing is known of these any more."""
        for url in urls:
            self._connection.execute(delete(link_check).where(link_check.c.url == url))
