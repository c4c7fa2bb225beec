"""What people tell us: what looks like an advertisement stands apart, the same words are known, and notes are sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0011_suggestions"
down_revision = "0010_listings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; the open text for a note goes, before anybody has written one."""
    op.add_column("suggestion", sa.Column("apart", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("suggestion", sa.Column("mark", sa.String(64)))
    op.add_column("suggestion", sa.Column("note", sa.LargeBinary()))
    op.drop_column("suggestion", "message")
    op.create_index("ix_suggestion_mark", "suggestion", ["mark"])
