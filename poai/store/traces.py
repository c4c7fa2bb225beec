"""What the store holds of somebody, table by table: one list from which they are shown it, are erased, and are sealed anew.

A table that is neither in `TRACES` nor in `WITHOUT` fails a test, and so does a column without a name that can be
shown: what is added to the store is shown and erased from its first day, or its author says why not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Table, delete, select

from poai.store.person_tables import (
    consent,
    conversation,
    goal,
    goal_progress,
    hold,
    measure,
    note,
    opening,
    person,
    person_phone,
    person_version,
)
from poai.store.referral_tables import (
    concern,
    contact,
    message,
    referral,
    referral_move,
    reminder,
    reply_link,
    signpost,
    snooze,
)
from poai.store.tables import metadata


@dataclass(frozen=True, slots=True)
class Trace:
    """A table with rows about a person: its column `by` leads to a row of `to`, whose own trace leads further.

    `heading` is what its rows are called where somebody is shown everything; "" for rows that tell nothing beside
    others. `withheld` are columns of which somebody is shown nothing, and that say nothing but to the program.
    """

    table: Table
    heading: str
    by: str = "person_id"
    to: Table = person
    withheld: frozenset[str] = field(default=frozenset())

    def of(self, person_id: str) -> ColumnElement[bool]:
        """The rows about one person."""
        if self.table is person:
            return person.c.id == person_id
        if self.to is person:
            return self.table.c[self.by] == person_id
        return self.table.c[self.by].in_(select(self.to.c.id).where(_TRACE[self.to].of(person_id)))

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that somebody is shown."""
        hidden = _ALWAYS_WITHHELD | self.withheld
        return tuple(name for name in self.table.c.keys() if name not in hidden) if self.heading else ()  # noqa: SIM118


# Ids, and what two writers at once are told apart by.
_ALWAYS_WITHHELD = frozenset({"id", "person_id", "referral_id", "goal_id", "consent_id", "version"})


def _of_referral(table: Table, heading: str, *withheld: str) -> Trace:
    return Trace(table, heading, "referral_id", referral, frozenset(withheld))


TRACES: tuple[Trace, ...] = (
    Trace(person, "Who you are, and what we know of you", "id", withheld=frozenset({"nhs", "born", "code"})),
    Trace(person_phone, ""),  # fingerprints of what is in the details
    Trace(person_version, "What we wrote before it was changed"),
    Trace(note, "Notes about you"),
    Trace(conversation, "Conversations about what matters to you"),
    Trace(goal, "What you want to reach"),
    Trace(goal_progress, "How you get on", "goal_id", goal),
    Trace(measure, "How you said you are doing"),
    Trace(consent, "What you agreed to share"),
    Trace(referral, "Groups that were asked for you"),
    _of_referral(referral_move, "How each request went on", "number"),
    _of_referral(message, "Messages about you, between your worker and a group"),
    _of_referral(contact, "When a group was in touch with you"),
    _of_referral(reply_link, "Links by which a group could answer", "hash", "code", "opened"),
    _of_referral(reminder, "Reminders that were sent to a group"),
    _of_referral(snooze, "When a reminder was put off"),
    Trace(signpost, "What you were told about"),
    Trace(concern, "What you said is not right"),
    Trace(opening, "When your record was opened in an emergency"),
    Trace(hold, "When your record had to be kept for the law"),
)

WITHOUT: Mapping[str, str] = {
    "organisation": "groups, which are public",
    "organisation_revision": "groups, which are public",
    "listing": "what groups offer, which is public",
    "listing_revision": "what groups offer, which is public",
    "import_run": "counts of listings",
    "proposal": "what is to become of listings, which is public once it is",
    "listing_draft": "what staff of groups have begun to write of listings",
    "suggestion": "what somebody says of a listing; who they are, if they tell, is sealed and forgotten",
    "prompt": "letters to groups about listings",
    "steward_letter": "up to when stewards were told of what waits",
    "listing_clock": "how listings stand with the clock",
    "redirect": "addresses of listings",
    "do_not_list": "listings that are not to be shown",
    "feed": "where listings are taken from",
    "feed_row": "what was taken from there, which is public",
    "feed_run": "what taking it did",
    "not_same": "listings that are two",
    "link_check": "web addresses, which are public",
    "account": "staff",
    "account_grant": "staff",
    "session": "staff",
    "token": "staff",
    "factor": "staff",
    "recovery_code": "staff",
    "day_letter": "staff: what was last told of their day, as a hash",
    "team": "teams",
    "throttle": "keyed hashes, for minutes",
    "data_key": "keys, themselves sealed",
    "audit": "ids only, and it stays: those about a person are shown, and lead to nobody once they are erased",
    "outbox": "letters, which name nobody: those that lead to a person go with them (poai/actions/erasing.py)",
    "once": "answers to forms, ids only, for two days: those that lead to a person go with them",
}

_TRACE: dict[Table, Trace] = {trace.table: trace for trace in TRACES}


def identities(connection: Connection, person_id: str) -> dict[str, str]:
    """Every id that leads to a person, their own first, with the name of the table that it is from."""
    found = {person_id: person.name}
    for trace in TRACES:
        if "id" in trace.table.c:
            found |= dict.fromkeys(
                connection.scalars(select(trace.table.c.id).where(trace.of(person_id))), trace.table.name
            )
    return found


def things(identities: Mapping[str, str]) -> list[str]:
    """What the trail and letters call them: "person:<id>", "referral:<id>" …"""
    return [f"{table}:{identity}" for identity, table in identities.items()]


def erase(connection: Connection, person_id: str) -> int:
    """Removes every row about a person, and says how many."""
    return sum(
        connection.execute(delete(table).where(_TRACE[table].of(person_id))).rowcount
        for table in reversed(metadata.sorted_tables)
        if table in _TRACE
    )


def traced(tables: Iterable[Table] = metadata.sorted_tables) -> list[str]:
    """Those tables of which this list says nothing."""
    return [table.name for table in tables if table not in _TRACE and table.name not in WITHOUT]
