"""A site with invented staff, a clock that tests move, and browsers in which they sign in."""

import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from httpx2 import Response
from sqlalchemy import text
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from poai.app import create_app
from poai.domain.account import Account, Grant
from poai.settings import Settings
from poai.store import migrate, open_store
from tests.actions.cast import PASSWORD, Cast
from tests.web.visiting import HOME, SAME_SITE, Form, Seen, application_in, headers_wrong, page_wrong

LONDON = ZoneInfo("Europe/London")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Hands:
    """A browser with somebody in front of it. `seen` is the page that they look at, `answer` how it came."""

    def __init__(self, app: ASGIApp) -> None:
        self.browser = TestClient(
            app,
            base_url=HOME,
            raise_server_exceptions=False,
            follow_redirects=False,
            headers={"user-agent": FIREFOX},
        )
        self.seen: Seen
        self.answer: Response

    def sees(self, path: str, status: int = 200, *, follow: bool = True) -> Seen:
        """Goes to a page, and on to where it leads; whatever comes must be whole and kept by nobody."""
        return self._look(self.browser.get(path), status, follow=follow)

    def sends(self, ending: str, status: int = 200, **fields: str | list[str]) -> Seen:
        """Sends the form that goes to an address with that ending, filled in, and goes on to where it leads."""
        form: Form = self.seen.form(ending)
        filled: dict[str, Any] = {**dict(form.fields), **fields}
        return self.posts(form.action, status, **filled)

    def posts(self, path: str, status: int = 200, **fields: str | list[str]) -> Seen:
        """Sends fields to an address as a page of ours would."""
        headers = {**SAME_SITE, "referer": self.seen.address if hasattr(self, "seen") else HOME}
        return self._look(self.browser.post(path, data=fields, headers=headers), status, follow=True)

    def goes(self, path: str) -> str:
        """Where an address leads: its redirect, without our own name."""
        answer = self.browser.get(path)
        assert headers_wrong(answer) == []
        assert answer.status_code == 303, f"{path} answered {answer.status_code}"
        return str(answer.headers["location"])

    def heading(self) -> str:
        """The heading of the page that they look at."""
        return next(words for tag, words in self.seen.headings if tag == "h1")

    @property
    def token(self) -> str:
        """What the cookie of the session holds; "" without one."""
        return self.browser.cookies.get("__Host-session") or ""

    def _look(self, answer: Response, status: int, *, follow: bool) -> Seen:
        for _ in range(5):
            if not (follow and answer.status_code == 303):
                break
            assert headers_wrong(answer) == []
            answer = self.browser.get(str(answer.headers["location"]))
        self.answer = answer
        self.seen = seen = Seen(str(answer.url), answer.text)
        problems = page_wrong(answer, seen) if answer.status_code != 303 else headers_wrong(answer)
        if answer.status_code != status:
            problems.append(f"answered {answer.status_code}, not {status}: {seen.text[:400]}")
        assert not problems, "\n".join([seen.address, *problems])
        return seen


@dataclass
class StaffSite:
    """The application over a store of its own. `cast` is its staff; the time on the site is theirs."""

    app: ASGIApp
    cast: Cast
    settings: Settings

    @classmethod
    def open(cls, small: Settings, folder: Path) -> "StaffSite":
        # The listings are those of Exampleton, in a catalogue that is this site's own: what it publishes is shown nowhere else.
        shutil.copy(small.catalogue, folder)
        settings = replace(small, data=folder, store=str(folder / "store.db"))
        store = open_store(settings.store)
        migrate(store)
        cast = Cast(store, secret=settings.secret)
        app = create_app(settings, now=lambda: cast.now.astimezone(LONDON))
        cast.office = application_in(app).state.desk.office()
        return cls(app, cast, settings)

    def account(self, name: str, *grants: Grant, **about: Any) -> Account:
        """Somebody who has worked here before."""
        return self.cast.account(name, *grants, **about)

    def hands(self, account: Account | None = None) -> Hands:
        """A browser that has not been here before, or one in which somebody is signed in."""
        hands = Hands(self.app)
        if account:
            hands.browser.cookies.set(
                "__Host-session", self.cast.signed_in(account), domain="help.example.org"
            )
        return hands

    def half(self, account: Account) -> Hands:
        """A browser in which somebody has given their password and nothing else."""
        hands = Hands(self.app)
        hands.sees("/sign-in")
        hands.sends("/sign-in", email=account.email, password=PASSWORD)
        return hands

    def signs_in(self, account: Account, hands: Hands | None = None) -> Hands:
        """Both steps, in a browser."""
        hands = hands or Hands(self.app)
        hands.sees("/sign-in")
        hands.sends("/sign-in", email=account.email, password=PASSWORD)
        self.cast.later(seconds=30)  # a code counts once
        hands.sends("/sign-in/code", code=self.cast.code())
        return hands

    def rows(self, *tables: str) -> list[str]:
        """Everything that tables hold, but when somebody was last there."""
        with self.cast.store.read() as connection:
            return [
                repr({name: value for name, value in row.items() if name != "seen_at"})
                for table in tables
                for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()
            ]

    def at(self) -> datetime:
        """The time on the site."""
        return self.cast.now
