"""The clock by hand says what it did, and what it would do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
import typer
from typer.testing import CliRunner, Result

from poai import cli_tick
from poai.store import migrate, open_store
from poai.store.referral_tables import once
from tests.exampleton.files import CONTENT, DIRECTORY

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
COMMANDS = typer.Typer()
COMMANDS.command()(cli_tick.tick)


def run(data: Path, *options: str, **variables: str) -> Result:
    env = {
        "POAI_DATA": str(data),
        "POAI_SECRET": "s" * 40,
        "POAI_DIRECTORY": str(DIRECTORY),
        "POAI_CONTENT": str(CONTENT),
        **variables,
    }
    return CliRunner().invoke(COMMANDS, options, env=env)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A store with one form of long ago, which the clock forgets."""
    store = open_store(tmp_path / "store.db")
    migrate(store)
    with store.work() as connection:
        values = {"id": "old", "key": "old", "body": "", "answer": "", "at": NOW - timedelta(days=3)}
        connection.execute(once.insert().values(values))
    store.close()
    return tmp_path


@time_machine.travel(NOW)
def test_it_says_what_it_would_do_and_then_what_it_did(data: Path) -> None:
    nothing = "groups reminded: 0, out of reach of letters: 0, letters of the day: 0, old forms forgotten:"
    listings = "groups asked about listings: 0, listings hidden: 0, stewards told: 0"
    assert run(data, "--dry-run").output == f"Would be done now. {nothing} 1, {listings}\n"
    assert run(data, "--dry-run").output == f"Would be done now. {nothing} 1, {listings}\n"
    assert run(data).output == f"{nothing} 1, {listings}\n"
    assert run(data).output == f"{nothing} 0, {listings}\n"


def test_another_secret_is_said_without_a_traceback(data: Path) -> None:
    run(data)
    ran = run(data, POAI_SECRET="t" * 40)
    assert ran.exit_code == 1
    assert "POAI_SECRET is not the one" in ran.output
    assert "Traceback" not in ran.output
