"""Taking listings in, by a steward of the whole place: a file is tried first, and kept until somebody says that it be taken."""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from poai.actions.office import Office, Work
from poai.actions.taking_in import Report, attempt, may_take, report_from, take
from poai.actions.taking_in_plan import Asked
from poai.domain.access import Actor
from poai.domain.errors import NotFoundError, StaleError
from poai.interchange.dialects import read_file
from poai.place import Place
from poai.store.feeds import Feed, Feeds, Run

KEPT = timedelta(days=1)  # a file that was tried and not taken
MOST_RUNS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One taking: `feed` as it is known, what was found or done, when and by whom (an account's id or "system")."""

    id: int
    feed: Feed
    report: Report
    made_at: datetime
    made_by: str


def overview(
    office: Office, actor: Actor, *, now: datetime, address: str = ""
) -> tuple[list[Feed], list[Taking]]:
    """The feeds by name, and the newest takings. Raises NotFoundError for all but stewards of the whole place."""
    with office.work(now, actor.id, address, reading=True) as work:
        may_take(work, actor)
        feeds = Feeds(work.connection)
        known = feeds.every()
        by_key = {each.key: each for each in known}
        return known, [_taking(run, by_key[run.feed]) for run in feeds.runs(MOST_RUNS)]


def try_file(
    office: Office,
    actor: Actor,
    asked: Asked,
    body: bytes,
    place: Place,
    needs: Iterable[str],
    *,
    now: datetime,
    address: str = "",
) -> int:
    """Says what taking a file would do, and keeps it until it is taken: the number of the run. Nothing is changed by it.
    Raises UnreadableError, and NotFoundError for all but stewards of the whole place."""
    read = read_file(body)
    with office.work(now, actor.id, address) as work:
        may_take(work, actor, asked.feed.key)
        report = attempt(work, asked, read, place, needs)
        feeds = Feeds(work.connection)
        if feeds.get(asked.feed.key) is None:
            feeds.put(asked.feed, by=actor.id, now=now)
        for run in feeds.runs(MOST_RUNS):
            if run.report["tried"] and (run.made_by == actor.id or run.made_at < now - KEPT):
                feeds.forget_run(run.id)
        kept = {"asked": asdict(asked), "body": b64encode(zlib.compress(body)).decode()}
        return feeds.add_run(asked.feed.key, report.document() | kept, by=actor.id, now=now)


def take_tried(
    office: Office,
    actor: Actor,
    run_id: int,
    place: Place,
    needs: Iterable[str],
    *,
    now: datetime,
    address: str = "",
) -> None:
    """Takes a file that was tried, with what stands here by now. Sent twice it is taken once. Raises NotFoundError, and
    StaleError for one that has been forgotten."""
    with office.work(now, actor.id, address) as work:
        may_take(work, actor)
        run = _run(work, run_id, lock=True)
        if not run.report["tried"]:
            return
        if run.made_at < now - KEPT or "body" not in run.report:
            raise StaleError("the file was tried too long ago")
        known = run.report["asked"]
        asked = Asked(**known | {"feed": Feed(**known["feed"])})
        body = zlib.decompress(b64decode(run.report["body"]))
        report = take(work, asked, read_file(body), place, needs)
        Feeds(work.connection).replace_run(run_id, report.document(), now=now)
    office.show()


def look(office: Office, actor: Actor, run_id: int, *, now: datetime, address: str = "") -> Taking:
    """One taking. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        may_take(work, actor)
        run = _run(work, run_id)
        feed = Feeds(work.connection).get(run.feed)
        assert feed is not None  # noqa: S101 -- the database holds the two together
        return _taking(run, feed)


def _run(work: Work, run_id: int, *, lock: bool = False) -> Run:
    run = Feeds(work.connection).run(run_id, lock=lock)
    if run is None:
        work.refuse(NotFoundError("no such taking"))
    return run


def _taking(run: Run, feed: Feed) -> Taking:
    return Taking(
        id=run.id, feed=feed, report=report_from(run.report), made_at=run.made_at, made_by=run.made_by
    )
