"""A storm over referrals: a worker refers and a group answers, in processes that are killed at any moment.

Run as a program: `python -m tests.actions.referral_storm STORE KILLS ACKNOWLEDGED ID TOKEN TOKEN`: the person's id, a
worker's token and a member's. What was acknowledged is a line in the file ACKNOWLEDGED: a referral's id and its version.
"""

import os
import random
import sys
import time
from datetime import timedelta
from functools import partial
from itertools import count

from poai.actions.moving import move
from poai.domain.referral import Answer, Name, Outcome, Referral
from poai.domain.sharing import shared
from poai.store import Consents, open_store
from tests.actions.agreed import agreed
from tests.actions.cast import NOW, Cast
from tests.killing import at_work, kill


def work(where: str, number: int, parent: int, said: str, of: str, tokens: list[str], begun: int) -> None:
    """Round after round: one referral through all that a good one goes through."""
    cast = Cast(open_store(where))
    worker, member = (cast.present(token) for token in tokens)
    office = cast.office
    acknowledged = os.open(said, os.O_WRONLY | os.O_APPEND)
    for turn in count():
        if os.getppid() != parent:
            return
        now = NOW + timedelta(minutes=number, milliseconds=turn)
        with office.work(now, worker.id) as unit:
            person = unit.people(worker).get(of, now)
            if person is None:
                raise RuntimeError("nobody is there")
            consent = Consents(unit.connection, unit.keys()).add(
                agreed(person, "friends", worker.id, now, days=30)
            )
            one = unit.referrals_of_nobody().add(
                person,
                consent,
                listing=f"listing-{number}-{turn}",
                listing_name="Tea and company",
                locality="north-end",
                shared=shared(person, consent.fields),
                maker=worker.id,
                now=now,
            )
        acknowledge(acknowledged, one)
        for who, name, answer in (
            (worker, Name.SEND, Answer()),
            (member, Name.OPEN, Answer()),
            (member, Name.ACCEPT, Answer()),
            (member, Name.START, Answer()),
            (worker, Name.FINISH, Answer(outcome=Outcome.HELPED)),
        ):
            one = move(office, who, one.id, name, version=one.version, answer=answer, now=now)
            acknowledge(acknowledged, one)
            if turn == 0 and name is Name.SEND:
                os.write(begun, b".")


def acknowledge(where: int, one: Referral) -> None:
    """Says so: whatever happens from now on, it must be there."""
    os.write(where, f"{one.id} {one.version}\n".encode())


if __name__ == "__main__":
    store, kills, lines, whom, *given = sys.argv[1:]
    open_store(store).close()  # brings in the driver, once for all
    for number in range(int(kills)):
        process = at_work(partial(work, store, number, os.getpid(), lines, whom, given))
        time.sleep(random.uniform(0, 0.05))
        kill(process)
