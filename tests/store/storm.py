"""A storm: processes that write letters with their rows of the trail, and are killed at any moment.

Run as a program: `python -m tests.store.storm STORE KILLS`. It imports once and forks, so that a kill finds a
process at work and not at its start.
"""

import os
import random
import sys
import time
from datetime import UTC, datetime
from functools import partial

from poai.domain.audit import Event
from poai.domain.letters import Letter
from poai.store import Audit, Outbox, open_store
from tests.killing import at_work, kill

KEY = b"k" * 32


def work(where: str, parent: int, begun: int) -> None:
    """For as long as the parent lives: a letter with a row before it and one after, in one unit of work.

    A byte to `begun` says that the first is kept.
    """
    store = open_store(where)
    first = True
    while os.getppid() == parent:
        now = datetime.now(UTC)
        with store.work() as connection:
            trail = Audit(connection, KEY)
            trail.record(now=now, actor="system", event=Event.PERSON_READ, thing="person:1")
            identity = Outbox(connection, KEY).put(to="ann@example.org", letter=Letter.EMAIL_CHANGED, now=now)
            trail.record(now=now, actor="system", event=Event.EMAIL_CHANGED, thing=f"letter:{identity}")
        if first:
            os.write(begun, b".")
            first = False
        time.sleep(0.002)  # SQLite has no queue: without a pause the other would hardly get its turn


def storm(where: str, kills: int) -> None:
    """Two processes at work at any time; one after the other is killed within a few hundredths of a second."""
    running = [at_work(partial(work, where, os.getpid())), at_work(partial(work, where, os.getpid()))]
    for _ in range(kills):
        time.sleep(random.uniform(0, 0.05))
        kill(running.pop(0))
        running.append(at_work(partial(work, where, os.getpid())))
    for last in running:
        kill(last)


if __name__ == "__main__":
    open_store(sys.argv[1]).close()  # brings in the driver, once for all
    storm(sys.argv[1], int(sys.argv[2]))
