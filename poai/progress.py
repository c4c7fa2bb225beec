"""Says what is being done while it takes time: a running clock in a terminal, plain lines in a log."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

WORTH_SAYING = 1.0  # seconds: what is quicker needs no second line


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Say `what` on standard error while the block runs, and how long it took if that was a second or more."""
    started = time.perf_counter()
    if not sys.stderr.isatty():
        yield
        took = time.perf_counter() - started
        if took >= WORTH_SAYING:
            print(f"{what}: {took:.1f} seconds", file=sys.stderr, flush=True)
        return
    done = threading.Event()

    def tick() -> None:
        while not done.wait(0.5):
            print(f"\r{what} … {time.perf_counter() - started:.0f} s", end="", file=sys.stderr, flush=True)

    print(f"{what} …", end="", file=sys.stderr, flush=True)
    clock = threading.Thread(target=tick, daemon=True)
    clock.start()
    try:
        yield
    finally:
        done.set()
        clock.join()
        print(f"\r{what}: {time.perf_counter() - started:.1f} seconds", file=sys.stderr, flush=True)
