"""The clock by hand: for whoever has the server's own switched off, or wants to know what it would do."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from poai.actions.office import Office
from poai.actions.tick import tick as do_tick
from poai.actions.tick import would
from poai.cli_plain import plainly, say, settings, stop
from poai.place import load_place


def tick(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
) -> None:
    """Do what is due: remind groups that have not answered, and write the workers' letters of the day."""
    ours = settings()
    with plainly():
        now = datetime.now(ZoneInfo(load_place(ours.directory).timezone))
        office = Office.open(ours)
        try:
            done = would(office, now) if dry_run else do_tick(office, now)
        finally:
            office.store.close()
    say(f"Would be done now. {done}" if dry_run else str(done))
    if done.failed:
        stop("What failed is tried again at the next tick")
