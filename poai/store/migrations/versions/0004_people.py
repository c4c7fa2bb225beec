"""The people who are helped: everything about them sealed, and what matters to them."""

import json

import sqlalchemy as sa
from alembic import context, op

revision = "0004_people"
down_revision = "0003_accounts"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and seal what earlier versions kept in plain words."""
    _make()
    _widen()
    _seal()


def _make() -> None:
    op.create_table(
        "data_key",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_data_key"),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("organisation", sa.String(80), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("fields", sa.String(200), nullable=False),
        sa.Column("wording", sa.String(40), nullable=False),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("giver", sa.String(20), nullable=False),
        sa.Column("who", sa.LargeBinary, nullable=False),
        sa.Column("given_at", _MOMENT, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("withdrawn_at", _MOMENT),
        sa.Column("withdrawn_by", sa.String(36)),
        sa.Column("why", sa.LargeBinary),
        sa.Column("by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_consent_by"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_consent_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    op.create_index("ix_consent_organisation", "consent", ["organisation"])
    op.create_index("ix_consent_person_id", "consent", ["person_id"])
    op.create_index("ix_consent_until", "consent", ["until"])
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_conversation_by"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_conversation_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
    )
    op.create_index("ix_conversation_person_id", "conversation", ["person_id"])
    op.create_table(
        "goal",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("statement", sa.String(80), nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("importance", sa.Integer, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_goal_by"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_goal_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
    )
    op.create_index("ix_goal_person_id", "goal", ["person_id"])
    op.create_table(
        "measure",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("scores", sa.LargeBinary, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_measure_by"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_measure_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_measure"),
    )
    op.create_index("ix_measure_person_id", "measure", ["person_id"])
    op.create_table(
        "note",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_note_by"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_note_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_index("ix_note_person_id", "note", ["person_id"])
    op.create_table(
        "person_phone",
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_phone_person_id"),
        sa.PrimaryKeyConstraint("person_id", "number", name="pk_person_phone"),
    )
    op.create_index("ix_person_phone_number", "person_phone", ["number"])
    op.create_table(
        "person_version",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("names", sa.LargeBinary, nullable=False),
        sa.Column("details", sa.LargeBinary, nullable=False),
        sa.Column("practice", sa.String(200), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_person_version_by"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_version_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_version"),
    )
    op.create_index("ix_person_version_person_id", "person_version", ["person_id"])
    op.create_index("uq_person_version_person_id", "person_version", ["person_id", "version"], unique=True)
    op.create_table(
        "goal_progress",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("goal_id", sa.String(36), nullable=False),
        sa.Column("progress", sa.Integer, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_goal_progress_by"),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name="fk_goal_progress_goal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_goal_progress"),
    )
    op.create_index("ix_goal_progress_goal_id", "goal_progress", ["goal_id"])


def _widen() -> None:
    op.add_column("person", sa.Column("sealed_names", sa.LargeBinary, server_default="", nullable=False))
    op.add_column("person", sa.Column("details", sa.LargeBinary, server_default="", nullable=False))
    op.add_column("person", sa.Column("nhs", sa.String(64)))
    op.add_column("person", sa.Column("born", sa.String(64)))
    op.add_column("person", sa.Column("practice", sa.String(200), server_default="", nullable=False))
    op.add_column("person", sa.Column("state", sa.String(10), server_default="open", nullable=False))
    op.add_column("person", sa.Column("closed_at", _MOMENT))
    op.add_column("person", sa.Column("follow_up_on", sa.Date))
    op.add_column("person", sa.Column("held", sa.Boolean, server_default="0", nullable=False))
    op.add_column("person", sa.Column("code", sa.String(64)))
    op.create_index("ix_person_born", "person", ["born"])
    op.create_index("ix_person_follow_up_on", "person", ["follow_up_on"])
    op.create_index("ix_person_nhs", "person", ["nhs"])
    op.create_index("ix_person_practice", "person", ["practice"])
    op.add_column("person_opening", sa.Column("why", sa.LargeBinary, server_default="", nullable=False))


def _seal() -> None:
    """Names, ways to reach people and reasons are sealed, and gone from where they were."""
    connection = op.get_bind()
    people = connection.execute(sa.text("SELECT id, names, reach FROM person")).all()
    openings = connection.execute(sa.text("SELECT id, reason FROM person_opening")).all()
    if people or openings:
        keys = context.config.attributes["keys"](connection)
        for row in people:
            sealed = {
                "names": keys.seal(row.names, "person.sealed_names", row.id),
                "details": keys.seal(json.dumps({"reach": row.reach}), "person.details", row.id),
            }
            connection.execute(
                sa.text("UPDATE person SET sealed_names = :names, details = :details WHERE id = :id"),
                {**sealed, "id": row.id},
            )
        for row in openings:
            connection.execute(
                sa.text("UPDATE person_opening SET why = :why WHERE id = :id"),
                {"why": keys.seal(row.reason, "person_opening.why", row.id), "id": row.id},
            )
    op.drop_column("person", "names")
    op.drop_column("person", "reach")
    op.drop_column("person_opening", "reason")
