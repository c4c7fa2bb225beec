"""Everything that is kept about one person, for them: in words, opened, and without anybody else.

Staff are named by what they are here, never by name; ids of others are nobody's business and are left out.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from poai.actions.erasing import record_of
from poai.actions.office import Office, Work
from poai.domain.access import Actor
from poai.domain.account import Account
from poai.domain.audit import SYSTEM, VISITOR, Event, Row
from poai.domain.errors import NotFoundError
from poai.domain.person import same_reference
from poai.store import Accounts, Audit, Keys, Teams, traces
from poai.store.keeping import Kept, kept
from poai.store.referral_tables import referral
from poai.store.tables import Sealed
from poai.store.traces import TRACES, Trace

_MOST = 1_000_000  # rows of the trail
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Columns that hold an account's id, or what acted without one.
_WHO = frozenset({"by", "worker_id", "maker", "account_id", "seen_by", "withdrawn_by", "released_by"})

Entry = dict[str, Any]
"""One row: what each thing is called -> text, a number, a day or moment, or for what has parts a list or dict of them."""


@dataclass(frozen=True, slots=True)
class Everything:
    """What is kept about somebody: a heading -> rows, in the order of `TRACES`; `trail` is who did what, the oldest first."""

    reference: str
    at: datetime
    sections: Mapping[str, list[Entry]]
    trail: list[Entry]


def everything(
    office: Office, actor: Actor, person_id: str, *, now: datetime, address: str = ""
) -> Everything:
    """Everything about somebody, for the guardian to give to them. `now` is local. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        return _given(work, record_of(work, actor, person_id))


def everything_from_host(office: Office, reference: str, *, now: datetime) -> Everything:
    """The same for whoever runs the machine. Raises NotFoundError if nobody has the reference."""
    with office.work(now, SYSTEM) as work:
        record = kept(work.connection, reference=same_reference(reference))
        if record is None:
            raise NotFoundError("nobody has this reference")
        return _given(work, record)


def _given(work: Work, record: Kept) -> Everything:
    connection, keys = work.connection, work.keys()
    names = _Names.load(connection, work.now)
    own = traces.identities(connection, record.id)
    sections = {
        trace.heading: rows
        for trace in TRACES
        if trace.shown and (rows := _rows(connection, keys, trace, record.id, names))
    }
    audit = Audit(connection, work.office.key("audit"))
    trail = [row for thing in traces.things(own) for row in audit.rows(thing=thing, limit=_MOST)]
    trail.sort(key=lambda row: row.number)
    work.record(Event.SUBJECT_ACCESS_GIVEN, f"person:{record.id}")
    return Everything(record.reference, work.now, sections, [names.of_trail(row) for row in trail])


def _rows(connection: Connection, keys: Keys, trace: Trace, person_id: str, names: "_Names") -> list[Entry]:
    found = connection.execute(select(trace.table).where(trace.of(person_id))).mappings()
    order = [name for name in ("at", "made_at", "given_at", "on", "number", "id") if name in trace.table.c]
    # As text, which orders moments, days and numbers of one row alike well enough to read.
    rows = sorted(
        found, key=lambda row: [f"{row[name]:0>9}" if name == "number" else str(row[name]) for name in order]
    )
    whose = names.requests(connection, person_id) if "referral_id" in trace.table.c else {}
    return [
        ({LABELS["referral_id"]: whose[row["referral_id"]]} if whose and row["referral_id"] else {})
        | {
            LABELS[name]: value
            for name in trace.shown
            if (value := _value(keys, trace, row, name, names)) not in ("", None, [], {})
        }
        for row in rows
    ]


def _value(keys: Keys, trace: Trace, row: RowMapping, name: str, names: "_Names") -> Any:
    value = row[name]
    if value is None or value == b"":
        return None
    if isinstance(trace.table.c[name].type, Sealed):
        opened = _plain(keys.unseal(bytes(value), f"{trace.table.name}.{name}", row["id"]))
        return _told(opened) if trace.table is referral and name == "shared" else opened
    if name in _WHO:
        return names.who(value)
    if name == "team_id":
        return names.teams.get(value, "")
    return names.day(value) if isinstance(value, date) else value


def _plain(text: str) -> Any:
    """What was sealed, with its parts apart where it has any."""
    if text.startswith(("{", "[")):
        try:
            return json.loads(text)
        except ValueError:  # somebody's words that happen to begin so
            return text
    return text


