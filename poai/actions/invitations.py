"""Invitations: a link that an administrator sends, and with which somebody chooses a password."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from poai.actions.hashing import new_hash
from poai.actions.office import Office, Work
from poai.actions.sign_in import SignedIn, begin
from poai.domain.access import AccountThing, Actor, Permission
from poai.domain.account import Account, State
from poai.domain.audit import VISITOR, Event
from poai.domain.errors import LinkError, NotFoundError
from poai.domain.letters import Letter
from poai.store import Accounts, LinkKind, Tokens

DAYS = 7


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a link invites."""

    name: str
    email: str


def send_again(office: Office, actor: Actor, account_id: str, *, now: datetime, address: str = "") -> None:
    """Another link to somebody who has not come in yet; the one before no longer counts. Raises NotFoundError."""
    name = f"account:{account_id}"
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.ACCOUNTS_MANAGE, AccountThing(id=account_id), name)
        account = Accounts(work.connection).get(account_id, lock=True)
        if account is None or account.state is not State.INVITED:
            raise NotFoundError("nobody of that id is invited")
        send(work, account)


def look(office: Office, token: str, *, now: datetime) -> Invited:
    """Whom a link invites, without using it. Raises LinkError."""
    with office.store.read() as connection:
        link = Tokens(connection).find(LinkKind.INVITATION, token, now)
        account = Accounts(connection).get(link.account) if link else None
    if account is None:
        raise LinkError("no such invitation")
    return Invited(account.name, account.email)


def accept(
    office: Office, token: str, password: str, *, now: datetime, address: str = "", device: str = ""
) -> SignedIn:
    """Chooses a password: the link is used up, and a half session begins in which the second factor is set up.

    Raises LinkError; InvalidError("password", why), and then the link still counts.
    """
    invited = look(office, token, now=now)
    hashed = new_hash(password, (*office.names, office.title, invited.email, invited.name))
    with office.work(now, VISITOR, address) as work:
        accounts = Accounts(work.connection)
        link = Tokens(work.connection).use(LinkKind.INVITATION, token, now)
        account = accounts.get(link.account, lock=True) if link else None
        if account is None or account.state is not State.INVITED:
            work.refuse(LinkError("the invitation was used or withdrawn meanwhile"))
        accounts.set_password(account.id, hashed)
        accounts.set_state(account.id, State.ACTIVE)
        Tokens(work.connection).void(account.id)
        work.record(Event.INVITATION_USED, f"account:{account.id}")
        return begin(work, account.id, "password", device)


def send(work: Work, account: Account) -> None:
    """Sends an invitation in a unit of work."""
    link = issue(work, account)
    work.send(Letter.INVITATION, account.email, link=link, days=str(DAYS))


def issue(work: Work, account: Account) -> str:
    """The address to invite somebody to, made in a unit of work."""
    until = work.now + timedelta(days=DAYS)
    token = Tokens(work.connection).issue(LinkKind.INVITATION, account.id, account.email, until=until)
    work.record(Event.INVITATION_SENT, f"account:{account.id}")
    return work.office.link(f"invitation/{token}")
