"""Every letter arrives at least once and never before what it tells of is kept, whatever the server does."""

import logging
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from gettext import NullTranslations
from pathlib import Path

import pytest
from sqlalchemy import text, update

from poai.actions.send_mail import MailRoom, Round, Sender, mail_room, send_due, tidy
from poai.domain.letters import Letter
from poai.mail import Voice
from poai.sealing import derive
from poai.settings import Settings, SmtpServer
from poai.store import Outbox, Store, StoreError
from poai.store.audit_tables import outbox
from poai.store.outbox import FIRST_WAIT, KEPT, count, standing
from tests.mail.server import Inbox, closed_port, listening
from tests.source import ROOT

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SECRET = "s" * 40
VALUES = {"link": "https://help.example/reset?token=very-secret", "minutes": "60"}
VOICES = {"en-GB": Voice(NullTranslations(), str)}


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def room(store: Store, port: int, data: Path = Path("unused")) -> MailRoom:
    """A mail room that sends to a port on this machine."""
    settings = Settings(
        data=data,
        store="unused",
        url="https://help.example",
        directory=ROOT / "directory",
        content=ROOT / "content",
        templates=ROOT / "templates",
        secret=SECRET,
        smtp=SmtpServer("127.0.0.1", port, tls=False) if port else None,
        mail_from="help@example.org",
    )
    return mail_room(settings, store, "Help near you", VOICES)


def put(store: Store, *names: str, now: datetime = NOW) -> list[str]:
    """A letter to each, in order; the Message-ID that each will have."""
    ids = []
    for seconds, name in enumerate(names, -len(names)):
        with store.work() as connection:
            box = Outbox(connection, derive(SECRET, "outbox"))
            made = now + timedelta(seconds=seconds)
            identity = box.put(to=f"{name}@example.org", letter=Letter.RESET, values=VALUES, now=made)
            ids.append(f"<{identity}@example.org>")
    return ids


def counts(store: Store) -> tuple[int, int, int]:
    """How many letters wait, were sent and were given up."""
    with store.read() as connection:
        return count(connection, "waiting"), count(connection, "sent"), count(connection, "dead")


def errors(store: Store) -> list[str]:
    with store.read() as connection:
        return [letter.error for letter in standing(connection, "waiting", "dead")]


def test_s56_every_letter_that_is_due_is_sent_once_and_says_nothing_afterwards(
    store: Store, inbox: Inbox
) -> None:
    ids = put(store, "ann", "bob", "cat")
    with listening(inbox) as port:
        assert send_due(room(store, port), NOW) == Round(3, 0, 0, "")
        assert send_due(room(store, port), NOW + timedelta(days=1)) == Round(0, 0, 0, "")
    assert inbox.ids == ids
    assert [message["To"] for message in inbox.messages] == [
        f"{n}@example.org" for n in ("ann", "bob", "cat")
    ]
    assert VALUES["link"] in inbox.messages[0].get_content()
    assert counts(store) == (0, 3, 0)
    with store.read() as connection:
        assert connection.scalars(text("SELECT sealed FROM outbox")).all() == [None] * 3


def test_s56_what_was_rolled_back_sends_nothing(store: Store, inbox: Inbox) -> None:
    with store.work(dry_run=True) as connection:
        Outbox(connection, derive(SECRET, "outbox")).put(
            to="ann@example.org", letter=Letter.RESET, values=VALUES, now=NOW
        )
    with listening(inbox) as port:
        assert send_due(room(store, port), NOW) == Round(0, 0, 0, "")
    assert inbox.messages == []


def test_s56_nothing_is_sent_before_what_it_tells_of_is_kept(store: Store, inbox: Inbox) -> None:
    with listening(inbox) as port:
        with store.work() as connection:
            Outbox(connection, derive(SECRET, "outbox")).put(
                to="ann@example.org", letter=Letter.RESET, values=VALUES, now=NOW
            )
            assert send_due(room(store, port), NOW) == Round(0, 0, 0, "")
            assert inbox.messages == []
        assert send_due(room(store, port), NOW).sent == 1
    assert len(inbox.messages) == 1


def test_s56_with_the_server_down_letters_wait_and_arrive_when_it_is_up(store: Store, inbox: Inbox) -> None:
    ids = put(store, "ann", "bob")
    down = send_due(room(store, closed_port()), NOW)
    assert (down.sent, down.postponed, down.dead) == (0, 1, 0), "one attempt is enough to know"
    assert "no answer" in down.stopped
    assert counts(store) == (2, 0, 0)
    with listening(inbox) as port:
        assert send_due(room(store, port), NOW + FIRST_WAIT).sent == 2
    assert sorted(inbox.ids) == sorted(ids)