def _told(shared: Any) -> Any:
    """What a group was told, each thing under its name (`poai.domain.sharing.Shared`)."""
    if not isinstance(shared, dict):
        return shared
    return {**shared, "told": [{part: words} for part, words in shared.get("told", ())]}


@dataclass(frozen=True, slots=True)
class _Names:
    """What to call staff, teams and moments."""

    accounts: Mapping[str, Account]
    teams: Mapping[str, str]
    zone: tzinfo | None

    @classmethod
    def load(cls, connection: Connection, now: datetime) -> "_Names":
        accounts = {account.id: account for account in Accounts(connection).all()}
        return cls(accounts, {team.id: team.name for team in Teams(connection).all()}, now.tzinfo)

    def who(self, actor: str) -> str:
        """A role, or what acted without an account."""
        if actor in ("", "person"):  # a move without anybody's id is the person's own: the clock makes none
            return "you"
        if actor == SYSTEM:
            return "the system"
        if actor == VISITOR or actor.startswith("link:"):
            return "somebody with a link or a code"
        account = self.accounts.get(actor)
        roles = sorted({grant.role.replace("-", " ") for grant in account.grants}) if account else []
        return " and ".join(roles) or "a member of staff"

    def day(self, value: date) -> date:
        """A day, or a moment at the place."""
        return value.astimezone(self.zone) if isinstance(value, datetime) else value

    @staticmethod
    def requests(connection: Connection, person_id: str) -> dict[str, str]:
        """The references of somebody's referrals, by id."""
        query = select(referral.c.id, referral.c.reference).where(referral.c.person_id == person_id)
        return {row.id: row.reference for row in connection.execute(query)}

    def of_trail(self, row: Row) -> Entry:
        """A row of the trail without ids. What it is about goes without saying; its kind does not."""
        about = {key: value for key, value in row.detail.items() if value and not _UUID.search(value)}
        kind = row.thing.partition(":")[0].replace("_", " ")
        return {
            "When": self.day(row.at),
            "Who": self.who(row.actor),
            "What": row.event.replace("-", " "),
            "About": kind,
            **{key.replace("_", " ").capitalize(): value.replace("-", " ") for key, value in about.items()},
        }


LABELS = {
    "about": "About",
    "account_id": "Who opened it",
    "answer_by": "To be answered by",
    "at": "When",
    "by": "Who",
    "changed_at": "Last changed",
    "closed_at": "Closed",
    "code_until": "Code counts until",
    "details": "Details",
    "document": "What was said",
    "email": "Sent to",
    "expected": "Expected",
    "fields": "What may be shared",
    "follow_up_on": "To be in touch on",
    "given_at": "Given",
    "giver": "Given by",
    "held": "Must be kept for the law",
    "importance": "How much it matters, 0 to 10",
    "kind": "What kind",
    "listing": "Listing",
    "listing_name": "What it is",
    "locality": "Area",
    "made_at": "Made",
    "maker": "Who asked",
    "move": "What happened",
    "moved_at": "Last moved",
    "names": "Names",
    "number": "Number",
    "on": "On",
    "organisation": "Group",
    "outcome": "What came of it",
    "party": "Which side",
    "practice": "GP practice",
    "progress": "How far, 0 to 10",
    "purpose": "What for",
    "reason": "Why",
    "reference": "Reference",
    "referral_id": "About the request",
    "released_at": "Ended",
    "released_by": "Who ended it",
    "released_why": "Why it ended",
    "scores": "Answers",
    "sealed_names": "Names",
    "seen_at": "Seen",
    "seen_by": "Who saw it",
    "sent_at": "Sent",
    "shared": "What the group was shown of you",
    "source": "It was",
    "stage": "When in the course of it",
    "state": "How it stands",
    "statement": "Which statement",
    "status": "How it stands",
    "team_id": "Team",
    "to": "It became",
    "until": "Until",
    "used_at": "Used",
    "way": "How it was given",
    "who": "Who gave it for you",
    "why": "Why",
    "withdrawn_at": "Withdrawn",
    "withdrawn_by": "Who withdrew it",
    "wording": "Version of the words explained to you",
    "words": "Words",
    "worker_id": "Who works with you",
}
"""What each column is called where somebody is shown it."""
