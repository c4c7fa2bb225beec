"""A PostgreSQL server of the tests' own: on a socket in a temporary folder, gone when they end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from poai.store import Store, migrate
from poai.store.tables import metadata


class NoPostgresError(Exception):
    """There is no server to start; the message says what is missing."""


@contextmanager
def running() -> Iterator[str]:
    """The URL of a running server's empty database."""
    programs = _programs()
    # A socket's path may be 107 bytes long at most, and pytest's own folders are deep.
    folder = Path(tempfile.mkdtemp(prefix="poai-pg-"))
    user = _prepare(folder)
    run = ["runuser", "-u", user, "--"] if user else []
    data = folder / "data"
    try:
        options = ["--auth=trust", "--username=poai", "--encoding=UTF8", "--locale=C", "--no-sync"]
        _call([*run, programs / "initdb", "-D", data, *options])
        # No durability: the tests ask what the program does, not what PostgreSQL does in a power cut.
        settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
        _call([*run, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start"])
        try:
            yield f"postgresql://poai@/postgres?host={folder}"
        finally:
            _call([*run, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def emptied(store: Store) -> None:
    """Leaves nothing in the database, not even tables."""
    with store.work() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))


def cleared(store: Store) -> None:
    """Leaves the tables of today with nothing in them. Emptying those that are there takes a tenth of making them."""
    with store.work() as connection:
        as_made = connection.scalar(text(_SHAPE)) == _made.get(store.name)
        if as_made:
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # no triggers, no keys
            for table in metadata.tables:
                connection.execute(text(f'DELETE FROM "{table}"'))
            connection.execute(text("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"))
    if not as_made:
        emptied(store)
        migrate(store)
        with store.read() as connection:
            _made[store.name] = str(connection.scalar(text(_SHAPE)))


_made: dict[str, str] = {}  # by the server's name: what the tables look like as the migrations make them
# Tables, columns, constraints, triggers (and whether they are on) and the revision, as one hash.
_SHAPE = """
SELECT md5(
  (SELECT coalesce(string_agg(table_name || column_name || data_type, ',' ORDER BY table_name, column_name), '')
     FROM information_schema.columns WHERE table_schema = 'public')
  || (SELECT coalesce(string_agg(tgname || tgenabled::text, ',' ORDER BY tgrelid, tgname), '')
        FROM pg_trigger WHERE NOT tgisinternal)
  || (SELECT count(*)::text FROM pg_constraint)
  || coalesce((SELECT query_to_xml('SELECT * FROM alembic_version', true, true, '')::text
                WHERE to_regclass('alembic_version') IS NOT NULL), '')
)
"""


def _programs() -> Path:
    """The folder with initdb and pg_ctl: Debian's newest, which is on no path, or else the path's."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    elsewhere = shutil.which("initdb")
    if not debian and not elsewhere:
        raise NoPostgresError("PostgreSQL is not installed (initdb not found): apt-get install postgresql")
    return (debian[-1] if debian else Path(str(elsewhere)).resolve()).parent


def _prepare(folder: Path) -> str:
    """The user to run as, who then owns the folder: PostgreSQL refuses to run as root. "" for ourselves."""
    if os.geteuid() != 0:
        return ""
    if not shutil.which("runuser"):
        raise NoPostgresError(
            "PostgreSQL does not run as root, and there is no runuser to become somebody else"
        )
    shutil.chown(folder, "nobody")
    return "nobody"


def _call(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise NoPostgresError(f"{Path(command[-1]).name}: {done.stdout}{done.stderr}")
