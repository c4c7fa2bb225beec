"""A process with a clock: `python -m tests.actions.ticker STORE` ticks at each moment that it is sent, and says so."""

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from poai.actions.tick import tick
from poai.store import open_store
from tests.actions.cast import Cast

if __name__ == "__main__":
    cast = Cast(open_store(sys.argv[1]))
    print("ready", flush=True)
    for line in sys.stdin:
        done = tick(cast.office, datetime.fromisoformat(line.strip()).astimezone(ZoneInfo("Europe/London")))
        print("failed" if done.failed else "done", flush=True)
