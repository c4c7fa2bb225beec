"""A store that is down keeps nobody from finding help, and is taken up once it is back."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from poai.app import create_app
from poai.settings import Settings
from tests.web.conftest import NOW
from tests.web.staff import Hands


def test_public_pages_go_on_and_the_office_opens_when_the_store_is_back(
    small: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "store"
    folder.write_text("in the way")
    with caplog.at_level(logging.ERROR, "poai.web"):
        app = create_app(replace(small, store=str(folder / "store.db")), now=lambda: NOW)
        hands = Hands(app)
        assert hands.browser.get("/").status_code == 200
        hands.sees("/staff", 503)
    assert hands.heading() == "This is not working just now"
    assert any("nobody can sign in" in record.getMessage() for record in caplog.records)
    folder.unlink()
    hands.sees("/staff")
    assert hands.heading() == "Sign in"
