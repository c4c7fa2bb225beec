"""Up to when each steward was told of what waits for them."""

import sqlalchemy as sa
from alembic import op

revision = "0012_steward_letters"
down_revision = "0011_suggestions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "steward_letter",
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("told", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_steward_letter_account_id"),
        sa.PrimaryKeyConstraint("account_id", name="pk_steward_letter"),
    )
