"""`python -m bench.referrals`: acknowledged moves of a referral, beside plain rows and Django's ORM in the same run.

Ours and the peer take turns; the middle of the rounds counts. Run it on a machine that is doing nothing else.
"""

import argparse
import tempfile
from pathlib import Path

from bench import machine
from bench.referrals.killed import after
from bench.referrals.ours import Ours
from bench.referrals.peers import Django, PlainRows
from bench.rounds import ROUNDS, Compared, compared_table, measured
from poai.store.opening import sqlite_module

MOVES = 50  # in a round
KILLS = 100


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.referrals", description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="fewer, for a quick look")
    rounds = parser.parse_args().rounds
    libraries = machine.describe(("sqlalchemy", "cryptography", "django"))
    print(f"{libraries}, SQLite {sqlite_module().sqlite_version}\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="poai-bench-") as temporary:
        folder = Path(temporary)
        ours, plain, django = Ours(folder), PlainRows(folder), Django(folder)
        sides = (
            Compared("a move, beside the same rows in plain SQL", ours.move, plain.move, MOVES),
            Compared("a move, beside Django's ORM", ours.move, django.move, MOVES),
        )
        taken = [(one, *measured(one, rounds)) for one in sides]
        print(
            compared_table("Referrals, over SQLite with WAL and synchronous=FULL", taken)
            + "The peers write the same two rows as durably. Ours also asks who may, checks consent and the version,"
            " seals words, writes the trail's chain and leaves a letter."
        )
        ours.close()
        plain.close()
        left = after(KILLS, folder)
        print(
            f"\n{KILLS} times kill -9 of a process at work: {left.referrals:,} referrals and {left.moves:,} moves"
            f" acknowledged, {left.lost} lost; file, trail and histories {'whole' if left.whole else 'NOT WHOLE'}."
        )


main()
