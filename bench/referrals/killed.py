"""What is lost when processes that refer and answer are killed (SIGKILL) again and again: nothing that was acknowledged."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, text

from poai.store import migrate, open_store
from poai.store.audit import verify
from poai.store.referral_tables import referral, referral_move
from tests.actions.casework import Casework
from tests.actions.cast import Cast
from tests.source import ROOT


@dataclass(frozen=True)
class Left:
    """After the storm: `acknowledged` referrals and moves, how many of them are `lost`, and whether all else is whole."""

    referrals: int
    moves: int
    lost: int
    whole: bool


def after(kills: int, folder: Path) -> Left:
    """Kills processes at work in a store of their own, and looks at what is left."""
    store = open_store(folder / "storm.db")
    migrate(store)
    cast = Cast(store)
    work = Casework(cast)
    tokens = [
        cast.signed_in(cast.account(f"{who}-in-a-storm", *work[who].grants)) for who in ("lena", "olga")
    ]
    said = folder / "acknowledged"
    said.touch()
    storm = [sys.executable, "-m", "tests.actions.referral_storm", store.name, str(kills), str(said)]
    subprocess.run([*storm, work.ivy.id, *tokens], cwd=ROOT, check=True)
    acknowledged = {line.split()[0]: int(line.split()[1]) for line in said.read_text().splitlines()}
    with store.read() as connection:
        stored = {row.id: row.version for row in connection.execute(select(referral))}
        moves = len(connection.execute(select(referral_move.c.id)).all())
        whole = (
            connection.scalar(text("PRAGMA integrity_check")) == "ok"
            and verify(connection, cast.office.key("audit")).good
            and moves == sum(stored.values())
        )
    store.close()
    lost = sum(max(0, version - stored.get(one, -1)) for one, version in acknowledged.items())
    return Left(len(acknowledged), sum(acknowledged.values()), lost, whole)
