"""A demo is a place apart: only in a folder with its mark, begun anew each time, entered without a password."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poai.actions.demo import Demo, begun_anew, enter, everybody
from poai.actions.office import Office
from poai.actions.sign_in import current
from poai.domain.account import Account, Grant, Role, State
from poai.domain.audit import Event
from poai.domain.errors import NotFoundError
from poai.settings import DEMO_MARK, Settings
from poai.store import Accounts, Audit, StoreError

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.read({"POAI_DEMO": "1", "POAI_DATA": str(tmp_path / "demo")})


@pytest.fixture
def demo(settings: Settings) -> Iterator[Demo]:
    """A demo with nobody in it yet."""
    office = Office.open(settings)
    yield Demo.of(office)
    office.store.close()


def add(demo: Demo, state: State = State.ACTIVE) -> Account:
    with demo.office.store.work() as connection:
        accounts = Accounts(connection)
        made = accounts.add(
            email="wren@example.org", name="Wren Example", grants=[Grant(Role.GUARDIAN)], now=NOW
        )
        accounts.set_state(made.id, state)
    return made


def test_somebody_comes_in_with_one_click_and_the_trail_tells_it(demo: Demo) -> None:
    wren = add(demo)
    signed = enter(demo, wren.id, now=NOW, address="127.0.0.1", device="Firefox")
    present = current(demo.office, signed.token, now=NOW)
    assert present is not None
    assert (present.actor.id, present.actor.strength) == (wren.id, "second-factor")
    assert present.session.device == "Firefox"
    with demo.office.store.read() as connection:
        rows = Audit(connection, demo.office.key("audit")).rows()
    assert [row.event for row in rows] == [Event.SIGNED_IN]


@pytest.mark.parametrize("state", [State.INVITED, State.DISABLED])
def test_who_could_not_sign_in_cannot_be_entered_as(demo: Demo, state: State) -> None:
    made = add(demo, state)
    assert everybody(demo)[0].state is state
    for identity in (made.id, "nobody", ""):
        with pytest.raises(NotFoundError):
            enter(demo, identity, now=NOW, address="127.0.0.1")


def test_a_real_place_is_never_a_demo(tmp_path: Path) -> None:
    real = Settings.read({"POAI_DATA": str(tmp_path / "real")})
    office = Office.open(real)
    with pytest.raises(ValueError, match="this is no demo"):
        Demo.of(office)
    with pytest.raises(ValueError, match="this is no demo"), begun_anew(real):
        pass
    office.store.close()


def test_a_folder_that_lost_its_mark_is_no_demo(settings: Settings) -> None:
    office = Office.open(settings)
    (settings.data / DEMO_MARK).unlink()
    with pytest.raises(ValueError, match="this is no demo"):
        Demo.of(office)
    office.store.close()


def test_letters_of_a_demo_are_where_its_sender_leaves_them(demo: Demo, settings: Settings) -> None:
    assert demo.mail == settings.mail


def test_a_demo_begins_anew_and_touches_nothing_else(demo: Demo, settings: Settings) -> None:
    add(demo)
    settings.mail.mkdir()
    (settings.mail / "letter.eml").write_text("To: wren@example.org\n\n")
    (settings.data / "mine.txt").write_text("mine")
    demo.office.store.close()
    with begun_anew(settings):
        left = sorted(path.name for path in settings.data.iterdir())
    assert left == [DEMO_MARK, "mine.txt", "secret"]


def test_a_demo_that_runs_is_not_begun_anew_by_another(demo: Demo, settings: Settings) -> None:
    with begun_anew(settings):
        office = Office.open(settings)
        with pytest.raises(StoreError, match=r"A demo runs in .* already"), begun_anew(settings):
            pass
        assert Path(office.store.name).exists()
        office.store.close()
    with begun_anew(settings):
        assert not Path(settings.store).exists()
