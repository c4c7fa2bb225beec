"""The staff of the running site: made behind its back, signed in without typing where that is not what is tried."""

import re
import time
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Page
from sqlalchemy import update

from poai.actions import notes
from poai.actions.factors import begin_factor
from poai.actions.office import Office
from poai.actions.people import break_glass
from poai.domain.access import Strength
from poai.domain.account import Account, Grant, Role, State
from poai.settings import Settings
from poai.store import Sessions
from poai.store.account_tables import session
from tests.actions.cast import Cast
from tests.browser.asking import ask
from tests.browser.conversing import converse
from tests.browser.feeding import try_feed
from tests.browser.listed import list_something
from tests.browser.telling import tell
from tests.browser.twins import list_twins
from tests.serving import Server

LETTERS_WITHIN = 20.0  # seconds: the server sends what is due every few
REASON = "The neighbour rang: nobody answers, and the worker is away."
PLACE = {Role.ADMINISTRATOR, Role.GUARDIAN, Role.STEWARD}


class Staff:
    """An account of each role (by the role's name), made when it is first asked for; `examples` are ids of things
    that pages show: team, person, account (invited), worker (active), disabled. Somebody elsewhere broke the glass."""

    def __init__(self, server: Server, data: Path) -> None:
        self._server = server
        self._mail = data / "mail"
        settings = Settings.read({"POAI_DATA": str(data), "POAI_URL": server.url})
        office = Office.open(settings)
        self.cast = Cast(office.store, datetime.now(UTC), office.secret)
        self.cast.office = office
        self._accounts: dict[str, Account] = {}
        self.team = self.cast.team("Harbour team")
        worker = self.account("link-worker")
        actor = self.cast.present(self.cast.signed_in(worker))
        person = self.cast.person(actor, "Ivy Example", self.team, worker.id)
        invited = self.cast.account("still-invited", Grant(Role.GUARDIAN), factor=False)
        self.reference = person.reference
        self.examples = {
            "team": self.team.id,
            "person": person.id,
            "account": invited.id,
            "worker": worker.id,
            "disabled": self.cast.account("gone", Grant(Role.GUARDIAN), state=State.DISABLED).id,
        }
        self.examples |= converse(self.cast, person.id, worker.id)
        self.examples |= ask(self.cast, person, worker.id)
        self.examples |= tell(self.cast)
        self.examples |= list_twins(self.cast)
        member = self.cast.present(self.cast.signed_in(self.account("organisation-member")))
        self.examples |= list_something(self.cast, member)
        steward = self.cast.present(self.cast.signed_in(self.account("steward")))
        self.examples |= try_feed(self.cast, steward)
        closed = self.cast.person(actor, "Fern Example", self.team, worker.id)
        notes.close(
            office, actor, closed.id, reason="She moved away", version=closed.version, now=self.cast.now
        )
        self.examples["closed"] = closed.id
        self.elsewhere = self.cast.account(
            "elsewhere", Grant(Role.LINK_WORKER, self.cast.team("Hill team").id)
        )
        outside = self.cast.present(self.cast.signed_in(self.elsewhere))
        break_glass(office, outside, person.reference, REASON, now=self.cast.now)

    def account(self, role: str) -> Account:
        """Somebody of that role; "nobody" has none. A "newcomer" is setting up the second step, an "interrupted" one
        was, in another browser."""
        if role not in self._accounts:
            grants = [self._grant(Role(role))] if role in set(Role) else []
            factor = role not in ("newcomer", "interrupted")
            self._accounts[role] = self.cast.account(role, *grants, factor=factor)
        return self._accounts[role]

    def cookie(self, role: str, strength: Strength = "second-factor") -> str:
        """What a browser holds in which somebody of that role is signed in; they are in another one, too."""
        account = self.account(role)
        with self.cast.store.work() as connection:
            sessions = Sessions(connection)
            sessions.end_all(account.id)
            for device in ("Safari on iPhone", "Chrome on Windows"):
                token, _ = sessions.start(account.id, strength, device=device, now=datetime.now(UTC))
        if role == "newcomer":
            self.cast.now = datetime.now(UTC)
            begin_factor(self.cast.office, self.cast.present(token), now=self.cast.now)
        return token

    def signed_in(self, page: Page, role: str, strength: Strength = "second-factor") -> Page:
        """Signs somebody of that role in, in the browser of `page`; with "password" as strength, half."""
        cookie = {"name": "session", "value": self.cookie(role, strength), "url": self._server.url}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        return page

    def idles(self, role: str, minutes: int = 21) -> None:
        """Lets somebody have done nothing for so long."""
        seen = datetime.now(UTC) - timedelta(minutes=minutes)
        with self.cast.store.work() as connection:
            connection.execute(
                update(session).where(session.c.account_id == self.account(role).id).values(seen_at=seen)
            )

    def code(self, secret: str = "") -> str:
        """What an authenticator shows now; everybody's has the same secret but those that were set up on a page."""
        self.cast.now = datetime.now(UTC)
        return self.cast.code(secret) if secret else self.cast.code()

    def link(self, to: str, kind: str) -> str:
        """The link of that kind in the newest letter to somebody, once it has been sent."""
        give_up = time.monotonic() + LETTERS_WITHIN
        while True:
            for file in sorted(self._mail.glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True):
                letter = message_from_bytes(file.read_bytes(), policy=policy.default)
                found = re.search(rf"{self._server.url}/{kind}/\S+", letter.get_content())
                if letter["to"] == to and found:
                    return found[0]
            assert time.monotonic() < give_up, f"no letter to {to} with such a link"
            time.sleep(0.1)

    def _grant(self, role: Role) -> Grant:
        if role in PLACE:
            return Grant(role)
        return Grant(role, "harbour-trust" if role is Role.ORGANISATION_MEMBER else self.team.id)
