"""The commands of whoever runs the machine: forget what is due, give what is somebody's, change the keys."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
import typer
from sqlalchemy import update
from typer.testing import CliRunner, Result

from poai import cli_keeping
from poai.domain.account import Grant, Role
from poai.domain.person import Person
from poai.store import migrate, open_store
from poai.store.person_tables import person
from tests.actions.cast import NOW, Cast
from tests.exampleton.files import CONTENT, DIRECTORY

SECRET = "s" * 40

COMMANDS = typer.Typer()
COMMANDS.add_typer(cli_keeping.keys, name="keys")
COMMANDS.add_typer(cli_keeping.person, name="person")
COMMANDS.command()(cli_keeping.retention)
COMMANDS.command()(cli_keeping.backup)
COMMANDS.command()(cli_keeping.restore)


class Host:
    """A place on a machine with one person in it, and whoever types commands there."""

    def __init__(self, data: Path) -> None:
        self.data = data
        store = open_store(data / "store.db")
        migrate(store)
        self.cast = Cast(store, secret=SECRET)
        team = self.cast.team("North team")
        nora = self.cast.actor("nora", Grant(Role.LINK_WORKER, team.id))
        self.ivy: Person = self.cast.person(nora, "Ivy Northerner", team)

    def run(self, *command: str, **variables: str) -> Result:
        env = {
            "POAI_DATA": str(self.data),
            "POAI_SECRET": SECRET,
            "POAI_DIRECTORY": str(DIRECTORY),
            "POAI_CONTENT": str(CONTENT),
            **variables,
        }
        return CliRunner().invoke(COMMANDS, command, env=env)

    def close(self, at: datetime) -> None:
        with self.cast.store.work() as connection:
            connection.execute(update(person).values(state="closed", closed_at=at))


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with time_machine.travel(NOW, tick=False):
        host = Host(tmp_path)
        yield host
        host.cast.store.close()


def test_s46_a_dry_run_says_what_is_due_by_id_and_count_and_never_by_name(host: Host) -> None:
    host.close(datetime(2018, 11, 22, tzinfo=UTC))
    shown = host.run("retention", "--dry-run").output
    assert "record        kept 8 years        1 due" in shown
    assert f"record {host.ivy.id}\n" in shown
    assert "Ivy" not in shown
    assert host.run("retention").output == "1 record\n"
    assert host.run("retention").output == "Nothing is due\n"


def test_s46_how_long_is_the_places_to_set(host: Host) -> None:
    host.close(datetime(2016, 11, 22, tzinfo=UTC))
    assert host.run("retention", POAI_KEEP_RECORD="20 years").output == "Nothing is due\n"
    wrong = host.run("retention", POAI_KEEP_RECORD="for ever")
    assert wrong.exit_code == 1
    assert "POAI_KEEP_RECORD cannot be used" in wrong.output
    assert host.run("retention", POAI_KEEP_RECORD="10 years").output == "1 record\n"


def test_s48_one_command_writes_everything_about_one_person(host: Host, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    done = host.run("person", "export", host.ivy.reference, "--to", str(folder))
    assert (done.exit_code, done.output) == (0, f"{folder / 'record.html'}\n{folder / 'record.json'}\n")
    assert "Ivy Northerner" in (folder / "record.html").read_text()
    unknown = host.run("person", "export", "0000-0000", "--to", str(folder))
    assert (unknown.exit_code, unknown.output) == (1, "Nobody has this reference\n")


def test_s50_keys_are_shown_with_their_ages_and_changed(host: Host) -> None:
    assert host.run("keys", "show").output == "Key 1, made on 23/11/2026, 0 days ago\n"
    assert host.run("keys", "rotate").output.startswith("Key 2 seals 2 texts.")
    assert host.run("keys", "show").output == "Key 2, made on 23/11/2026, 0 days ago\n"


def test_s50_with_another_secret_nothing_starts(host: Host) -> None:
    refused = host.run("keys", "rotate", POAI_SECRET="t" * 40)
    assert refused.exit_code == 1
    assert "POAI_SECRET is not the one" in refused.output


def test_s50_a_record_that_was_tampered_with_is_named_and_no_key_changed(host: Host) -> None:
    with host.cast.store.work() as connection:
        connection.execute(update(person).values(details=b"\0\0\0\1" + b"x" * 40))
    refused = host.run("keys", "rotate")
    assert refused.exit_code == 1
    assert "Nothing was changed" in refused.output
    assert host.run("keys", "show").output.startswith("Key 1,")


def test_s59_a_backup_is_put_back_by_a_command(host: Host, tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    made = host.run("backup", str(file))
    assert made.exit_code == 0
    assert "whole" in made.output
    assert host.run("backup", str(file)).exit_code == 1
    put = host.run("restore", str(file), POAI_DATA=str(tmp_path / "new"))
    assert put.exit_code == 0
    assert put.output.startswith(f"{tmp_path / 'new' / 'store.db'}: ")
    assert host.run("restore", str(file)).exit_code == 1
