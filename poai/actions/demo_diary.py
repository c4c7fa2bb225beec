"""Weeks of a demo in the order of time: who signs in on which day, and whose turn it is to act."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from poai.actions.demo import Demo, enter
from poai.actions.sign_in import current
from poai.domain.access import Actor
from poai.domain.working_days import is_working_day
from poai.store import Store

HOST = "127.0.0.1"

Story = Iterator[datetime]
"""What happens to somebody: it gives the moment of its next act, and acts when everything earlier has been done."""


class Diary:
    """The working days up to `now`, which is local."""

    def __init__(self, demo: Demo, now: datetime) -> None:
        self.demo = demo
        self.office = demo.office
        self.now = now
        self._present: dict[tuple[str, date], Actor] = {}

    def day(self, back: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment on the working day that was `back` (1 or more) of them ago."""
        day = self.now
        while back > 0:
            day -= timedelta(days=1)
            back -= is_working_day(day.date())
        return day.replace(hour=hour, minute=minute, second=0, microsecond=0)

    def actor(self, account: str, at: datetime) -> Actor:
        """Somebody at work at that moment: signed in once a day."""
        key = (account, at.date())
        if key not in self._present:
            signed = enter(self.demo, account, now=at, address=HOST, device="Demo")
            present = current(self.office, signed.token, now=at)
            if present is None:
                raise RuntimeError("a session that has just begun has ended")
            self._present[key] = present.actor
        return self._present[key]


@contextmanager
def in_one(demo: Demo) -> Iterator[Demo]:
    """The same demo, in which everything until the block ends is one unit of work: all of it is kept, or nothing.

    Two thousand acts would else wait two thousand times for the disk.
    """
    office = demo.office
    with office.store.work() as connection:
        store = _InOne(office.store.engine, office.store.name, connection)
        yield replace(demo, office=replace(office, store=store))


@dataclass(frozen=True, slots=True)
class _InOne(Store):
    """A store whose units of work are parts of one."""

    connection: Connection

    @contextmanager
    def work(self, *, dry_run: bool = False) -> Iterator[Connection]:
        with self.connection.begin_nested() as part:
            yield self.connection
            if dry_run:
                part.rollback()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        yield self.connection


def live(stories: Iterable[Story]) -> None:
    """Lets all of them happen, act by act in the order of time. Raises ValueError for one that goes back in time."""
    turns = [(at, number, story) for number, story in enumerate(stories) if (at := next(story, None))]
    heapq.heapify(turns)
    while turns:
        at, number, story = heapq.heappop(turns)
        following = next(story, None)
        if following is None:
            continue
        if following < at:
            raise ValueError(f"a story of a demo goes back from {at} to {following}")
        heapq.heappush(turns, (following, number, story))
