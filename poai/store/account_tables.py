"""The tables of those who may come in, and of how they prove it.

Nothing here can be used by who reads it: tokens, links and recovery codes are hashed, passwords hashed
slowly, the second factor's secret sealed, and what is throttled is known by a keyed hash only.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
)

from poai.store.tables import UtcTime, metadata

account = Table(
    "account",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("state", String(10), nullable=False),
    Column("password", Text, nullable=False),  # an argon2id hash, or "" while there is none
    Column("made_at", UtcTime, nullable=False),
    CheckConstraint("state IN ('invited', 'active', 'disabled')", name="state"),
)

account_grant = Table(
    "account_grant",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("role", String(30), primary_key=True),
    Column("scope", String(80), primary_key=True),
)

team = Table(
    "team",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column(
        "base", String(200), nullable=False
    ),  # the locality's key, the practice's name or the organisation's slug
    Column("made_at", UtcTime, nullable=False),
    CheckConstraint("kind IN ('locality', 'practice', 'organisation')", name="kind"),
)

session = Table(
    "session",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("token", String(64), nullable=False, unique=True),  # SHA-256 of what the cookie holds
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("strength", String(15), nullable=False),
    Column("device", String(80), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    CheckConstraint("strength IN ('password', 'second-factor')", name="strength"),
)

throttle = Table(
    "throttle",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("subject", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "subject", "at"),
)

token = Table(
    "token",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of what the letter's link holds
    Column("kind", String(15), nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("email", String(254), nullable=False),  # to which the letter went
    Column("until", UtcTime, nullable=False),
    CheckConstraint("kind IN ('invitation', 'reset', 'email')", name="kind"),
)

factor = Table(
    "factor",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("state", String(10), primary_key=True),  # one that counts, and one that is being set up
    Column("secret", LargeBinary, nullable=False),
    Column("last_step", BigInteger, nullable=False),  # of 30 seconds, the newest for which a code was used
    Column("made_at", UtcTime, nullable=False),
    CheckConstraint("state IN ('pending', 'confirmed')", name="state"),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("hash", String(64), primary_key=True),
)
