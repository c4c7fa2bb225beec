"""Letters of a demo are read as their recipient would, and an address names no file."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from poai.actions.demo import Demo
from poai.actions.demo_mail import letter, letters
from poai.actions.office import Office
from poai.actions.send_mail import mail_room, send_due
from poai.domain.errors import NotFoundError
from poai.domain.letters import Letter
from poai.settings import Settings
from poai.store import Outbox
from poai.web.i18n import load_languages
from poai.web.voices import voices

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LINK = "https://help.example.org/invitation/" + "a-long=token" * 9


@pytest.fixture
def demo(tmp_path: Path) -> Demo:
    """Two letters, sent by the sender that a place without a mail server has."""
    settings = Settings.read({"POAI_DEMO": "1", "POAI_DATA": str(tmp_path / "demo")})
    demo = Demo.of(Office.open(settings))
    with demo.office.store.work() as connection:
        outbox = Outbox(connection, demo.office.key("outbox"))
        outbox.put(
            to="wren@example.org", letter=Letter.INVITATION, values={"link": LINK, "days": "7"}, now=NOW
        )
        outbox.put(to="jay@example.org", letter=Letter.ACCOUNT_DISABLED, values={}, now=NOW.replace(hour=10))
    heard = voices(load_languages(settings.content / "translations", {}).values(), ZoneInfo("Europe/London"))
    done = send_due(
        mail_room(settings, demo.office.store, "Help – naturellement, à côté", heard), NOW.replace(hour=11)
    )
    assert done.sent == 2
    demo.office.store.close()
    (settings.mail / "half.tmp").write_text("not a letter")
    return demo


def test_the_newest_letter_is_first(demo: Demo) -> None:
    found = letters(demo)
    assert [each.to for each in found] == ["jay@example.org", "wren@example.org"]
    assert [each.made.hour for each in found] == [10, 9]


def test_a_long_link_and_other_scripts_are_whole_again(demo: Demo) -> None:
    found = letter(demo, letters(demo)[1].id)
    assert LINK in found.text.split()
    assert "Help – naturellement, à côté" in found.subject + found.text


@pytest.mark.parametrize("identity", ["", "nothing", "half", "../secret", "../mail/half", "*"])
def test_what_is_no_letter_is_not_found(demo: Demo, identity: str) -> None:
    with pytest.raises(NotFoundError):
        letter(demo, identity)


def test_before_the_first_letter_there_are_none(tmp_path: Path) -> None:
    settings = Settings.read({"POAI_DEMO": "1", "POAI_DATA": str(tmp_path / "empty")})
    demo = Demo.of(Office.open(settings))
    assert letters(demo) == []
    demo.office.store.close()
