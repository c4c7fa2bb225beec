"""The commands of whoever runs the machine: the trail is checked, and letters go out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import time_machine
import typer
from typer.testing import CliRunner, Result

from poai import cli_audit
from poai.domain.audit import START, Event
from poai.domain.letters import Letter
from poai.sealing import derive
from poai.store import Audit, Outbox, Store, migrate, open_store
from poai.store.audit_tables import audit
from poai.store.outbox import claim, failed
from tests.exampleton.files import CONTENT, DIRECTORY

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SECRET = "s" * 40

COMMANDS = typer.Typer()
COMMANDS.add_typer(cli_audit.audit, name="audit")
COMMANDS.command()(cli_audit.mail)


class Host:
    """A place on a machine, and whoever types commands there."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.store: Store = open_store(data / "store.db")
        migrate(self.store)

    def run(self, *command: str, **variables: str) -> Result:
        env = {
            "POAI_DATA": str(self.data),
            "POAI_SECRET": SECRET,
            "POAI_DIRECTORY": str(DIRECTORY),
            "POAI_CONTENT": str(CONTENT),
            **variables,
        }
        return CliRunner().invoke(COMMANDS, command, env=env)

    def record(self, rows: int) -> None:
        with self.store.work() as connection:
            for _ in range(rows):
                Audit(connection, derive(SECRET, "audit")).record(
                    now=NOW, actor="ann", event=Event.PERSON_READ, thing="person:1"
                )

    def put(self, to: str = "ann@example.org") -> str:
        with self.store.work() as connection:
            return Outbox(connection, derive(SECRET, "outbox")).put(
                to=to, letter=Letter.EMAIL_CHANGED, now=NOW
            )

    def give_up(self) -> str:
        identity = self.put()
        with self.store.work() as connection:
            letter = claim(connection, NOW)
            assert letter is not None
            failed(connection, letter, "550 <ann@example.org> is not known", for_good=True)
        return identity


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with time_machine.travel(NOW, tick=False):
        host = Host(tmp_path)
        yield host
        host.store.close()


def test_s42_a_head_is_one_line_that_verify_takes(host: Host) -> None:
    host.record(3)
    head = host.run("audit", "head").output
    assert head.startswith("3 ")
    assert head.count("\n") == 1
    host.record(2)
    found = host.run("audit", "verify", "--head", head)
    assert (found.exit_code, found.output) == (0, "5 rows, all as they were written\n")


def test_s42_without_a_head_verify_says_what_it_cannot_see(host: Host) -> None:
    host.record(3)
    found = host.run("audit", "verify")
    assert found.exit_code == 0
    assert "Give --head" in found.output


def test_s42_a_trail_that_was_cut_fails_and_the_row_is_named(host: Host) -> None:
    host.record(5)
    head = host.run("audit", "head").output
    with host.store.work() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        connection.execute(audit.delete().where(audit.c.number > 3))
    found = host.run("audit", "verify", "--head", head)
    assert found.exit_code == 1
    assert found.output == (
        "The trail is not as it was written: row 4 and what came after it were cut off."
        " 3 rows before that are.\n"
    )


@pytest.mark.parametrize("line", ["nonsense", "5", "-1 abc"])
def test_a_line_that_is_no_head_is_named_plainly(host: Host, line: str) -> None:
    found = host.run("audit", "verify", f"--head={line}")
    assert found.exit_code == 1
    assert "poai audit head" in found.output
    assert "Traceback" not in found.output


def test_a_new_place_has_a_head_too(host: Host) -> None:
    assert host.run("audit", "head").output == f"{START}\n"


def test_settings_that_cannot_be_used_are_named_plainly(host: Host) -> None:
    found = host.run("audit", "head", POAI_SECRET="short")
    assert found.exit_code == 1
    assert "POAI_SECRET is too short" in found.output


def test_s56_letters_that_are_due_go_out(host: Host) -> None:
    host.put()
    sent = host.run("mail")
    assert (sent.exit_code, sent.output) == (0, "1 sent, 0 to try again later, 0 given up\n")
    (file,) = (host.data / "mail").iterdir()
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert "at 9:30am on Monday 23 November 2026." in message.get_content()


def test_s56_letters_that_were_given_up_are_named_without_an_address_and_can_be_tried_again(
    host: Host,
) -> None:
    identity = host.give_up()
    shown = host.run("mail").output
    assert f"given up: email-changed {identity}" in shown
    assert "ann@" not in shown
    assert host.run("mail", "--again", identity).output == "1 sent, 0 to try again later, 0 given up\n"
    twice = host.run("mail", "--again", identity)
    assert twice.exit_code == 1
    assert "was given up" in twice.output
