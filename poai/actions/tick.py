"""The clock: does what is due. It may tick as often as it likes, in several processes at once: nothing is done twice."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from poai.actions import once
from poai.actions.chasing import Kind, chase, overdue
from poai.actions.digest import things_of, write_day
from poai.actions.office import Office
from poai.actions.retention import forget_what_is_due
from poai.domain.audit import SYSTEM
from poai.domain.working_days import is_working_day
from poai.store import Accounts
from poai.store.reminders import DayLetters

EARLIEST = 7  # o'clock: nobody is written to in the night, nor at weekends and on bank holidays
SECONDS = 60.0

_LOG = logging.getLogger("poai.tick")


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was done, or would be. `out_of_reach` are groups that no letter reaches; `failed` is what could not be done."""

    reminders: int = 0
    out_of_reach: int = 0
    letters: int = 0
    forms: int = 0
    failed: int = 0

    def __str__(self) -> str:
        said = (
            f"groups reminded: {self.reminders}, out of reach of letters: {self.out_of_reach},"
            f" letters of the day: {self.letters}, old forms forgotten: {self.forms}"
        )
        return f"{said}, failed: {self.failed}" if self.failed else said

    def __bool__(self) -> bool:
        return bool(self.reminders or self.out_of_reach or self.letters or self.forms or self.failed)


def tick(office: Office, now: datetime) -> Ticked:
    """Does what is due. `now` is local time at the place. What fails is left for the next time, and stops nothing else."""
    chased: list[Kind] = []
    letters = failed = 0
    to_chase, to_tell = _to_do(office, now)
    for identity in to_chase:
        try:
            kind = chase(office, identity, now=now)
        except Exception as error:  # noqa: BLE001 - whatever it is, other groups must still be reminded
            _LOG.error("tick: a reminder failed: %s", type(error).__name__)
            failed += 1
        else:
            chased += [kind] if kind else []
    for identity in to_tell:
        try:
            letters += bool(write_day(office, identity, now=now))
        except Exception as error:  # noqa: BLE001 - as above
            _LOG.error("tick: a letter of the day failed: %s", type(error).__name__)
            failed += 1
    unreached = chased.count(Kind.NOBODY)
    return Ticked(len(chased) - unreached, unreached, letters, _forget(office, now), failed)


def would(office: Office, now: datetime) -> Ticked:
    """What `tick` would do now, of which nothing is done. Groups that no letter reaches count as reminded."""
    to_chase, to_tell = _to_do(office, now)
    letters = 0
    with office.work(now, SYSTEM, reading=True) as work:
        accounts, told = Accounts(work.connection), DayLetters(work.connection)
        for identity in to_tell:
            account = accounts.get(identity)
            letters += bool(account and things_of(work, account) - told.before(identity))
        forms = once.old(work.connection, now)
    return Ticked(reminders=len(to_chase), letters=letters, forms=forms)


class Clock:
    """Ticks in the background while a server runs, in a thread of its own, every `seconds`; where the office forgets by
    itself, it does so once a day.

    Each process of a server may have one. `office` is asked for at each tick, and may raise StoreError for as long as
    the store is away.
    """

    def __init__(
        self, office: Callable[[], Office], now: Callable[[], datetime], seconds: float = SECONDS
    ) -> None:
        self._office = office
        self._now = now
        self._seconds = seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clock", daemon=True)

    def start(self) -> None:
        """Begins with a first tick at once."""
        self._thread.start()

    def stop(self) -> None:
        """Waits until what is in hand is done."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        ill = ""
        forgot: date | None = None
        while not self._stop.is_set():
            try:
                office, now = self._office(), self._now()
                done = tick(office, now)
                if office.forgets and forgot != now.date():
                    forget_what_is_due(office, now=now)
                    forgot = now.date()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next tick must come
                if ill != type(error).__name__:  # once, not at every tick; and only its kind
                    ill = type(error).__name__
                    _LOG.error("tick: %s; trying again", ill)
            else:
                ill = ""
                if done:
                    _LOG.info("tick: %s", done)
            self._stop.wait(self._seconds)


def _to_do(office: Office, now: datetime) -> tuple[list[str], list[str]]:
    """The referrals to chase and the accounts to look at, by id: none while nobody is to be written to."""
    if now.hour < EARLIEST or not is_working_day(now.date()):
        return [], []
    with office.work(
        now, SYSTEM, reading=True
    ) as work:  # the usual case, without the lock that writing takes
        return overdue(work), DayLetters(work.connection).waiting(now.date())


def _forget(office: Office, now: datetime) -> int:
    with office.store.read() as connection:
        if not once.old(connection, now):
            return 0
    with office.store.work() as connection:
        return once.forget(connection, now)
