"""S51: a log is lines of JSON that nobody can break into, and that hold nothing of anybody's."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from poai.store import open_store
from poai.web.log_lines import JsonLine
from tests.source import ROOT

NAME = "zebracrossing"


class Kept(logging.Handler):
    """Keeps the lines that would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLine())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def one(self) -> dict[str, Any]:
        (line,) = self.lines
        assert line.isascii()
        assert len(line.splitlines()) == 1
        found: dict[str, Any] = json.loads(line)
        return found


@pytest.fixture
def kept() -> Iterator[Kept]:
    handler = Kept()
    logger = logging.getLogger("poai.tried")
    logger.addHandler(handler)
    logger.propagate = False
    yield handler
    logger.removeHandler(handler)
    logger.propagate = True


log = logging.getLogger("poai.tried")


def test_a_line_says_when_how_bad_who_and_what(kept: Kept) -> None:
    log.warning("mail: %d given up", 3)
    line = kept.one()
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "warning", "from": "poai.tried", "says": "mail: 3 given up"}


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028", "\u0085", "\x1b[2K", '"}'])
def test_s51_whatever_is_in_it_stays_one_line(kept: Kept, break_: str) -> None:
    log.error("at %s", f"/a{break_}" + '{"level": "info", "says": "all is well"}')
    assert kept.one()["level"] == "error"


def test_s51_half_a_character_is_written_too(kept: Kept) -> None:
    """Straight to the line: what is logged in a test goes into its report, and half a character breaks that."""
    kept.handle(logging.makeLogRecord({"name": "poai.tried", "levelname": "ERROR", "msg": "at /a\ud800"}))
    assert kept.one()["says"].startswith("at /a")


@pytest.mark.parametrize("path", ["/invitation/{}", "/reset/{}", "/account/email/{}", "/cy/reset/{}"])
def test_s51_links_from_letters_are_cut_short(kept: Kept, path: str) -> None:
    log.error("fault %s at %r", "12ab", path.format("s3cret-token_x"))
    assert "s3cret" not in kept.lines[0]
    assert path.partition("{")[0] in kept.one()["says"]


def test_s51_a_fault_is_told_by_kind_and_place_and_never_by_what_it_repeats(
    kept: Kept, tmp_path: Path
) -> None:
    store = open_store(tmp_path / "store.db")

    def reads() -> None:
        with store.work() as connection:
            try:
                connection.execute(text("SELECT :name FROM nowhere"), {"name": NAME})
            except SQLAlchemyError as error:
                raise ValueError(str(error)) from error

    with pytest.raises(ValueError, match=NAME) as caught:  # which is the reason for all this
        reads()
    log.error("fault 12ab", exc_info=caught.value)
    store.close()
    assert NAME not in kept.lines[0]
    first, second, *_ = kept.one()["fault"]
    assert (first["kind"], second["kind"]) == ("ValueError", "OperationalError")
    assert first["at"][-1].startswith("web/test_log_lines.py:")


def test_where_a_fault_of_ours_happened_can_be_found(kept: Kept, tmp_path: Path) -> None:
    try:
        open_store("mysql://nowhere")
    except Exception:
        log.exception("fault")
    assert kept.one()["fault"][0]["at"][-1].startswith("poai/store/opening.py:")


def test_an_endless_fault_is_told_in_short(kept: Kept) -> None:
    one, other = ValueError(), TypeError()
    one.__cause__, other.__cause__ = other, one
    log.error("round in circles", exc_info=one)
    assert len(kept.one()["fault"]) == 30


def test_libraries_speak_as_we_do() -> None:
    """What uvicorn or another library warns of comes out as a line like ours."""
    said = """
import logging.config
from poai.web.log_lines import CONFIG
logging.config.dictConfig(CONFIG)
logging.getLogger("uvicorn.error").error("Invalid HTTP request received.")
logging.getLogger("alembic.runtime").info("nobody needs to know")
"""
    ran = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == ""
    assert json.loads(ran.stderr)["from"] == "uvicorn.error"
