"""`python -m bench.accounts`: signing in, checking a session and writing the trail, beside Django and plain SQLite.

Ours and the peer take turns; the middle of the rounds counts. Run it on a machine that is doing nothing else.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import machine
from bench.accounts.ours import Ours
from bench.accounts.peers import Django, PlainRows
from bench.rounds import ROUNDS, Compared, compared_table, measured
from poai.store.opening import sqlite_module

TOGETHER = 100  # rows of the trail in one transaction


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.accounts", description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="fewer, for a quick look")
    rounds = parser.parse_args().rounds
    libraries = machine.describe(("sqlalchemy", "argon2-cffi", "django"))
    print(f"{libraries}, SQLite {sqlite_module().sqlite_version}\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="poai-bench-") as temporary:
        folder = Path(temporary)
        ours, django, plain = Ours(folder), Django(folder), PlainRows(folder)
        taken = [(one, *measured(one, rounds)) for one in _compared(ours, django, plain)]
        print(
            compared_table("Accounts, over SQLite with WAL and synchronous=FULL", taken)
            + "Peers: Django (password and session only, the same Argon2id) for signing in and sessions;"
            " rows without a chain in the same SQLite for the trail."
        )
        ours.close()
        plain.close()


def _compared(ours: Ours, django: Django, plain: PlainRows) -> Sequence[Compared]:
    return (
        Compared("sign in, password", ours.password, django.sign_in, 10),
        Compared("sign in, password and code", ours.sign_in, django.sign_in, 10),
        Compared("check a session", ours.check, django.check, 300),
        Compared("a row of the trail", ours.append, plain.append, 100),
        Compared(
            f"one of {TOGETHER} rows at once",
            lambda: ours.append(TOGETHER),
            lambda: plain.append(TOGETHER),
            3,
            TOGETHER,
        ),
    )


main()
