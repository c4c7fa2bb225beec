"""Commands for whoever runs the machine: forget what is due, give somebody what is theirs, change the keys, back up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from poai.actions.backups import back_up
from poai.actions.backups import restore as put_back
from poai.actions.office import Office
from poai.actions.retention import dry_run, forget_what_is_due, ids_due
from poai.actions.rotating import key_ages, rotate
from poai.actions.subject_access import everything_from_host
from poai.actions.subject_access_files import write
from poai.cli_plain import plainly, say, settings, stop
from poai.domain.errors import NotFoundError
from poai.domain.retention import RecordClass
from poai.place import load_place
from poai.sealing import UnsealError

keys = typer.Typer(no_args_is_help=True, help="The keys with which people's records are sealed.")
person = typer.Typer(no_args_is_help=True, help="One person's record.")


def retention(
    only_say: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be forgotten, and forget nothing.")
    ] = False,
) -> None:
    """Forget what has been kept long enough, but what a legal hold keeps."""
    with _office() as (office, now):
        if only_say:
            due = dry_run(office, now=now)
            for which in RecordClass:
                say(f"{which:13} kept {office.periods[which]!s:9} {due.counts[which]:6} due")
            for which in (RecordClass.RECORD, RecordClass.CONVERSATION):
                for identity in ids_due(office, which, now=now):
                    say(f"{which} {identity}")
            return
        done = forget_what_is_due(office, now=now)
    say(", ".join(f"{count} {which}" for which, count in done.items() if count) or "Nothing is due")


@person.command("export")
def export(
    reference: Annotated[str, typer.Argument(help="The person's reference, such as 7K2M-9QXA.")],
    to: Annotated[Path, typer.Option(help="The folder to write to. Only you can read what is in it.")],
) -> None:
    """Write everything that is kept about one person to the folder that --to names. Read it before you give it."""
    with _office() as (office, now):
        try:
            given = everything_from_host(office, reference, now=now)
        except NotFoundError:
            stop("Nobody has this reference")
        for path in write(given, to):
            say(str(path))


def backup(
    file: Annotated[
        Path, typer.Argument(help="A new file. Its name with .head after it says where the trail ends.")
    ],
) -> None:
    """Copy the store while people work, and check the copy. Keep it, and the secret, on different machines."""
    with plainly():
        made = back_up(settings(), file)
    say(f"{made.file}: {made.size:,} bytes, whole, {made.head.number} rows of the trail as they were written")


def restore(
    file: Annotated[Path, typer.Argument(help="What `poai backup` wrote.")],
) -> None:
    """Put a backup where there is no store yet, if it is whole. Stop the site first, and erase again who was erased since."""
    started = time.perf_counter()
    with plainly():
        put = put_back(settings(), file)
    took = time.perf_counter() - started
    say(
        f"{put.file}: {put.head.number} rows of the trail as they were written, put back in {took:.1f} seconds"
    )


@keys.command("show")
def show() -> None:
    """Print the number and age of each key. The newest seals."""
    with _office() as (office, now):
        for number, made_at in key_ages(office).items():
            say(f"Key {number}, made on {made_at:%d/%m/%Y}, {(now - made_at).days} days ago")


@keys.command("rotate")
def rotate_() -> None:
    """Make a new key, seal every record anew with it and remove the old ones. Whoever works meanwhile waits."""
    with _office() as (office, now):
        try:
            done = rotate(office, now=now)
        except UnsealError as error:
            stop(f"Nothing was changed: {error}")
    say(f"Key {done.number} seals {done.count} texts. Backups from before still have the old keys in them")


@contextmanager
def _office() -> Iterator[tuple[Office, datetime]]:
    """The office, and the time at the place."""
    with plainly():
        ours = settings()
        now = datetime.now(ZoneInfo(load_place(ours.directory).timezone))
        office = Office.open(ours)
        try:
            yield office, now
        finally:
            office.store.close()
