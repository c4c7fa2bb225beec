"""Referrals and every move of them, and what is said and done about them."""

import sqlalchemy as sa
from alembic import op

revision = "0005_referrals"
down_revision = "0004_people"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "once",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("body", sa.String(64), nullable=False),
        sa.Column("answer", sa.String(2000), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_once"),
        sa.UniqueConstraint("key", name="uq_once_key"),
    )
    op.create_index("ix_once_at", "once", ["at"])
    op.create_table(
        "signpost",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("listing", sa.String(80), nullable=False),
        sa.Column("listing_name", sa.String(400), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_signpost_by"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_signpost_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_signpost"),
    )
    op.create_index("ix_signpost_person_id", "signpost", ["person_id"])
    op.create_table(
        "referral",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("listing", sa.String(80), nullable=False),
        sa.Column("listing_name", sa.String(400), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("locality", sa.String(80), nullable=False),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("maker", sa.String(36), nullable=False),
        sa.Column("consent_id", sa.String(36), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("shared", sa.LargeBinary, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("moved_at", _MOMENT, nullable=False),
        sa.Column("sent_at", _MOMENT),
        sa.Column("answer_by", sa.Date),
        sa.Column("expected", sa.Date),
        sa.CheckConstraint(
            "status IN ('draft', 'sent', 'received', 'waiting', 'accepted', 'in-progress', 'declined', 'ended', 'withdrawn', 'entered-in-error')",
            name=op.f("ck_referral_status"),
        ),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name="fk_referral_consent_id"),
        sa.ForeignKeyConstraint(["maker"], ["account.id"], name="fk_referral_maker"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_referral_person_id"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_referral_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
        sa.UniqueConstraint("reference", name="uq_referral_reference"),
    )
    op.create_index("ix_referral_answer_by", "referral", ["answer_by"])
    op.create_index("ix_referral_consent_id", "referral", ["consent_id"])
    op.create_index("ix_referral_listing", "referral", ["listing"])
    op.create_index("ix_referral_organisation", "referral", ["organisation"])
    op.create_index("ix_referral_person_id", "referral", ["person_id"])
    op.create_index("ix_referral_team_id", "referral", ["team_id"])
    op.create_index(
        "uq_referral_open",
        "referral",
        ["person_id", "listing"],
        unique=True,
        sqlite_where=sa.text("status IN ('accepted', 'in-progress', 'received', 'sent', 'waiting')"),
        postgresql_where=sa.text("status IN ('accepted', 'in-progress', 'received', 'sent', 'waiting')"),
    )
    op.create_table(
        "concern",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("referral_id", sa.String(36)),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT),
        sa.Column("seen_by", sa.String(36)),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_concern_person_id"),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_concern_referral_id"),
        sa.ForeignKeyConstraint(["seen_by"], ["account.id"], name="fk_concern_seen_by"),
        sa.PrimaryKeyConstraint("id", name="pk_concern"),
    )
    op.create_index("ix_concern_person_id", "concern", ["person_id"])
    op.create_index("ix_concern_referral_id", "concern", ["referral_id"])
    op.create_table(
        "contact",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("referral_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("by", sa.String(41), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_contact_referral_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
    )
    op.create_index("ix_contact_referral_id", "contact", ["referral_id"])
    op.create_table(
        "message",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("referral_id", sa.String(36), nullable=False),
        sa.Column("party", sa.String(20), nullable=False),
        sa.Column("by", sa.String(41), nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_message_referral_id"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
    )
    op.create_index("ix_message_referral_id", "message", ["referral_id"])
    op.create_table(
        "referral_move",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("referral_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by", sa.String(41), nullable=False),
        sa.Column("party", sa.String(20), nullable=False),
        sa.Column("move", sa.String(20), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("to", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(20)),
        sa.Column("outcome", sa.String(20)),
        sa.Column("expected", sa.Date),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.CheckConstraint(
            "move IN ('send', 'open', 'accept', 'wait', 'decline', 'start', 'not-started', 'finish', 'withdraw', 'reopen', 'correct')",
            name=op.f("ck_referral_move_move"),
        ),
        sa.CheckConstraint(
            "party IN ('worker', 'organisation', 'person', 'maker', 'steward')",
            name=op.f("ck_referral_move_party"),
        ),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_referral_move_referral_id"),
        sa.PrimaryKeyConstraint("id", name="pk_referral_move"),
    )
    op.create_index("ix_referral_move_referral_id", "referral_move", ["referral_id"])
    op.create_index("uq_referral_move_referral_id", "referral_move", ["referral_id", "number"], unique=True)
    op.create_table(
        "reminder",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("referral_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_reminder_referral_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
    )
    op.create_index("ix_reminder_referral_id", "reminder", ["referral_id"])
    op.create_index(
        "uq_reminder_referral_id", "reminder", ["referral_id", "kind", "version", "on"], unique=True
    )
    op.create_table(
        "reply_link",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("referral_id", sa.String(36), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("code", sa.String(64)),
        sa.Column("code_until", _MOMENT),
        sa.Column("opened", sa.String(64)),
        sa.Column("used_at", _MOMENT),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_reply_link_referral_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reply_link"),
        sa.UniqueConstraint("hash", name="uq_reply_link_hash"),
        sa.UniqueConstraint("opened", name="uq_reply_link_opened"),
    )
    op.create_index("ix_reply_link_referral_id", "reply_link", ["referral_id"])
    op.create_table(
        "snooze",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("referral_id", sa.String(36), nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_snooze_by"),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_snooze_referral_id"),
        sa.PrimaryKeyConstraint("id", name="pk_snooze"),
    )
    op.create_index("ix_snooze_referral_id", "snooze", ["referral_id"])
