"""Our side: an office with one link worker, a second factor and all, over SQLite in a file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp

from poai.actions.accounts import add_from_host
from poai.actions.factors import begin_factor, confirm_factor
from poai.actions.invitations import accept
from poai.actions.office import Office
from poai.actions.sign_in import SignedIn, current, give_code, give_password
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.audit import SYSTEM, Event
from poai.settings import Settings

EMAIL, PASSWORD, ADDRESS = "wren@example.org", "quiet marsh lantern", "192.0.2.7"


class Ours:
    """`now` moves on by a minute with each sign-in, since no code counts twice."""

    def __init__(self, folder: Path) -> None:
        self._now = datetime(2026, 11, 23, 9, tzinfo=UTC)
        self._office = Office.open(Settings.read({"POAI_DATA": str(folder)}))
        link = add_from_host(
            self._office, email=EMAIL, name="Wren Example", grants=[Grant(Role.GUARDIAN)], now=self._now
        )
        half = accept(self._office, link.rpartition("/")[2], PASSWORD, now=self._now)
        enrolment = begin_factor(self._office, self._actor(half), now=self._now)
        self._totp = pyotp.TOTP(enrolment.secret)
        done = confirm_factor(self._office, self._actor(half), self._totp.at(self._now), now=self._now)
        self._token = done.signed.token

    def password(self) -> SignedIn:
        """The first step: password, throttle and trail."""
        self._now += timedelta(minutes=1)
        return give_password(self._office, EMAIL, PASSWORD, now=self._now, address=ADDRESS)

    def sign_in(self) -> None:
        """Both steps, which leaves a whole session."""
        half = self._actor(self.password())
        code = self._totp.at(self._now)
        self._token = give_code(self._office, half, code, now=self._now, address=ADDRESS).token

    def check(self) -> None:
        """Who asks, and what they may: what every page for which people sign in costs first."""
        if current(self._office, self._token, now=self._now) is None:
            raise RuntimeError("the session has ended")

    def append(self, rows: int = 1) -> None:
        """So many rows of the trail, in one transaction."""
        with self._office.work(self._now, SYSTEM) as work:
            for _ in range(rows):
                work.record(Event.PERSON_READ, "person:7b8f0a52-6f0e-4d0e-9b57-0d6a3a1f2c11")

    def close(self) -> None:
        """Lets go of the store."""
        self._office.store.close()

    def _actor(self, signed: SignedIn) -> Actor:
        present = current(self._office, signed.token, now=self._now)
        if present is None:
            raise RuntimeError("the session has ended")
        return present.actor
