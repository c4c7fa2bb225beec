"""The trail of a place is checked with its own secret, against a head that somebody kept."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from poai.actions.verify_audit import audit_head, verify_audit
from poai.domain.audit import START, Event, Verdict
from poai.sealing import derive
from poai.settings import Settings
from poai.store import Audit, migrate, open_store
from poai.store.audit_tables import audit

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    """A place whose trail has five rows."""
    settings = Settings.read({"POAI_DATA": str(tmp_path), "POAI_SECRET": "s" * 40})
    record(settings, 5)
    return settings


def record(settings: Settings, rows: int) -> None:
    store = open_store(settings.store)
    migrate(store)
    with store.work() as connection:
        for _ in range(rows):
            Audit(connection, derive(settings.secret, "audit")).record(
                now=NOW, actor="ann", event=Event.PERSON_READ, thing="person:1"
            )
    store.close()


def cut(settings: Settings) -> None:
    """Cuts the last two rows off, as somebody does who holds the file."""
    store = open_store(settings.store)
    with store.work() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        connection.execute(audit.delete().where(audit.c.number > 3))
    store.close()


def test_s42_a_good_trail_is_good_with_and_without_a_head(place: Settings) -> None:
    assert verify_audit(place) == Verdict(5)
    assert verify_audit(place, f"{audit_head(place)}\n") == Verdict(5)


def test_s42_a_head_of_before_stays_good(place: Settings) -> None:
    line = str(audit_head(place))
    record(place, 2)
    assert verify_audit(place, line) == Verdict(7)


def test_s42_what_was_cut_off_is_missed_by_the_head_only(place: Settings) -> None:
    line = str(audit_head(place))
    cut(place)
    assert verify_audit(place) == Verdict(3)
    assert verify_audit(place, line).bad == 4


def test_s42_with_another_secret_no_row_passes(place: Settings) -> None:
    other = Settings.read({"POAI_DATA": str(place.data), "POAI_SECRET": "x" * 40})
    assert verify_audit(other).bad == 1


def test_a_new_place_has_an_empty_trail(tmp_path: Path) -> None:
    settings = Settings.read({"POAI_DATA": str(tmp_path)})
    assert audit_head(settings) == START
    assert verify_audit(settings, str(START)) == Verdict(0)


def test_a_line_that_is_no_head_is_refused(place: Settings) -> None:
    with pytest.raises(ValueError, match="poai audit head"):
        verify_audit(place, "5")
