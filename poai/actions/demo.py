"""A demo: a throw-away place with an invented cast, whom anybody may be in one click.

Nothing of it is possible anywhere else: a `Demo` is only had of an office whose store is in a folder with a demo's mark.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from poai.actions.office import Office
from poai.actions.sign_in import SignedIn, begin
from poai.domain.account import Account, State
from poai.domain.audit import VISITOR, Event
from poai.domain.errors import NotFoundError
from poai.settings import DEMO_MARK, Settings
from poai.store import Accounts, StoreError, Teams


@dataclass(frozen=True, slots=True)
class Demo:
    """An office in which nothing is real. `mail` is the folder of its letters."""

    office: Office
    mail: Path

    @classmethod
    def of(cls, office: Office) -> "Demo":
        """Raises ValueError for an office that is not a demo's own."""
        folder = Path(office.store.name).parent
        if not (folder / DEMO_MARK).exists():
            raise ValueError("this is no demo")
        return cls(office, folder / "mail")


@contextmanager
def begun_anew(settings: Settings) -> Iterator[None]:
    """An empty demo, nobody else's for as long as the block lasts. Raises StoreError if another runs there."""
    if not settings.demo:
        raise ValueError("this is no demo")
    with (settings.data / DEMO_MARK).open("rb") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                f"A demo runs in {settings.data} already. Stop it, or set POAI_DATA to another"
            ) from error
        for path in settings.data.glob("store.db*"):
            path.unlink()
        rmtree(settings.mail, ignore_errors=True)
        yield


def everybody(demo: Demo) -> list[Account]:
    """Everybody who has an account, in order of name."""
    with demo.office.store.read() as connection:
        return Accounts(connection).all()


def team_names(demo: Demo) -> dict[str, str]:
    """What each team is called, by its id."""
    with demo.office.store.read() as connection:
        return {team.id: team.name for team in Teams(connection).all()}


def enter(demo: Demo, account_id: str, *, now: datetime, address: str, device: str = "") -> SignedIn:
    """Signs in as somebody without a password or a second factor. Raises NotFoundError unless they are active."""
    with demo.office.work(now, VISITOR, address) as work:
        account = Accounts(work.connection).get(account_id, lock=True)
        if account is None or account.state is not State.ACTIVE:
            work.refuse(NotFoundError("nobody of that id can sign in"))
        signed = begin(work, account.id, "second-factor", device)
        work.record(Event.SIGNED_IN, f"session:{signed.session.id}")
        return signed
