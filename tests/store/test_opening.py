import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from poai.store import Store, StoreError, open_store
from poai.store.opening import SAFE_SQLITE, check_sqlite, sqlite_module


@pytest.fixture
def notes(empty_store: Store) -> Store:
    """A store with a table of notes."""
    with empty_store.work() as connection:
        connection.execute(text("CREATE TABLE note (word VARCHAR(20) PRIMARY KEY)"))
    return empty_store


def write(connection: Connection, word: str) -> None:
    connection.execute(text("INSERT INTO note VALUES (:word)"), {"word": word})


def words(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.scalars(text("SELECT word FROM note ORDER BY word")))


def test_a_unit_of_work_is_kept_whole(notes: Store) -> None:
    with notes.work() as connection:
        write(connection, "a")
        write(connection, "b")
    assert words(notes) == ["a", "b"]


def test_a_unit_of_work_that_fails_leaves_nothing(notes: Store) -> None:
    def fail() -> None:
        with notes.work() as connection:
            write(connection, "a")
            write(connection, "a")  # the key is already there

    with pytest.raises(DBAPIError):
        fail()
    assert words(notes) == []


def test_a_dry_run_does_everything_and_keeps_nothing(notes: Store) -> None:
    with notes.work(dry_run=True) as connection:
        write(connection, "a")
        assert connection.scalar(text("SELECT count(*) FROM note")) == 1
    assert words(notes) == []


def test_reading_cannot_write_and_writing_works_again_after_it(notes: Store) -> None:
    with pytest.raises(DBAPIError), notes.read() as connection:
        write(connection, "a")
    with notes.work() as connection:
        write(connection, "b")
    assert words(notes) == ["b"]


def test_a_reader_sees_one_moment_while_another_writes(notes: Store) -> None:
    with notes.read() as reader:
        assert reader.scalar(text("SELECT count(*) FROM note")) == 0
        with notes.work() as connection:
            write(connection, "a")
        assert reader.scalar(text("SELECT count(*) FROM note")) == 0
    assert words(notes) == ["a"]


def test_writers_at_the_same_time_all_succeed(notes: Store) -> None:
    failed: list[BaseException] = []

    def writer(name: str) -> None:
        try:
            for number in range(5):
                with notes.work() as connection:
                    count = connection.scalar(text("SELECT count(*) FROM note"))
                    assert isinstance(count, int)
                    write(connection, f"{name}{number}")
        except BaseException as error:  # noqa: BLE001 -- shown by the assertion below
            failed.append(error)

    threads = [threading.Thread(target=writer, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(words(notes)) == 20


def test_s53_every_sqlite_connection_is_set_up_not_to_lose_anything(tmp_path: Path) -> None:
    store = open_store(tmp_path / "new" / "store.db")
    with store.read() as one, store.work() as two:
        for connection in (one, two):
            settings = {
                name: connection.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            }
            assert settings == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "secure_delete": 1,
            }
            timeout = connection.scalar(text("PRAGMA busy_timeout"))
            assert isinstance(timeout, int)
            assert timeout >= 5000
    store.close()


def test_a_committed_row_survives_a_process_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    program = (
        "import os, signal, sys; from sqlalchemy import text; from poai.store import open_store\n"
        "store = open_store(sys.argv[1])\n"
        "with store.work() as c: c.execute(text('CREATE TABLE note (word TEXT)'))\n"
        "with store.work() as c: c.execute(text(\"INSERT INTO note VALUES ('kept')\"))\n"
        "with store.work() as c:\n"
        "    c.execute(text(\"INSERT INTO note VALUES ('half done')\"))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr
    store = open_store(path)
    assert words(store) == ["kept"]
    store.close()


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 9, 0)])
def test_s53_a_library_that_loses_rows_is_refused_and_the_message_says_what_to_do(
    version: tuple[int, ...],
) -> None:
    with pytest.raises(StoreError, match="pysqlite3"):
        check_sqlite(version)


@pytest.mark.parametrize("version", [SAFE_SQLITE, (3, 53, 4), (4, 0, 0)])
def test_a_library_that_was_put_right_is_used(version: tuple[int, ...]) -> None:
    check_sqlite(version)


def test_the_library_installed_here_is_a_safe_one() -> None:
    check_sqlite(sqlite_module().sqlite_version_info)


@pytest.mark.parametrize("where", ["mysql://host/name", "sqlite://", "sqlite:///:memory:"])
def test_what_cannot_be_a_store_is_refused(where: str) -> None:
    with pytest.raises(StoreError):
        open_store(where)


def test_nobody_else_on_the_machine_can_read_the_store(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db")
    with store.work() as connection:
        connection.execute(text("CREATE TABLE note (word TEXT)"))
        assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
    store.close()


def test_a_store_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"this is no database" * 100)
    store = open_store(tmp_path / "store.db")
    with pytest.raises(StoreError, match=r"store\.db cannot be opened"), store.read():
        pass
    store.close()


def test_a_server_that_is_not_there_says_so_without_the_password() -> None:
    pytest.importorskip("psycopg")
    store = open_store("postgresql://poai:secret@127.0.0.1:1/poai")
    with pytest.raises(StoreError, match="cannot be opened") as caught, store.read():
        pass
    assert "secret" not in str(caught.value)


def test_a_password_is_never_in_what_is_printed() -> None:
    pytest.importorskip("psycopg")
    store = open_store("postgresql://poai:secret@db.example/poai")
    assert "secret" not in repr(store)
    assert store.name == "postgresql+psycopg://poai:***@db.example/poai"
