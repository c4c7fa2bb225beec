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
    running = [_start(where), _start(where)]
    for _ in range(kills):
        time.sleep(random.uniform(0, 0.05))
        _kill(running.pop(0))
        running.append(_start(where))
    for last in running:
        _kill(last)


def _start(where: str) -> int:
    parent, (hears, begun) = os.getpid(), os.pipe()
    process = os.fork()
    if not process:
        try:
            work(where, parent, begun)
        finally:
            os._exit(1)
    os.close(begun)
    if os.read(hears, 1) != b".":
        raise RuntimeError("a process ended before it was killed")
    os.close(hears)
    return process


def _kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    if os.WTERMSIG(status) != signal.SIGKILL:
        raise RuntimeError("a process ended before it was killed")


if __name__ == "__main__":
    open_store(sys.argv[1]).close()  # brings in the driver, once for all
    storm(sys.argv[1], int(sys.argv[2]))
