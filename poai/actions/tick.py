"""The clock: does what is due. It may tick as often as it likes, in several processes at once: nothing is done twice."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from poai.actions import once
from poai.actions.chasing import Kind, chase, overdue
from poai.actions.checking_letters import tell_stewards
from poai.actions.digest import things_of, write_day
from poai.actions.office import Office
from poai.actions.prompting import Asked, ask_groups, would_ask
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
    """What was done, or would be. `out_of_reach` are groups that no letter reaches; `asked` are letters that ask a group
    whether its listings are right, `hidden` listings that nobody confirmed, and `stewards` those who heard that something
    waits for them; `failed` is what could not be done."""

    reminders: int = 0
    out_of_reach: int = 0
    letters: int = 0
    forms: int = 0
    failed: int = 0
    asked: int = 0
    hidden: int = 0
    stewards: int = 0

    def __str__(self) -> str:
        said = (
            f"groups reminded: {self.reminders}, out of reach of letters: {self.out_of_reach},"
            f" letters of the day: {self.letters}, old forms forgotten: {self.forms},"
            f" groups asked about listings: {self.asked}, listings hidden: {self.hidden},"
            f" stewards told: {self.stewards}"
        )
        return f"{said}, failed: {self.failed}" if self.failed else said

    def __bool__(self) -> bool:
        return self != Ticked()


def tick(office: Office, now: datetime, *, asks: bool = True) -> Ticked:
    """Does what is due. `now` is local time at the place. What fails is left for the next time, and stops nothing else.

    Whether groups are to be asked about their listings takes reading all of them: once a day is enough, so a caller that
    ticks all day long has it left out (`asks`).
    """
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
    asked, stewards = Asked(), 0
    try:
        stewards = tell_stewards(office, now)
        asked = ask_groups(office, now) if asks and awake(now) else asked
    except Exception as error:  # noqa: BLE001 - as above
        _LOG.error("tick: letters about listings failed: %s", type(error).__name__)
        failed += 1
    return Ticked(
        reminders=len(chased) - unreached,
        out_of_reach=unreached,
        letters=letters,
        forms=_forget(office, now),
        failed=failed + asked.failed,
        asked=asked.letters,
        hidden=asked.hidden,
        stewards=stewards,
    )


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
        asked = would_ask(work) if awake(now) else 0
    return Ticked(reminders=len(to_chase), letters=letters, forms=forms, asked=asked)


def awake(now: datetime) -> bool:
    """Whether anybody may be written to. `now` is local time at the place."""
    return now.hour >= EARLIEST and is_working_day(now.date())


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
        asked: date | None = None
        while not self._stop.is_set():
            try:
                office, now = self._office(), self._now()
                done = tick(office, now, asks=asked != now.date())
                if awake(now):
                    asked = now.date()
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
    if not awake(now):
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
