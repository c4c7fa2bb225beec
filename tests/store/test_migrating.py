import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from poai.store import Store, StoreError, migrate
from poai.store.migrating import newest_revision
from poai.store.tables import metadata


def test_the_migrations_make_exactly_the_tables_that_the_program_uses(empty_store: Store) -> None:
    assert migrate(empty_store) == newest_revision()
    with empty_store.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_migrating_again_changes_nothing(store: Store) -> None:
    assert migrate(store) == newest_revision()


def test_two_processes_may_migrate_at_once(empty_store: Store) -> None:
    done: list[str | BaseException] = []

    def work() -> None:
        try:
            done.append(migrate(empty_store))
        except BaseException as error:  # noqa: BLE001 -- shown by the assertion below
            done.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [newest_revision()] * 2


def test_tables_of_a_newer_version_are_refused_and_left_alone(store: Store) -> None:
    with store.work() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        migrate(store)
    with store.read() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
