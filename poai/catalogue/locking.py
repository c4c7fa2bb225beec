"""One maker of a catalogue at a time, among all processes and threads of a machine."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keeps everybody else from making the catalogue at `path`; waits for whoever is making it.

    Readers need not ask. The system lets go of it for a process that dies.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A file of its own, which stays: the catalogue itself is replaced, and a lock would go with the old one.
    with path.with_name(f".{path.name}.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
