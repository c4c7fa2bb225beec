"""The clock does what is due once, however many clocks there are and however often they tick."""

import subprocess
import sys
import threading
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text, update

from poai.actions.moving import move
from poai.actions.tick import Clock, Ticked, tick, would
from poai.domain.audit import Event
from poai.domain.letters import Letter
from poai.domain.listing import Confirmation
from poai.domain.prompting import Asking
from poai.domain.referral import Name, Status
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations, StoreError
from poai.store.outbox import claim
from poai.store.person_tables import person
from poai.store.referral_tables import once, referral
from tests.actions.casework import Casework
from tests.actions.cast import NOW, Cast
from tests.exampleton.files import DIRECTORY
from tests.source import ROOT

LONDON = ZoneInfo("Europe/London")
REFERRALS = 12
TEA = "tea@example.org"


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def at_work(work: Casework, count: int) -> None:
    """So many referrals that were sent, and somebody to come back to on each of the next days."""
    drafts = work.referrals(Status.DRAFT, [f"listing-{number}" for number in range(count)])
    for one in drafts:
        move(work.office, work["nora"], one.id, Name.SEND, version=0, now=work.cast.now)
    for worker, day in (("nora", 1), ("neil", 2), ("sami", 2)):
        one_more = work.person(f"Somebody of {worker}'s", worker)
        with work.cast.store.work() as connection:
            on = work.cast.now.date() + timedelta(days=day)
            connection.execute(update(person).where(person.c.id == one_more.id).values(follow_up_on=on))
    work.cast.letters()


def listed(cast: Cast, confirmed: Confirmation | None = None) -> None:
    """A listing of Exampleton's with an address."""
    seed = read_directory(DIRECTORY)
    listing = replace(seed.listings[0], email=TEA, confirmed=confirmed)
    with cast.store.work() as connection:
        for group in seed.organisations:
            Organisations(connection).publish(group, made_by="import", why="a test", now=NOW)
        Listings(connection).publish(listing, made_by="import", why="a test", now=NOW)


def sent(work: Casework) -> Counter[tuple[str, str]]:
    """How often each letter waits for each."""
    with work.cast.store.read() as connection:
        rows = connection.execute(text("SELECT recipient, letter FROM outbox"))
        return Counter((row.recipient, row.letter) for row in rows)


def said(processes: list[subprocess.Popen[str]]) -> list[str]:
    """What each says next."""
    return [each.stdout.readline().strip() for each in processes if each.stdout]


def test_of_many_clocks_at_once_each_thing_is_done_by_one(work: Casework) -> None:
    """Two processes tick at the same time, twice on each of ten days."""
    at_work(work, REFERRALS)
    listed(work.cast, confirmed=Confirmation(date=NOW.date() - timedelta(days=400), by="the group"))
    where = work.cast.store.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.actions.ticker", where]
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )
            for _ in range(2)
        ]
        assert said(processes) == ["ready"] * 2
        for half_day in range(20):
            for each in processes:
                assert each.stdin
                each.stdin.write(f"{NOW + timedelta(hours=12 * half_day)}\n")
                each.stdin.flush()
            assert said(processes) == ["done"] * 2
        for each in processes:
            assert each.stdin
            each.stdin.close()
    found = sent(work)
    assert found["olga@example.org", Letter.REFERRAL_REMINDER] == REFERRALS
    assert work.cast.count(Event.REFERRAL_CHASED) == REFERRALS
    assert found[TEA, Letter.LISTING_CHECK] == work.cast.count(Event.PROMPT_SENT) == 1
    days = {to: count for (to, letter), count in found.items() if letter == Letter.DAY}
    assert days == {"nora@example.org": 1, "neil@example.org": 1, "sami@example.org": 1}


def test_what_fails_stops_nothing_else(work: Casework) -> None:
    at_work(work, 3)
    with work.cast.store.work() as connection:
        broken = connection.execute(text("SELECT id FROM referral LIMIT 1")).scalar()
        connection.execute(
            text(
                "INSERT INTO snooze (id, referral_id, until, words, by, at)"
                " VALUES ('s', :broken, '2026-11-24', :words, :by, '2026-11-23 09:00:00+00:00')"
            ).bindparams(broken=broken, words=b"not sealed by us", by=work["nora"].id)
        )
        connection.execute(update(referral).values(answer_by=work.cast.now.date() - timedelta(days=1)))
    done = tick(work.office, work.cast.now.astimezone(LONDON))
    assert done.reminders == 2


def test_forms_of_long_ago_are_forgotten_even_at_night(work: Casework) -> None:
    with work.cast.store.work() as connection:
        for key, days in (("old", 3), ("new", 1)):
            at = work.cast.now - timedelta(days=days)
            connection.execute(once.insert().values(id=key, key=key, body="", answer="", at=at))
    night = work.cast.now.replace(hour=3)
    assert tick(work.office, night) == Ticked(forms=1)
    assert tick(work.office, night) == Ticked()


def test_a_clock_ticks_by_itself_and_stops_when_told(work: Casework) -> None:
    at_work(work, 1)
    ticked = threading.Event()

    def now() -> datetime:
        ticked.set()
        return (NOW + timedelta(days=8)).astimezone(LONDON)

    clock = Clock(lambda: work.office, now, seconds=600)
    clock.start()
    assert ticked.wait(30)
    clock.stop()
    assert sent(work)["olga@example.org", Letter.REFERRAL_REMINDER] == 1
    with work.cast.store.work() as connection:
        assert claim(connection, datetime(2027, 1, 1, tzinfo=UTC))


def test_groups_are_asked_about_their_listings_by_day_and_not_at_night(light: Casework) -> None:
    listed(light.cast)
    light.cast.office = office = replace(light.cast.office, asking=Asking(found=True))
    assert tick(office, NOW.astimezone(LONDON).replace(hour=6)).asked == 0
    assert tick(office, NOW.astimezone(LONDON), asks=False).asked == 0
    assert would(office, NOW.astimezone(LONDON)).asked == 1
    assert tick(office, NOW.astimezone(LONDON)).asked == 1
    assert tick(office, NOW.astimezone(LONDON)).asked == 0


def test_a_clock_whose_store_is_away_goes_on(work: Casework, caplog: pytest.LogCaptureFixture) -> None:
    asked, back = [], threading.Event()

    def office() -> object:
        asked.append(1)
        if len(asked) > 2:
            back.set()
            return work.office
        raise StoreError("the store is on holiday")

    clock = Clock(office, lambda: work.cast.now, seconds=0.01)  # type: ignore[arg-type]
    clock.start()
    assert back.wait(30)
    clock.stop()
    assert [record.message for record in caplog.records] == ["tick: StoreError; trying again"]
