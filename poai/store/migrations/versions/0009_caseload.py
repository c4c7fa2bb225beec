"""Indices by which a caseload of ten thousand people is sorted at once."""

import sqlalchemy as sa
from alembic import op

revision = "0009_caseload"
down_revision = "0008_holds"
branch_labels = None
depends_on = None

_UNSEEN = sa.text("seen_at IS NULL")


def upgrade() -> None:
    """Make the indices."""
    op.create_index("ix_person_of_worker", "person", ["worker_id", "id"])
    op.create_index("ix_person_of_team", "person", ["team_id", "id"])
    op.create_index("ix_referral_of_team", "referral", ["person_id", "team_id"])
    op.create_index("ix_note_last", "note", ["person_id", "at"])
    op.create_index(
        "ix_message_unread",
        "message",
        ["referral_id", "party", "at"],
        sqlite_where=_UNSEEN,
        postgresql_where=_UNSEEN,
    )
    op.create_index(
        "ix_concern_unseen",
        "concern",
        ["person_id", "at"],
        sqlite_where=_UNSEEN,
        postgresql_where=_UNSEEN,
    )
