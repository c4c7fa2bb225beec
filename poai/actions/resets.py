"""A forgotten password: a link to the address of the account, and a new password. The second factor stays."""

from datetime import datetime, timedelta

from poai.actions.hashing import new_hash
from poai.actions.office import Office
from poai.actions.proof import throttled
from poai.domain.account import State, same_email
from poai.domain.audit import VISITOR, Event
from poai.domain.errors import LinkError
from poai.domain.letters import Letter
from poai.store import Accounts, LinkKind, Sessions, Tokens

MINUTES = 60


def ask_reset(office: Office, email: str, *, now: datetime, address: str) -> None:
    """Sends a link if there is such an account that is active, and gives no sign of whether. Raises ThrottledError."""
    wanted = same_email(email)
    with office.work(now, VISITOR, address) as work:
        account = Accounts(work.connection).by_email(wanted)
        name = f"account:{account.id}" if account else ""
        throttled(work, f"reset {wanted}", address, name)
        if account and account.state is State.ACTIVE:
            until = now + timedelta(minutes=MINUTES)
            token = Tokens(work.connection).issue(LinkKind.RESET, account.id, account.email, until=until)
            work.send(Letter.RESET, account.email, link=office.link(f"reset/{token}"), minutes=str(MINUTES))
        work.record(Event.RESET_ASKED, name)


def look(office: Office, token: str, *, now: datetime) -> None:
    """Raises LinkError unless the link counts."""
    with office.store.read() as connection:
        if Tokens(connection).find(LinkKind.RESET, token, now) is None:
            raise LinkError("no such reset")


def finish_reset(office: Office, token: str, password: str, *, now: datetime, address: str = "") -> None:
    """The new password: the link is used up, every session ends, and signing in asks for both factors as ever.

    Raises LinkError; InvalidError("password", why), and then the link still counts.
    """
    with office.store.read() as connection:
        link = Tokens(connection).find(LinkKind.RESET, token, now)
        account = Accounts(connection).get(link.account) if link else None
    if account is None:
        raise LinkError("no such reset")
    hashed = new_hash(password, (*office.names, office.title, account.email, account.name))
    with office.work(now, VISITOR, address) as work:
        accounts = Accounts(work.connection)
        link = Tokens(work.connection).use(LinkKind.RESET, token, now)
        account = accounts.get(link.account, lock=True) if link else None
        if account is None or account.state is not State.ACTIVE:
            work.refuse(LinkError("the link was used, or the account disabled, meanwhile"))
        accounts.set_password(account.id, hashed)
        Tokens(work.connection).void(account.id)
        Sessions(work.connection).end_all(account.id)
        work.record(Event.RESET_USED, f"account:{account.id}")
        work.send(Letter.PASSWORD_CHANGED, account.email, link=office.link("account"))
