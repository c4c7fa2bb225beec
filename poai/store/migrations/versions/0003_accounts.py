"""Accounts, how they are proved, teams, and the people who are helped."""

import sqlalchemy as sa
from alembic import op

revision = "0003_accounts"
down_revision = "0002_audit"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "account",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email", name="uq_account_email"),
        _one_of("account", "state", "invited", "active", "disabled"),
    )
    op.create_table(
        "account_grant",
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("scope", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "role", "scope", name="pk_account_grant"),
        _of_account("account_grant"),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("base", sa.String(200), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
        sa.UniqueConstraint("name", name="uq_team_name"),
        _one_of("team", "kind", "locality", "practice", "organisation"),
    )
    _make_proofs()
    _make_people()


def _make_proofs() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("strength", sa.String(15), nullable=False),
        sa.Column("device", sa.String(80), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("token", name="uq_session_token"),
        _of_account("session"),
        _one_of("session", "strength", "password", "second-factor"),
    )
    op.create_index("ix_session_account_id", "session", ["account_id"])
    op.create_table(
        "throttle",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_throttle"),
    )
    op.create_index("ix_throttle_subject", "throttle", ["subject", "at"])
    op.create_table(
        "token",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(15), nullable=False),
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_token"),
        _of_account("token"),
        _one_of("token", "kind", "invitation", "reset", "email"),
    )
    op.create_index("ix_token_account_id", "token", ["account_id"])
    op.create_table(
        "factor",
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "state", name="pk_factor"),
        _of_account("factor"),
        _one_of("factor", "state", "pending", "confirmed"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "hash", name="pk_recovery_code"),
        _of_account("recovery_code"),
    )


def _make_people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("names", sa.String(200), nullable=False),
        sa.Column("reach", sa.Text, nullable=False),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("worker_id", sa.String(36)),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("reference", name="uq_person_reference"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_person_team_id"),
        sa.ForeignKeyConstraint(["worker_id"], ["account.id"], name="fk_person_worker_id"),
    )
    op.create_index("ix_person_team_id", "person", ["team_id"])
    op.create_index("ix_person_worker_id", "person", ["worker_id"])
    op.create_table(
        "person_opening",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person_opening"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_opening_person_id"),
        _of_account("person_opening"),
    )
    op.create_index("ix_person_opening_person_id", "person_opening", ["person_id"])
    op.create_index("ix_person_opening_account_id", "person_opening", ["account_id"])


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=f"fk_{table}_account_id")


def _one_of(table: str, column: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))
