"""A storm over the actions: processes in which staff are at work, and which are killed at any moment.

Run as a program: `python -m tests.actions.action_storm STORE KILLS TEAM TOKEN…`, the tokens of an administrator, a
worker of the team and a worker from elsewhere. It imports once and forks, so that a kill finds a process at work.
"""

import os
import random
import sys
import time
from datetime import timedelta
from functools import partial
from itertools import count
from uuid import uuid4

from poai.actions.accounts import disable, invite
from poai.actions.own_account import ask_email
from poai.actions.people import add_person, break_glass, open_person
from poai.actions.resets import ask_reset
from poai.actions.typed_record import Typed
from poai.domain.account import Grant, Role
from poai.store import open_store
from tests.actions.cast import ADDRESS, NOW, PASSWORD, Cast
from tests.killing import at_work, kill


def work(where: str, number: int, parent: int, team: str, tokens: list[str], begun: int) -> None:
    """For as long as the parent lives, round after round; a byte to `begun` says that the first is kept."""
    cast = Cast(open_store(where))
    administrator, worker, elsewhere = (cast.present(token) for token in tokens)
    office = cast.office
    for turn in count():
        if os.getppid() != parent:
            return
        # Each a day further on, so that nothing is one time too many.
        now = NOW + timedelta(days=number, milliseconds=turn)
        person = add_person(office, worker, Typed(names="Mrs Example", reach="by post"), team=team, now=now)
        open_person(office, worker, person.id, now=now)
        break_glass(office, elsewhere, person.reference, "nobody answers there", now=now)
        email = f"{uuid4()}@example.org"
        new = invite(office, administrator, email=email, name="New", grants=[Grant(Role.STEWARD)], now=now)
        disable(office, administrator, new.id, now=now)
        if turn == 0:
            ask_reset(office, "worker@example.org", now=now, address=ADDRESS)
            ask_email(office, worker, PASSWORD, email.replace("@", "@new."), now=now, address=ADDRESS)
            os.write(begun, b".")


if __name__ == "__main__":
    store, kills, of_team, *given = sys.argv[1:]
    open_store(store).close()  # brings in the driver, once for all
    for number in range(int(kills)):
        process = at_work(partial(work, store, number, os.getpid(), of_team, given))
        time.sleep(random.uniform(0, 0.1))
        kill(process)
