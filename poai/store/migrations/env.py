"""Alembic runs this for every migration; poai.store.migrating passes the connection."""

from alembic import context

from poai.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    # The caller's unit of work is the transaction: half a migration is never kept.
    transaction_per_migration=False,
)
context.run_migrations()
