from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from poai.mail import Letters
from poai.web.i18n import load_languages
from poai.web.voices import voices
from tests.source import ROOT

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 23, 9, 30, tzinfo=UTC), "9:30am on Monday 23 November 2026"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "12:30am on Thursday 2 July 2026"),
        (datetime(2026, 7, 1, 11, 0, tzinfo=UTC), "12pm on Wednesday 1 July 2026"),
    ],
)
def test_a_letter_tells_the_time_at_the_place(tmp_path: Path, at: datetime, said: str) -> None:
    spoken = voices(load_languages(tmp_path).values(), LONDON)
    assert spoken["en-GB"].moment(at) == said


def test_letters_speak_every_language_that_pages_do(tmp_path: Path) -> None:
    spoken = voices(load_languages(tmp_path, pseudo=True).values(), LONDON)
    letters = Letters(
        ROOT / "templates", site="Help", url="https://help.example", sender="help@example.org", voices=spoken
    )
    assert set(spoken) == {"en-GB", "en-XA", "ar-XB"}
    message = letters.write(
        "email-changed",
        {},
        to="ann@example.org",
        identity="1",
        made_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        language="en-XA",
    )
    assert message["Subject"].startswith("[Thé émàîl àddréšš")
    assert "[9:30am öñ Monday 23 November 2026" in message.get_content()
