"""Which letters are about what, so that those that wait can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0006_letters_about"
down_revision = "0005_referrals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("outbox", sa.Column("about", sa.String(60)))
    op.create_index("ix_outbox_about", "outbox", ["about"])
