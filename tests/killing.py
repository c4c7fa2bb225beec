"""Processes that are killed at any moment, for tests of what is left behind. They fork, so that a kill finds them at work."""

import os
import signal
from collections.abc import Callable


def at_work(work: Callable[[int], None]) -> int:
    """A new process, by its id, once `work` has written the first byte to the descriptor that it is given.

    `work` goes on until it is killed, or until `os.getppid()` says that nobody is there who could.
    """
    hears, begun = os.pipe()
    process = os.fork()
    if not process:
        try:
            work(begun)
        finally:
            os._exit(1)
    os.close(begun)
    if os.read(hears, 1) != b".":
        raise RuntimeError("a process ended before it was killed")
    os.close(hears)
    return process


def kill(process: int) -> None:
    """Kills it, and sees that it was at work until then."""
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        raise RuntimeError("a process ended before it was killed")