@pytest.mark.parametrize("when", ["to_recipient", "to_data"])
def test_s56_a_letter_that_is_not_taken_now_is_tried_again_and_holds_up_no_other(
    store: Store, inbox: Inbox, when: str
) -> None:
    ids = put(store, "ann", "bob")
    answers = iter(["451 try later"])
    setattr(inbox, when, lambda: next(answers, None))
    with listening(inbox) as port:
        assert send_due(room(store, port), NOW) == Round(1, 1, 0, "")
        assert errors(store) == ["451 try later"]
        assert send_due(room(store, port), NOW + FIRST_WAIT - timedelta(seconds=1)).sent == 0
        assert send_due(room(store, port), NOW + FIRST_WAIT) == Round(1, 0, 0, "")
    assert inbox.ids == [ids[1], ids[0]]


@pytest.mark.parametrize("when", ["to_recipient", "to_data"])
def test_s56_a_letter_that_will_never_be_taken_is_given_up_at_once_and_shown(
    store: Store, inbox: Inbox, when: str
) -> None:
    ids = put(store, "ann", "bob")
    answers = iter(["550 no such mailbox"])
    setattr(inbox, when, lambda: next(answers, None))
    with listening(inbox) as port:
        assert send_due(room(store, port), NOW) == Round(1, 0, 1, "")
    assert inbox.ids == [ids[1]]
    assert errors(store) == ["550 no such mailbox"]
    assert counts(store) == (0, 1, 1)


def test_s56_a_letter_that_is_dropped_half_way_arrives_later_with_the_same_id(
    store: Store, inbox: Inbox
) -> None:
    ids = put(store, "ann", "bob")
    answers = iter(["drop"])
    inbox.to_data = lambda: next(answers, None)
    with listening(inbox) as port:
        assert send_due(room(store, port), NOW).stopped
        assert inbox.messages == []
        assert send_due(room(store, port), NOW + FIRST_WAIT).sent == 2
    assert sorted(inbox.ids) == sorted(ids)


SEND = (
    "import sys; from poai.store import open_store; from tests.actions.test_send_mail import NOW, room, send_due\n"
    "send_due(room(open_store(sys.argv[1]), int(sys.argv[2])), NOW)\n"
)


@pytest.mark.parametrize("after", [False, True], ids=["before the server has it", "after the server has it"])
def test_s56_a_letter_whose_sender_is_killed_arrives_all_the_same(
    store: Store, inbox: Inbox, *, after: bool
) -> None:
    ids = put(store, "ann", "bob")
    sender: list[subprocess.Popen[bytes]] = []

    def kill() -> None:
        sender[0].kill()
        sender[0].wait()

    def drop_first() -> str | None:
        if sender[0].returncode is not None:
            return None
        kill()
        return "drop"

    def kill_at_first() -> None:
        if len(inbox.messages) == 1:
            kill()

    if after:
        inbox.delivered = kill_at_first
    else:
        inbox.to_data = drop_first
    with listening(inbox) as port:
        where = store.engine.url.render_as_string(hide_password=False)
        sender.append(subprocess.Popen([sys.executable, "-c", SEND, where, str(port)], cwd=ROOT))
        assert sender[0].wait(60) == -signal.SIGKILL
        assert counts(store) == (2, 0, 0), "the claim was kept, that it was sent was not"
        assert send_due(room(store, port), NOW + FIRST_WAIT).sent == 2
    assert set(inbox.ids) == set(ids)
    assert inbox.ids.count(ids[0]) == (2 if after else 1), "known for the same letter by its id"


