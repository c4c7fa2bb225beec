"""A storm: processes that write letters with their rows of the trail, and are killed at any moment.

Run as a program: `python -m tests.store.storm STORE KILLS`. It imports once and forks, so that a kill finds a
process at work and not at its start.
"""

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime

from poai.domain.audit import Event
from poai.domain.letters import Letter
from poai.store import Audit, Outbox, open_store

KEY = b"k" * 32


def work(where: str, parent: int) -> None:
    """For as long as the parent lives: a letter with a row before it and one after, in one unit of work."""
    store = open_store(where)
    while os.getppid() == parent:
        now = datetime.now(UTC)
        with store.work() as connection:
            trail = Audit(connection, KEY)
            trail.record(now=now, actor="system", event=Event.PERSON_READ, thing="person:1")
            identity = Outbox(connection, KEY).put(to="ann@example.org", letter=Letter.EMAIL_CHANGED, now=now)
            trail.record(now=now, actor="system", event=Event.EMAIL_CHANGED, thing=f"letter:{identity}")


def storm(where: str, kills: int) -> None:
    """Two processes at work at any time; one after the other is killed within a few hundredths of a second."""
    running = [_start(where), _start(where)]
    for _ in range(kills):
        time.sleep(random.uniform(0.01, 0.15))
        os.kill(running[0], signal.SIGKILL)
        os.waitpid(running.pop(0), 0)
        running.append(_start(where))
    for last in running:
        os.kill(last, signal.SIGKILL)
        os.waitpid(last, 0)


def _start(where: str) -> int:
    parent, process = os.getpid(), os.fork()
    if not process:
        try:
            work(where, parent)
        finally:
            os._exit(1)
    return process


if __name__ == "__main__":
    storm(sys.argv[1], int(sys.argv[2]))
