"""The trail in the store: rows that are only ever added, each sealed together with the one before it.

Every row's `mac` is an HMAC-SHA256 of its content and of the mac before it, with a key that is not in the
database. Whoever can write to the database but does not have the key cannot change, remove, add or
reorder rows without being found out; cutting off the end is found by a head that was kept elsewhere.
"""

import hmac
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Executable, RowMapping, insert, select, text

from poai.domain.audit import START, Event, Head, Row, Verdict, check_keys
from poai.store.audit_tables import audit

_NOTHING: Mapping[str, str] = MappingProxyType({})
_HEAD = select(audit.c.number, audit.c.mac).order_by(audit.c.number.desc()).limit(1)
# On PostgreSQL, whoever asks for the end so is the only one to know it until the unit of work is over. SQLite's
# unit of work has the only lock there is already.
_END: dict[str, Executable] = {"sqlite": _HEAD, "postgresql": text("SELECT number, mac FROM audit_end()")}
_ADD = insert(audit)


class Audit:
    """The trail, within one unit of work. `key` is sealing.derive(secret, "audit")."""

    def __init__(self, connection: Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key

    def record(
        self,
        *,
        now: datetime,
        actor: str,
        event: Event,
        thing: str = "",
        origin: str = "",
        detail: Mapping[str, str] = _NOTHING,
    ) -> int:
        """Adds a row, kept if the caller's unit of work is, and returns its number.

        Record after the change that it tells of: whoever else records waits from here until the unit of work ends.
        Raises ValueError if anything holds more than ids, keys and numbers, or `now` has no time zone.
        """
        check_keys(actor, thing, origin, *detail, *detail.values())
        if now.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        before = _end(self._connection, _END[self._connection.dialect.name])
        row = {
            "number": before.number + 1,
            "at": now,
            "actor": actor,
            "event": str(event),
            "thing": thing,
            "origin": origin,
            "detail": json.dumps(dict(detail), sort_keys=True) if detail else "",
        }
        self._connection.execute(_ADD, {**row, "mac": _mac(self._key, before.mac, row)})
        return before.number + 1

    def rows(
        self,
        *,
        actor: str = "",
        thing: str = "",
        events: Collection[Event] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        before: int = 0,
        limit: int = 50,
    ) -> list[Row]:
        """At most `limit` rows, newest first, that match all that is given.

        `since` is the first moment and `until` the first moment after. `before` is the number of the last row
        of the page that came before this one.
        """
        query = select(audit).order_by(audit.c.number.desc()).limit(limit)
        if actor:
            query = query.where(audit.c.actor == actor)
        if thing:
            query = query.where(audit.c.thing == thing)
        if events:
            query = query.where(audit.c.event.in_([str(event) for event in events]))
        if since:
            query = query.where(audit.c.at >= since)
        if until:
            query = query.where(audit.c.at < until)
        if before:
            query = query.where(audit.c.number < before)
        return [
            Row(r.number, r.at, r.actor, r.event, r.thing, r.origin, json.loads(r.detail or "{}"))
            for r in self._connection.execute(query)
        ]


def head(connection: Connection) -> Head:
    """The end of the trail as it stands."""
    return _end(connection, _HEAD)


def verify(connection: Connection, key: bytes, kept: Head | None = None) -> Verdict:
    """Reads the whole trail and names the first row that is not as it was written.

    `kept` is a head from before, kept elsewhere: with it, rows cut off the end are missed too.
    """
    whole = select(audit).order_by(audit.c.number).execution_options(yield_per=1000)
    with connection.execute(whole) as rows:
        return _check(rows.mappings(), key, kept)


def _end(connection: Connection, question: Executable) -> Head:
    newest = connection.execute(question).one_or_none()
    return Head(newest.number, newest.mac) if newest else START


def _check(rows: Iterable[RowMapping], key: bytes, kept: Head | None) -> Verdict:
    before = START
    for row in rows:
        number = before.number + 1
        if row["number"] != number:
            return Verdict(before.number, number, f"row {number} is missing")
        if not hmac.compare_digest(_mac(key, before.mac, row), row["mac"]):
            why = f"row {number} is not what was written, or another key was used to write it"
            return Verdict(before.number, number, why)
        before = Head(number, row["mac"])
        if kept and kept.number == number and kept != before:
            return Verdict(number - 1, number, f"row {number} is not the one whose head was kept")
    if kept and kept.number > before.number:
        missing = before.number + 1
        return Verdict(before.number, missing, f"row {missing} and what came after it were cut off")
    return Verdict(before.number)


def _mac(key: bytes, before: str, row: Mapping[str, Any] | RowMapping) -> str:
    """What seals a row to the one before it. The list is written so that no two rows are written alike."""
    at = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    content = [before, row["number"], at] + [row[c] for c in ("actor", "event", "thing", "origin", "detail")]
    return hmac.digest(key, json.dumps(content, separators=(",", ":")).encode(), "sha256").hex()
