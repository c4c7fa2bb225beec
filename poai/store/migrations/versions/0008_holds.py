"""Legal holds, each with its reason."""

import sqlalchemy as sa
from alembic import op

revision = "0008_holds"
down_revision = "0007_day_letters"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "person_hold",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("why", sa.LargeBinary, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.Column("released_at", _MOMENT),
        sa.Column("released_by", sa.String(36)),
        sa.Column("released_why", sa.LargeBinary),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_person_hold_by"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_hold_person_id"),
        sa.ForeignKeyConstraint(["released_by"], ["account.id"], name="fk_person_hold_released_by"),
        sa.PrimaryKeyConstraint("id", name="pk_person_hold"),
    )
    op.create_index("ix_person_hold_person_id", "person_hold", ["person_id"])
