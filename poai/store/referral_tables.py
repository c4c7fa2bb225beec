"""The tables of referrals: every move a row, and what groups were shown sealed as it was shown."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from poai.domain.referral import OPEN, Name, Party, Status
from poai.store.tables import Sealed, UtcTime, identity, metadata, one_of

_UNSEEN = text("seen_at IS NULL")
_SENT = text("status IN ({})".format(", ".join(f"'{status}'" for status in sorted(OPEN))))


def _of_referral() -> Column[str]:
    return Column("referral_id", ForeignKey("referral.id"), nullable=False, index=True)


referral = Table(
    "referral",
    metadata,
    identity(),
    Column("reference", String(12), nullable=False, unique=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("listing", String(80), nullable=False, index=True),
    Column("listing_name", String(400), nullable=False),
    Column("organisation", String(80), nullable=False, index=True),
    Column("locality", String(80), nullable=False),
    Column("team_id", ForeignKey("team.id"), nullable=False, index=True),
    Column("maker", ForeignKey("account.id"), nullable=False),
    Column("consent_id", ForeignKey("consent.id"), nullable=False, index=True),
    Column("status", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("shared", Sealed, nullable=False),  # JSON: exactly what the group is shown of the person
    Column("made_at", UtcTime, nullable=False),
    Column("moved_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("answer_by", Date, index=True),
    Column("expected", Date),
    one_of("status", Status),
    Index("ix_referral_of_team", "person_id", "team_id"),
    # Nobody is sent twice to the same thing while the first is open.
    Index(
        "uq_referral_open",
        "person_id",
        "listing",
        unique=True,
        sqlite_where=_SENT,
        postgresql_where=_SENT,
    ),
)

referral_move = Table(
    "referral_move",
    metadata,
    identity(),
    _of_referral(),
    Column("number", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", String(41), nullable=False),  # an account's id, "link:" and a reply link's, or ""
    Column("party", String(20), nullable=False),
    Column("move", String(20), nullable=False),
    Column("source", String(20), nullable=False),
    Column("to", String(20), nullable=False),
    Column("reason", String(20)),
    Column("outcome", String(20)),
    Column("expected", Date),
    Column("words", Sealed, nullable=False),
    Index("uq_referral_move_referral_id", "referral_id", "number", unique=True),
    one_of("party", Party),
    one_of("move", Name),
)

message = Table(
    "message",
    metadata,
    identity(),
    _of_referral(),
    Column("party", String(20), nullable=False),  # "worker" or "organisation"
    Column("by", String(41), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("seen_at", UtcTime),  # by the other side
    Index("ix_message_unread", "referral_id", "party", "at", sqlite_where=_UNSEEN, postgresql_where=_UNSEEN),
)

contact = Table(  # the group and the person have spoken or met
    "contact",
    metadata,
    identity(),
    _of_referral(),
    Column("kind", String(20), nullable=False),  # "spoke", "attended", "missed"
    Column("on", Date, nullable=False),
    Column("words", Sealed, nullable=False),
    Column("by", String(41), nullable=False),
    Column("at", UtcTime, nullable=False),
)

reply_link = Table(  # by which a group without an account answers, once
    "reply_link",
    metadata,
    identity(),
    _of_referral(),
    Column("hash", String(64), nullable=False, unique=True),  # SHA-256 of what the letter's link holds
    Column("email", String(254), nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("code", String(64)),  # keyed hash of the code sent to the same address
    Column("code_until", UtcTime),
    Column("opened", String(64), unique=True),  # SHA-256 of what the browser that gave the code holds
    Column("used_at", UtcTime),
)

reminder = Table(  # a letter that chased, so that none is sent twice
    "reminder",
    metadata,
    identity(),
    _of_referral(),
    Column("kind", String(20), nullable=False),
    Column("on", Date, nullable=False),
    Column("version", Integer, nullable=False),  # of the referral that was chased: acting ends it
    Index("uq_reminder_referral_id", "referral_id", "kind", "version", "on", unique=True),
)

snooze = Table(
    "snooze",
    metadata,
    identity(),
    _of_referral(),
    Column("until", Date, nullable=False),
    Column("words", Sealed, nullable=False),  # why
    Column("by", ForeignKey("account.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
)

signpost = Table(  # told about something: no referral, and counted apart
    "signpost",
    metadata,
    identity(),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("listing", String(80), nullable=False),
    Column("listing_name", String(400), nullable=False),
    Column("organisation", String(80), nullable=False),
    Column("by", ForeignKey("account.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
)

concern = Table(  # "this is not right", said by the person on their own page
    "concern",
    metadata,
    identity(),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("referral_id", ForeignKey("referral.id"), index=True),
    Column("words", Sealed, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("seen_at", UtcTime),
    Column("seen_by", ForeignKey("account.id")),
    Index("ix_concern_unseen", "person_id", "at", sqlite_where=_UNSEEN, postgresql_where=_UNSEEN),
)

once = Table(  # what was answered to a form, so that the same form sent again is answered the same
    "once",
    metadata,
    identity(),
    Column("key", String(64), nullable=False, unique=True),  # SHA-256 of who sent it and its key
    Column("body", String(64), nullable=False),  # keyed hash of what it said
    Column("answer", String(2000), nullable=False),  # ids only
    Column("at", UtcTime, nullable=False, index=True),
)

day_letter = Table(  # when the clock last looked at a worker's day: one letter a day at most
    "day_letter",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("on", Date, nullable=False),
    Column("told", Text, nullable=False),  # fingerprints of what they were told of, spaces between
)
