"""Commands that take listings in from elsewhere: look at a file, try it, take it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from poai.actions import publish
from poai.actions.office import Office
from poai.actions.taking_in import OUTCOMES, Report, feed_of, take_file
from poai.actions.taking_in_fetch import fetch_feed
from poai.actions.taking_in_plan import Asked
from poai.cli_plain import plainly, say, settings, stop
from poai.content import load_content
from poai.domain.audit import SYSTEM
from poai.domain.errors import InvalidError
from poai.interchange.csv_in_columns import template as empty_table
from poai.interchange.dialects import MOST_BYTES, read_file
from poai.interchange.oruk_in import row_of
from poai.place import load_place
from poai.progress import progress
from poai.store.feeds import Feeds

feed = typer.Typer(no_args_is_help=True, help="Listings from elsewhere.")

MOST = 50  # lines of a report, unless more are asked for
SECONDS = 900.0

Source = Annotated[str, typer.Argument(help="A file, or a web address that begins with http:// or https://.")]


@feed.command("check")
def check(source: Source, most: Annotated[int, typer.Option(help="How many lines to print.")] = MOST) -> None:
    """Read a file and say what is in it and what is wrong with it. Changes nothing, and needs no store."""
    with plainly(), progress("Reading"):
        read = read_file(_body(source))
        found = [row_of(item) for item in read.items]
    for note in read.notes:
        say(note)
    bad = [*read.skipped, *(skipped for row in found if isinstance(row, list) for skipped in row)]
    good = sum(1 for row in found if not isinstance(row, list))
    say(f"{read.dialect}: {good} read, {len(bad)} fault{'' if len(bad) == 1 else 's'}")
    for skipped in bad[:most]:
        say(f"  {skipped.where}{f' ({skipped.field})' if skipped.field else ''}: {skipped.reason}")


@feed.command("take")
def take(
    source: Source,
    key: Annotated[
        str, typer.Option(help="A short name for the feed, always the same: small letters and hyphens.")
    ],
    name: Annotated[str, typer.Option(help="What residents read as the source.")],
    url: Annotated[str, typer.Option(help="Where residents find the source.")] = "",
    attribution: Annotated[
        str, typer.Option(help="Key of an attribution in place.toml that it is owed.")
    ] = "",
    show: Annotated[
        bool, typer.Option("--show", help="Show new listings at once, without a steward.")
    ] = False,
    whole: Annotated[
        bool,
        typer.Option(
            "--whole", help="This is all of the feed: propose to take down what is no longer in it."
        ),
    ] = False,
    everywhere: Annotated[
        bool,
        typer.Option("--everywhere", help="What is outside the place, or says nothing, serves all of it."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done and do nothing.")
    ] = False,
    most: Annotated[int, typer.Option(help="How many lines to print.")] = MOST,
) -> None:
    """Take listings in: new ones wait for a steward, and what somebody changed here is kept."""
    read_from = settings()
    with plainly(), _office() as office:
        place, content = load_place(read_from.directory), load_content(read_from.content)
        try:
            wanted = feed_of(
                place,
                key=key,
                name=name,
                url=url or (source if "://" in source else office.url),
                attribution=attribution,
            )
        except InvalidError as error:
            stop(f"--{error.field} {_WRONG[error.reason]}")
        asked = Asked(feed=wanted, show=show, whole=whole, everywhere=everywhere)
        with progress("Reading"):
            body = _body(source)
        now = datetime.now(ZoneInfo(place.timezone))
        with progress("Taking it in"), office.work(now, SYSTEM, reading=dry_run) as work:
            report = take_file(work, asked, body, place, content.needs, dry=dry_run)
            if not dry_run:
                Feeds(work.connection).add_run(key, report.document(), by=SYSTEM, now=now)
        _say(report, most)
        if not dry_run:
            with progress("Building the catalogue"):
                publish.refresh_catalogue(read_from, office.store, place, content)


@feed.command("list")
def list_() -> None:
    """Print the feeds, and what was last done with each."""
    with plainly(), _office() as office, office.store.read() as connection:
        feeds = Feeds(connection)
        known, runs = feeds.every(), feeds.runs(1000)
    for each in known:
        last = next((run for run in runs if run.feed == each.key and not run.report["tried"]), None)
        told = f"{last.made_at:%d %B %Y}: {_counts(last.report['counts'])}" if last else "never taken"
        say(f"{each.key}  {each.name}  {each.url or ''}  {told}")
    if not known:
        say("No feeds yet. Begin with: poai feed take FILE --key a-name --name 'Who it is from' --dry-run")


@feed.command("template")
def template(
    path: Annotated[
        Path | None, typer.Argument(help="Where to write it; without one, it is printed.")
    ] = None,
) -> None:
    """Write an empty table (CSV) to fill in: its first row names the columns, the second says what each is for."""
    text = empty_table()
    if path is None:
        sys.stdout.write(text)
        return
    with plainly():
        path.write_text(text, encoding="utf-8", newline="")
    say(f"Written to {path}")


_WRONG = {
    "missing": "is missing",
    "too-long": "is too long",
    "wrong": "is not one that can be used",
}


@contextmanager
def _office() -> Iterator[Office]:
    office = Office.open(settings())
    try:
        yield office
    finally:
        office.store.close()


def _body(source: str) -> bytes:
    if source.startswith(("http://", "https://")):
        return fetch_feed(source, seconds=SECONDS)
    with Path(source).open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _say(report: Report, most: int) -> None:
    for note in report.notes:
        say(note)
    say(f"{'Would be: ' if report.tried else ''}{_counts(report.counts)} ({report.dialect})")
    for line in report.lines[:most]:
        where = f"{line.where}{f' ({line.field})' if line.field else ''}"
        say(f"  {line.outcome:9} {where}  {line.name}{f': {line.why}' if line.why else ''}")
    if len(report.lines) > most:
        say(f"  and {len(report.lines) - most} more: --most {len(report.lines)} prints all")


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in OUTCOMES)