def test_s56_several_senders_send_each_letter_once(store: Store, inbox: Inbox) -> None:
    ids = put(store, *(f"ann{number}" for number in range(12)))
    with listening(inbox) as port:
        threads = [threading.Thread(target=send_due, args=(room(store, port), NOW)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(inbox.ids) == sorted(ids)


@pytest.mark.parametrize(
    "change", [{"recipient": "thief@example.org"}, {"letter": "invitation"}, {"sealed": b"x" * 60}]
)
def test_a_letter_that_somebody_changed_is_given_up_and_holds_up_no_other(
    store: Store, inbox: Inbox, change: dict[str, object]
) -> None:
    put(store, "ann", "bob")
    with store.work() as connection:
        connection.execute(update(outbox).where(outbox.c.recipient == "ann@example.org").values(**change))
    with listening(inbox) as port:
        assert send_due(room(store, port), NOW) == Round(1, 0, 1, "")
    assert errors(store) == ["this letter cannot be written (UnsealError)"]
    assert [message["To"] for message in inbox.messages] == ["bob@example.org"]


def test_with_another_secret_nothing_is_sent_and_nothing_is_told(store: Store, inbox: Inbox) -> None:
    put(store, "ann")
    with listening(inbox) as port:
        other = replace(room(store, port), key=derive("other" * 8, "outbox"))
        assert send_due(other, NOW).dead == 1
    assert inbox.messages == []


def test_without_a_server_letters_are_files(store: Store, tmp_path: Path) -> None:
    put(store, "ann")
    assert send_due(room(store, 0, data=tmp_path), NOW).sent == 1
    (file,) = (tmp_path / "mail").iterdir()
    assert "Choose a new password" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_letters_of_long_ago_are_forgotten(store: Store, tmp_path: Path) -> None:
    put(store, "ann")
    send_due(room(store, 0, data=tmp_path), NOW)
    assert tidy(room(store, 0), NOW + KEPT) == 1
    assert counts(store) == (0, 0, 0)


def until(true: Callable[[], bool]) -> None:
    """Waits until something is true, and fails if it never is."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("it never happened")


def sending(room: MailRoom, now: Callable[[], datetime]) -> Sender:
    """The sender of a server, in a great hurry."""
    return Sender(lambda: room, now, seconds=0.02)


def test_the_servers_own_sender_sends_what_comes_until_it_is_stopped(store: Store, inbox: Inbox) -> None:
    put(store, "ann")
    with listening(inbox) as port:
        sender = sending(room(store, port), lambda: NOW)
        sender.start()
        until(lambda: counts(store) == (0, 1, 0))
        put(store, "bob")
        until(lambda: counts(store) == (0, 2, 0))
        sender.stop()
        put(store, "cat")
    assert [message["To"] for message in inbox.messages] == ["ann@example.org", "bob@example.org"]


def test_the_servers_own_sender_forgets_old_letters_once_a_day(store: Store, tmp_path: Path) -> None:
    clock = [NOW]
    put(store, "ann")
    sender = sending(room(store, 0, data=tmp_path), lambda: clock[0])
    sender.start()
    until(lambda: counts(store) == (0, 1, 0))
    clock[0] = NOW + KEPT + timedelta(days=1)
    until(lambda: counts(store) == (0, 0, 0))
    sender.stop()


def test_s51_the_sender_outlives_a_store_that_fails_and_logs_no_address_and_no_link(
    store: Store, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    inbox.to_recipient = lambda: "550 ann@example.org is not known here"
    with store.work() as connection:
        connection.execute(text("ALTER TABLE outbox RENAME TO elsewhere"))
    with listening(inbox) as port, caplog.at_level(logging.DEBUG):
        sender = sending(room(store, port), lambda: NOW)
        sender.start()
        until(lambda: "trying again" in caplog.text)
        with store.work() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO outbox"))
        put(store, "ann")
        until(lambda: counts(store) == (0, 0, 1))
        until(lambda: "1 given up" in caplog.text)
        sender.stop()
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name == "poai.mail")
    assert "ProgrammingError" in ours or "OperationalError" in ours
    assert "ann" not in ours
    assert "very-secret" not in ours


def test_the_servers_own_sender_waits_for_a_store_that_is_away_and_says_so_once(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[bool] = []

    def away_at_first() -> MailRoom:
        asked.append(True)
        if len(asked) < 5:
            raise StoreError("the store of ann@example.org cannot be opened")
        return room(store, 0, data=tmp_path)

    put(store, "ann")
    sender = Sender(away_at_first, lambda: NOW, seconds=0.02)
    sender.start()
    until(lambda: counts(store) == (0, 1, 0))
    sender.stop()
    said = [record.getMessage() for record in caplog.records if record.name == "poai.mail"]
    assert said == ["mail: StoreError; trying again"]


def test_a_round_says_in_words_what_it_did() -> None:
    assert str(Round(2, 1, 0, "")) == "2 sent, 1 to try again later, 0 given up"
    assert str(Round(0, 1, 0, "no answer")).endswith("Nothing more can be sent now: no answer")
