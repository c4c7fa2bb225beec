"""Organisations and listings with their revisions, and the imports that made them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and make the revisions append-only."""
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("published", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("slug", name="uq_organisation_slug"),
    )
    op.create_table(
        "listing",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("locality", sa.Text, nullable=False),
        sa.Column("organisation_slug", sa.String(80), nullable=False),
        sa.Column("published", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_listing"),
        sa.UniqueConstraint("slug", name="uq_listing_slug"),
        sa.ForeignKeyConstraint(
            ["organisation_slug"],
            ["organisation.slug"],
            name="fk_listing_organisation_slug",
            onupdate="CASCADE",
        ),
    )
    op.create_index("ix_listing_locality", "listing", ["locality"])
    op.create_index("ix_listing_organisation_slug", "listing", ["organisation_slug"])
    for name in ("organisation", "listing"):
        op.create_table(
            f"{name}_revision",
            sa.Column("id", sa.Integer, nullable=False),
            sa.Column(f"{name}_id", sa.String(36), nullable=False),
            sa.Column("number", sa.Integer, nullable=False),
            sa.Column("state", sa.String(10), nullable=False),
            sa.Column("document", sa.Text, nullable=False),
            sa.Column("made_at", _MOMENT, nullable=False),
            sa.Column("made_by", sa.Text, nullable=False),
            sa.Column("why", sa.Text, nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{name}_revision"),
            sa.ForeignKeyConstraint([f"{name}_id"], [f"{name}.id"], name=f"fk_{name}_revision_{name}_id"),
            sa.UniqueConstraint(f"{name}_id", "number", name=f"uq_{name}_revision_{name}_id"),
            sa.CheckConstraint(
                "state IN ('proposed', 'published', 'rejected', 'withdrawn')",
                name=op.f(f"ck_{name}_revision_state"),
            ),
        )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("unchanged", sa.Integer, nullable=False),
        sa.Column("kept", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Integer, nullable=False),
        sa.Column("absent", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_run"),
    )
    _append_only("organisation_revision")
    _append_only("listing_revision")


def _append_only(table: str) -> None:
    """What was written stays: the database itself refuses to change or delete a row of `table`."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_stays()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
