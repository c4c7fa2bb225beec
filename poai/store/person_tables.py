"""The tables of the people who are helped: what they said, what matters to them, and how they get on.

Whatever is about somebody is sealed (poai/store/sealed.py); in plain sight are only ids, dates, keys of the
content and what decides who may see it. Every table here leads to `person`, by which it is shown to them on
request and erased.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table

from poai.store.tables import Sealed, UtcTime, identity, metadata


def _of_person() -> Column[str]:
    return Column("person_id", ForeignKey("person.id"), nullable=False, index=True)


def _by() -> Column[str]:
    return Column("by", ForeignKey("account.id"), nullable=False)


data_key = Table(
    "data_key",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),  # with the secret
    Column("made_at", UtcTime, nullable=False),
)

person = Table(
    "person",
    metadata,
    identity(),
    Column("reference", String(12), nullable=False, unique=True),
    Column("sealed_names", Sealed, nullable=False, server_default=""),
    Column("details", Sealed, nullable=False, server_default=""),  # JSON of poai.domain.person.Details
    Column("nhs", String(64), index=True),  # fingerprints, by which the same number or day is found
    Column("born", String(64), index=True),
    Column("practice", String(200), nullable=False, server_default="", index=True),
    Column("team_id", ForeignKey("team.id"), nullable=False, index=True),
    Column("worker_id", ForeignKey("account.id"), index=True),
    Column("state", String(10), nullable=False, server_default="open"),  # or "closed": nobody works with them
    Column("closed_at", UtcTime),
    Column("follow_up_on", Date, index=True),
    Column(
        "held", Boolean, nullable=False, server_default="0"
    ),  # a legal hold: never forgotten while it stands
    Column("code", String(64)),  # keyed hash of the code with which they see how it goes
    Column("made_at", UtcTime, nullable=False),
    Column("version", Integer, nullable=False),
    # In the order of ids, so that what is theirs is summed up without sorting first.
    Index("ix_person_of_worker", "worker_id", "id"),
    Index("ix_person_of_team", "team_id", "id"),
)

person_phone = Table(
    "person_phone",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("number", String(64), primary_key=True, index=True),  # a fingerprint
)

person_version = Table(  # as somebody's record was before it was changed
    "person_version",
    metadata,
    identity(),
    _of_person(),
    Column("version", Integer, nullable=False),
    Column("names", Sealed, nullable=False),
    Column("details", Sealed, nullable=False),
    Column("practice", String(200), nullable=False),
    Column("at", UtcTime, nullable=False),
    _by(),
    Index("uq_person_version_person_id", "person_id", "version", unique=True),
)

opening = Table(
    "person_opening",
    metadata,
    identity(),
    _of_person(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("why", Sealed, nullable=False, server_default=""),
    Column("made_at", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
)

hold = Table(  # a legal hold: while one stands, nothing of the person is forgotten or erased
    "person_hold",
    metadata,
    identity(),
    _of_person(),
    Column("why", Sealed, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    _by(),
    Column("released_at", UtcTime),  # while it is empty, the hold stands
    Column("released_by", ForeignKey("account.id")),
    Column("released_why", Sealed),
)

note = Table(
    "note",
    metadata,
    identity(),
    _of_person(),
    Column("kind", String(20), nullable=False),  # "note", "contact", "follow-up", "hand-over", "closed"
    Column("words", Sealed, nullable=False),
    Column("at", UtcTime, nullable=False),
    _by(),
    Index("ix_note_last", "person_id", "at"),
)

conversation = Table(
    "conversation",
    metadata,
    identity(),
    _of_person(),
    Column("state", String(10), nullable=False),  # "draft" or "done"
    Column("document", Sealed, nullable=False),  # JSON of poai.domain.conversation.Conversation
    Column("made_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("version", Integer, nullable=False),
    _by(),
)

goal = Table(
    "goal",
    metadata,
    identity(),
    _of_person(),
    Column("statement", String(80), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("importance", Integer, nullable=False),  # 0 to 10
    Column("state", String(10), nullable=False),  # "open", "met", "put-aside"
    Column("made_at", UtcTime, nullable=False),
    Column("version", Integer, nullable=False),
    _by(),
)

goal_progress = Table(
    "goal_progress",
    metadata,
    identity(),
    Column("goal_id", ForeignKey("goal.id"), nullable=False, index=True),
    Column("progress", Integer, nullable=False),  # 0 to 10
    Column("words", Sealed, nullable=False),
    Column("on", Date, nullable=False),
    Column("at", UtcTime, nullable=False),
    _by(),
)

measure = Table(
    "measure",
    metadata,
    identity(),
    _of_person(),
    Column("kind", String(20), nullable=False),  # a key of content/measures
    Column("stage", String(10), nullable=False),  # "before", "during", "after"
    Column("scores", Sealed, nullable=False),  # JSON: question's key -> score
    Column("on", Date, nullable=False),
    Column("at", UtcTime, nullable=False),
    _by(),
)

consent = Table(
    "consent",
    metadata,
    identity(),
    _of_person(),
    Column("organisation", String(80), nullable=False, index=True),
    Column("purpose", String(40), nullable=False),
    Column("fields", String(200), nullable=False),  # keys of poai.domain.consent.Field, spaces between
    Column("wording", String(40), nullable=False),
    Column("way", String(20), nullable=False),
    Column("giver", String(20), nullable=False),
    Column("who", Sealed, nullable=False),
    Column("given_at", UtcTime, nullable=False),
    Column("until", Date, nullable=False, index=True),
    Column("withdrawn_at", UtcTime),
    Column("withdrawn_by", String(36)),  # an account's id, or "person"
    Column("why", Sealed),
    _by(),
)
