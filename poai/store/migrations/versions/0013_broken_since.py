"""A web address that does not answer: since when it has not."""

import sqlalchemy as sa
from alembic import op

revision = "0013_broken_since"
down_revision = "0012_steward_letters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("link_check", sa.Column("broken_since", sa.DateTime(timezone=True)))
