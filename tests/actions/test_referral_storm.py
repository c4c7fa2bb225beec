"""kill -9 a hundred times: what was acknowledged is there, in one state, with every move that led to it."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select, text

from poai.domain.audit import Event
from poai.domain.letters import Letter
from poai.domain.referral import MOVES, Name, Status
from poai.store.audit import verify
from poai.store.audit_tables import outbox
from poai.store.person_tables import consent
from poai.store.referral_tables import referral, referral_move
from tests.actions.casework import Casework
from tests.actions.cast import Cast
from tests.source import ROOT

KILLS = {"sqlite": 100, "postgresql": 20}  # a server of its own does not die with its clients


@pytest.mark.slow
def test_s52_s61_every_acknowledged_referral_is_in_one_state_with_all_its_history(
    cast: Cast, tmp_path: Path
) -> None:
    work = Casework(cast)
    tokens = [
        cast.signed_in(cast.account(f"{who}-in-a-storm", *work[who].grants)) for who in ("lena", "olga")
    ]
    said = tmp_path / "acknowledged"
    said.touch()
    where = cast.store.engine.url.render_as_string(hide_password=False)
    kills = str(KILLS[cast.store.engine.dialect.name])
    done = subprocess.run(
        [sys.executable, "-m", "tests.actions.referral_storm", where, kills, str(said), work.ivy.id, *tokens],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    acknowledged: dict[str, int] = {}
    for line in said.read_text().splitlines():
        identity, version = line.split()
        acknowledged[identity] = int(version)
    assert len(acknowledged) >= int(kills), "they were at work"

    with cast.store.read() as connection:
        if cast.store.engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        found = verify(connection, cast.office.key("audit"))
        assert found.good, found
        stored = {row.id: row for row in connection.execute(select(referral))}
        consents = set(connection.scalars(select(consent.c.id)))
        moves: dict[str, list[tuple[int, str, str, str]]] = {identity: [] for identity in stored}
        for row in connection.execute(select(referral_move).order_by(referral_move.c.number)):
            moves[row.referral_id].append((row.number, row.move, row.source, row.to))
        letters = Counter(connection.scalars(select(outbox.c.letter)))
    assert set(acknowledged) <= set(stored), "nothing acknowledged is lost"
    assert {row.consent_id for row in stored.values()} == consents, "no half-made referral"
    for identity, row in stored.items():
        assert row.version >= acknowledged.get(identity, 0)
        assert [number for number, *_ in moves[identity]] == list(range(1, row.version + 1))
        status = Status.DRAFT
        for _, name, source, to in moves[identity]:
            assert (Status(source), Status(to)) == (status, MOVES[Name(name)].to)
            status = Status(to)
        assert row.status == status
    made = Counter(name for each in moves.values() for _, name, _, _ in each)
    assert cast.count(Event.REFERRAL_MOVED) == sum(made.values())
    assert letters[Letter.REFERRAL_SENT] == made[Name.SEND] * 2, "both members were told of each, once"
    assert letters[Letter.REFERRAL_MOVED] == made[Name.ACCEPT] + made[Name.START]
