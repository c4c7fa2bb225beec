"""How listings are kept true: proposals, drafts, suggestions, letters that ask, feeds, and what is not to be listed."""

import sqlalchemy as sa
from alembic import op

revision = "0010_listings"
down_revision = "0009_caseload"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "feed",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("attribution", sa.String(80)),
        sa.Column("added_at", _MOMENT, nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_feed"),
    )
    op.create_table(
        "link_check",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("checked_at", _MOMENT, nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.Text()),
        sa.PrimaryKeyConstraint("url", name="pk_link_check"),
    )
    op.create_table(
        "feed_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed", sa.String(80), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feed.key"], name="fk_feed_run_feed"),
        sa.PrimaryKeyConstraint("id", name="pk_feed_run"),
    )
    op.create_index("ix_feed_run_feed", "feed_run", ["feed"])
    op.create_table(
        "not_same",
        sa.Column("one", sa.String(36), nullable=False),
        sa.Column("other", sa.String(36), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name="fk_not_same_made_by"),
        sa.PrimaryKeyConstraint("one", "other", name="pk_not_same"),
    )
    op.create_table(
        "do_not_list",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("listing_id", sa.String(36)),
        sa.Column("feed", sa.String(80)),
        sa.Column("external_id", sa.String(400)),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("postcode", sa.String(10)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.String(36), nullable=False),
        sa.Column("lifted_at", _MOMENT),
        sa.Column("lifted_by", sa.String(36)),
        sa.ForeignKeyConstraint(["lifted_by"], ["account.id"], name="fk_do_not_list_lifted_by"),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_do_not_list_listing_id"),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name="fk_do_not_list_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_do_not_list"),
    )
    op.create_index("ix_do_not_list_listing_id", "do_not_list", ["listing_id"])
    op.create_table(
        "feed_row",
        sa.Column("feed", sa.String(80), nullable=False),
        sa.Column("external_id", sa.String(400), nullable=False),
        sa.Column("listing_id", sa.String(36), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feed.key"], name="fk_feed_row_feed"),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_feed_row_listing_id"),
        sa.PrimaryKeyConstraint("feed", "external_id", name="pk_feed_row"),
    )
    op.create_index("ix_feed_row_listing_id", "feed_row", ["listing_id"])
    op.create_table(
        "listing_clock",
        sa.Column("listing_id", sa.String(36), nullable=False),
        sa.Column("asked_on", sa.Date()),
        sa.Column("unanswered", sa.Date()),
        sa.Column("warned_on", sa.Date()),
        sa.Column("hidden_on", sa.Date()),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_listing_clock_listing_id"),
        sa.PrimaryKeyConstraint("listing_id", name="pk_listing_clock"),
    )
    op.create_table(
        "listing_draft",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("listing_id", sa.String(36)),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_listing_draft_account_id"),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_listing_draft_listing_id"),
        sa.PrimaryKeyConstraint("id", name="pk_listing_draft"),
        sa.UniqueConstraint("account_id", "listing_id", name="uq_listing_draft_account_id"),
    )
    op.create_index("ix_listing_draft_account_id", "listing_draft", ["account_id"])
    op.create_index("ix_listing_draft_listing_id", "listing_draft", ["listing_id"])
    op.create_table(
        "proposal",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("listing_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("locality", sa.String(80), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("decided_at", _MOMENT),
        sa.Column("decided_by", sa.Text()),
        sa.Column("message", sa.Text()),
        sa.CheckConstraint("kind IN ('change', 'new', 'conflict')", name="ck_proposal_kind"),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'returned', 'withdrawn')", name="ck_proposal_state"
        ),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_proposal_listing_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.UniqueConstraint("listing_id", "number", name="uq_proposal_listing_id"),
    )
    op.create_index("ix_proposal_listing_id", "proposal", ["listing_id"])
    op.create_index(
        "ix_proposal_open", "proposal", ["locality", "made_at"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_index("ix_proposal_organisation", "proposal", ["organisation"])
    op.create_table(
        "redirect",
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("listing_id", sa.String(36), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_redirect_listing_id"),
        sa.PrimaryKeyConstraint("slug", name="pk_redirect"),
    )
    op.create_index("ix_redirect_listing_id", "redirect", ["listing_id"])
    op.create_table(
        "suggestion",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("listing_id", sa.String(36)),
        sa.Column("organisation", sa.String(80)),
        sa.Column("locality", sa.String(80), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("reach", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("verified_at", _MOMENT),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("decided_at", _MOMENT),
        sa.Column("decided_by", sa.String(36)),
        sa.Column("message", sa.Text()),
        sa.CheckConstraint("kind IN ('change', 'claim', 'new')", name="ck_suggestion_kind"),
        sa.CheckConstraint("state IN ('open', 'done', 'refused')", name="ck_suggestion_state"),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name="fk_suggestion_decided_by"),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_suggestion_listing_id"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion"),
    )
    op.create_index("ix_suggestion_listing_id", "suggestion", ["listing_id"])
    op.create_index("ix_suggestion_made_at", "suggestion", ["made_at"])
    op.create_index(
        "ix_suggestion_open",
        "suggestion",
        ["locality", "made_at"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_table(
        "prompt",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("listing_id", sa.String(36)),
        sa.Column("suggestion_id", sa.String(36)),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("answered_at", _MOMENT),
        sa.Column("answer", sa.String(20)),
        sa.CheckConstraint("kind IN ('check', 'claim', 'room')", name="ck_prompt_kind"),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_prompt_listing_id"),
        sa.ForeignKeyConstraint(["suggestion_id"], ["suggestion.id"], name="fk_prompt_suggestion_id"),
        sa.PrimaryKeyConstraint("hash", name="pk_prompt"),
    )
    op.create_index("ix_prompt_listing_id", "prompt", ["listing_id"])
    op.create_index("ix_prompt_suggestion_id", "prompt", ["suggestion_id"])
