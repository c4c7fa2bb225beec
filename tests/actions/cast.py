"""A small office with invented staff, so that a test can begin where it gets interesting."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyotp
from sqlalchemy import text

from poai.actions.hashing import HASHER
from poai.actions.office import Office
from poai.actions.sign_in import SignedIn, current
from poai.domain.access import Actor
from poai.domain.account import Account, Grant, Role, State
from poai.domain.audit import Event, Row
from poai.domain.person import Details, Person
from poai.domain.team import Team, TeamKind
from poai.sealing import seal
from poai.store import Accounts, Audit, Factors, Keys, People, Sessions, Store, Teams, make_keys
from poai.store.outbox import claim, unsealed

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ADDRESS = "192.0.2.7"
PASSWORD = "quiet marsh lantern"
HASH = HASHER.hash(PASSWORD)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of everybody's authenticator
ADMINISTRATOR = Grant(Role.ADMINISTRATOR)
GUARDIAN = Grant(Role.GUARDIAN)


@dataclass(frozen=True)
class Letter:
    """A letter from the outbox, opened."""

    to: str
    letter: str
    values: dict[str, str]

    @property
    def token(self) -> str:
        """The last part of its link."""
        return self.values["link"].rpartition("/")[2]


@dataclass
class Cast:
    """An office over a store. `now` is the moment at which the cast acts: move it with `later`."""

    store: Store
    now: datetime = NOW
    secret: str = "a secret of thirty-two characters"
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.office = Office(self.store, self.secret, "https://help.example.org", names=("Exampleton",))

        make_keys(self.store, self.office.secret)

    def later(self, **time: float) -> datetime:
        """Lets time pass: later(minutes=5)."""
        self.now += timedelta(**time)
        return self.now

    def account(
        self,
        name: str,
        *grants: Grant,
        state: State = State.ACTIVE,
        password: str = HASH,
        factor: bool = True,
    ) -> Account:
        """Somebody who has signed in before, with PASSWORD and SECRET."""
        with self.store.work() as connection:
            accounts = Accounts(connection)
            made = accounts.add(email=f"{name}@example.org", name=name.title(), grants=grants, now=self.now)
            accounts.set_state(made.id, state)
            accounts.set_password(made.id, password)
            if factor:
                sealed = seal(self.office.key("factor"), SECRET.encode(), f"account:{made.id}")
                Factors(connection).begin(made.id, sealed, self.now)
                Factors(connection).confirm(made.id, sealed, 0)
            again = accounts.get(made.id)
        assert again
        return again

    def signed_in(self, account: Account) -> str:
        """The token of a whole session."""
        with self.store.work() as connection:
            return Sessions(connection).start(account.id, "second-factor", device="a test", now=self.now)[0]

    def actor(self, name: str, *grants: Grant) -> Actor:
        """Somebody new, signed in."""
        return self.present(self.signed_in(self.account(name, *grants)))

    def present(self, token: str | SignedIn) -> Actor:
        """Who asks with a token; it must count."""
        found = self.asks(token if isinstance(token, str) else token.token)
        assert found
        return found

    def asks(self, token: str) -> Actor | None:
        """Who asks with a token; None if it does not count."""
        present = current(self.office, token, now=self.now)
        return present.actor if present else None

    def code(self, secret: str = SECRET) -> str:
        """What an authenticator shows now."""
        return pyotp.TOTP(secret).at(self.now)

    def team(self, name: str) -> Team:
        """A new team."""
        with self.store.work() as connection:
            return Teams(connection).add(name=name, kind=TeamKind.LOCALITY, base=name, now=self.now)

    def person(self, actor: Actor, names: str, team: Team, worker: str = "") -> Person:
        """Somebody who is helped."""
        with self.store.work() as connection:
            return People(connection, actor, Keys.load(connection, self.office.secret)).add(
                names=names, details=Details(reach="by post"), team=team.id, worker=worker, now=self.now
            )

    def trail(self, **wanted: str) -> list[Row]:
        """The rows of the trail, the oldest first."""
        with self.store.read() as connection:
            return Audit(connection, self.office.key("audit")).rows(limit=1_000_000, **wanted)[::-1]  # type: ignore[arg-type]

    def events(self) -> list[str]:
        """What happened, in order."""
        return [row.event for row in self.trail()]

    def count(self, event: Event) -> int:
        """How often it happened."""
        return self.events().count(event)

    def letters(self) -> list[Letter]:
        """The letters that are due, which are then gone, by the order in which they were left."""
        found = []
        with self.store.work() as connection:
            key = self.office.key("outbox")
            while waiting := claim(connection, self.now):
                found.append(
                    (waiting.made_at, Letter(waiting.recipient, waiting.letter, unsealed(waiting, key)))
                )
            connection.execute(text("DELETE FROM outbox"))
        return [letter for _, letter in sorted(found, key=lambda pair: pair[0])]

    def dump(self) -> str:
        """Everything that the database holds, as text."""
        with self.store.read() as connection:
            tables = "account session token factor recovery_code throttle outbox audit".split()
            rows = [row for table in tables for row in connection.execute(text(f"SELECT * FROM {table}"))]
            return "\n".join(
                repr(tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)) for row in rows
            )
