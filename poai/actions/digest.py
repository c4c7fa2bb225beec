"""The letter of the day: what needs a worker's doing, in one letter, and only on a day that brought something new."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from poai.actions.office import Office, Work
from poai.domain.account import Account, Role, State
from poai.domain.audit import SYSTEM
from poai.domain.letters import Letter
from poai.domain.working_days import working_days_after
from poai.store import Accounts
from poai.store.due import Days, due
from poai.store.reminders import DayLetters

TELL_AFTER = 3  # working days after a group was chased
ASK_AGAIN = timedelta(days=14)  # before consent runs out
_WORKERS = frozenset({Role.LINK_WORKER, Role.TEAM_LEAD})
_FINGERPRINT = 16  # hexadecimal digits: enough to tell one thing from another


def write_day(office: Office, account_id: str, *, now: datetime) -> int:
    """Writes a worker's letter of the day if there is something new; says how many things it tells of, or 0.

    However often and by however many it is asked, it looks once a day.
    """
    today = now.date()
    with office.work(now, SYSTEM) as work:
        letters = DayLetters(work.connection)
        before = letters.begin(account_id, today)
        if before is None:
            return 0
        account = Accounts(work.connection).get(account_id)
        things = things_of(work, account) if account else frozenset()
        letters.keep(account_id, today, things)
        if account is None or things <= before:
            return 0
        work.send(Letter.DAY, account.email, link=office.link("cases"), count=str(len(things)))
        return len(things)


def things_of(work: Work, account: Account) -> frozenset[str]:
    """A fingerprint of each thing that needs an account's doing."""
    teams = {grant.scope for grant in account.grants if grant.role in _WORKERS and grant.fits}
    leads = {grant.scope for grant in account.grants if grant.role is Role.TEAM_LEAD and grant.fits}
    if account.state is not State.ACTIVE or not teams:
        return frozenset()
    days = days_of(work.now.date())
    return _fingerprints(due(work.connection, account.id, teams, days, leads=leads))


def days_of(today: date) -> Days:
    """The days that decide what is due today."""
    chased = today
    while working_days_after(chased, TELL_AFTER) > today:
        chased -= timedelta(days=1)
    return Days(today=today, chased=chased, consent=today + ASK_AGAIN)


def _fingerprints(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(hashlib.sha256(key.encode()).hexdigest()[:_FINGERPRINT] for key in keys)
