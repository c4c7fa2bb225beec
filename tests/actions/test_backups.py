"""A backup made while everybody works is whole, and a place that is lost goes on from it."""

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from poai.actions.backups import back_up, restore
from poai.actions.office import Office
from poai.actions.people import open_person
from poai.settings import Settings
from poai.store import Audit, Keys, StoreError, migrate, open_store
from tests.actions.casework import Casework
from tests.actions.cast import NOW, Cast
from tests.store.seeding import seed


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.read({"POAI_DATA": str(tmp_path / "lost")})


@pytest.fixture
def work(settings: Settings) -> Iterator[Casework]:
    store = open_store(settings.store)
    migrate(store)
    work = Casework(Cast(store, secret=settings.secret))
    with store.work() as connection:
        keys = Keys.load(connection, settings.secret)
        seed(connection, keys, work.ivy.id, account=work["nora"].id, team=work.north.id)
    yield work
    store.close()


def elsewhere(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, data=tmp_path / "new", store=str(tmp_path / "new" / "store.db"))


def test_s59_a_place_that_is_lost_goes_on_from_a_backup_made_while_everybody_worked(
    work: Casework, settings: Settings, tmp_path: Path
) -> None:
    def look(_: int) -> None:
        open_person(work.office, work["nora"], work.ivy.id, now=NOW)

    with ThreadPoolExecutor(2) as hands:
        done = hands.map(look, range(60))
        made = back_up(settings, tmp_path / "kept.db")
        list(done)
    there = elsewhere(settings, tmp_path)
    put = restore(there, made.file)
    assert put.head == made.head
    office = Office.open(there)
    assert open_person(office, work["nora"], work.ivy.id, now=NOW) == work.ivy
    with office.store.read() as connection:
        rows = Audit(connection, office.key("audit")).rows(limit=1_000)
    assert rows[0].number == made.head.number + 1
    office.store.close()


def test_s59_every_row_of_every_table_is_in_it(work: Casework, settings: Settings, tmp_path: Path) -> None:
    made = back_up(settings, tmp_path / "kept.db")
    held = []
    for where in (settings.store, made.file):
        store = open_store(where)
        with store.read() as connection:
            tables = connection.scalars(
                text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            ).all()
            held.append(
                {table: connection.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables}
            )
        store.close()
    assert held[0] == held[1]
    assert len(held[0]["note"]) == 1


def test_s50_nobody_but_us_can_read_a_backup_and_it_holds_no_name_of_anybody_helped(
    work: Casework, settings: Settings, tmp_path: Path
) -> None:
    made = back_up(settings, tmp_path / "kept.db")
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert b"Ivy Northerner" not in made.file.read_bytes()


def test_s59_a_backup_replaces_nothing_and_neither_does_restoring(
    work: Casework, settings: Settings, tmp_path: Path
) -> None:
    made = back_up(settings, tmp_path / "kept.db")
    with pytest.raises(FileExistsError):
        back_up(settings, made.file)
    with pytest.raises(FileExistsError, match="empty folder"):
        restore(settings, made.file)


def test_s59_a_backup_that_was_changed_is_not_put_back(
    work: Casework, settings: Settings, tmp_path: Path
) -> None:
    for _ in range(3):
        open_person(work.office, work["nora"], work.ivy.id, now=NOW)
    made, there = back_up(settings, tmp_path / "kept.db"), elsewhere(settings, tmp_path)
    torn = tmp_path / "torn.db"
    torn.write_bytes(made.file.read_bytes()[:-8192] + b"x" * 8192)
    with pytest.raises(StoreError, match="malformed"):
        restore(there, torn)
    changed = open_store(made.file)
    with changed.work() as connection:
        connection.execute(text("DROP TRIGGER audit_no_delete"))
        connection.execute(text("DELETE FROM audit WHERE number > 1"))
    changed.close()
    with pytest.raises(StoreError, match="cut off"):
        restore(there, made.file)
    other = replace(there, secret="another secret of thirty-two letters")
    with pytest.raises(StoreError, match="POAI_SECRET"):
        restore(other, back_up(settings, tmp_path / "again.db").file)
    assert not list((tmp_path / "new").iterdir())


def test_s59_where_there_is_no_store_there_is_no_backup(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        back_up(settings, tmp_path / "kept.db")
    assert not list(tmp_path.glob("kept.db*"))


def test_s59_postgresql_is_left_to_its_own_tools(settings: Settings, tmp_path: Path) -> None:
    elsewhere_at = replace(settings, store="postgresql://poai@nowhere/poai")
    with pytest.raises(StoreError, match="pg_dump"):
        back_up(elsewhere_at, tmp_path / "kept.db")
    with pytest.raises(StoreError, match="pg_restore"):
        restore(elsewhere_at, tmp_path / "kept.db")
