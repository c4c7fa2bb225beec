"""Processes are killed in the middle of their work: what is kept and what the trail says stay the same."""

import subprocess
import sys

import pytest
from sqlalchemy import func, select

from poai.domain.audit import Event
from poai.store import Store
from poai.store.audit import verify
from poai.store.audit_tables import audit, outbox
from tests.source import ROOT
from tests.store.storm import KEY

KILLS = 20


@pytest.mark.slow
def test_s41_processes_that_are_killed_leave_nothing_without_its_row_and_no_row_without_its_thing(
    store: Store,
) -> None:
    where = store.engine.url.render_as_string(hide_password=False)
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.storm", where, str(KILLS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with store.read() as connection:
        letters = {f"letter:{identity}" for identity in connection.scalars(select(outbox.c.id))}
        things = audit.c.event == Event.EMAIL_CHANGED
        told = connection.scalars(select(audit.c.thing).where(things)).all()
        rows = connection.scalar(select(func.count()).select_from(audit))
        found = verify(connection, KEY)
    assert len(letters) > KILLS, "they were at work"
    assert len(told) == len(letters)
    assert set(told) == letters
    assert rows == 2 * len(letters)
    assert (found.good, found.rows) == (True, rows), found
