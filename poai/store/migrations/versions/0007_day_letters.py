"""What each worker was last told in the letter of the day."""

import sqlalchemy as sa
from alembic import op

revision = "0007_day_letters"
down_revision = "0006_letters_about"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "day_letter",
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_day_letter_account_id"),
        sa.PrimaryKeyConstraint("account_id", name="pk_day_letter"),
    )
