"""What everybody may do with their own account: see where they are signed in, and change how they prove it."""

from datetime import datetime, timedelta

from poai.actions.factors import prove_again, settle
from poai.actions.hashing import new_hash
from poai.actions.office import Office, Work
from poai.actions.sign_in import SignedIn, replace_session
from poai.actions.texts import email_of
from poai.domain.access import AccountThing, Actor, Permission
from poai.domain.account import Account, State
from poai.domain.audit import VISITOR, Event
from poai.domain.errors import LinkError, NotFoundError
from poai.domain.letters import Letter
from poai.domain.session import Session
from poai.store import Accounts, EmailTakenError, LinkKind, Sessions, Tokens

MINUTES = 60  # for which the link to confirm a new address counts


def own(office: Office, actor: Actor, *, now: datetime) -> tuple[Account, list[Session]]:
    """The actor's account and where they are signed in, the newest first."""
    with office.work(now, actor.id, reading=True) as work:
        account = _own(work, actor)
        return account, Sessions(work.connection).of(actor.id, now)


def end_session(office: Office, actor: Actor, session_id: str, *, now: datetime, address: str = "") -> None:
    """Ends one of the actor's sessions. Raises NotFoundError if they have no such one."""
    with office.work(now, actor.id, address) as work:
        _own(work, actor)
        if not Sessions(work.connection).end(session_id, actor.id):
            raise NotFoundError("no such session")
        work.record(Event.SESSION_ENDED, f"session:{session_id}")


def end_other_sessions(office: Office, actor: Actor, *, now: datetime, address: str = "") -> int:
    """Signs the actor out everywhere else; says of how many sessions."""
    with office.work(now, actor.id, address) as work:
        _own(work, actor)
        ended = Sessions(work.connection).end_all(actor.id, but=actor.session)
        work.record(Event.SESSION_ENDED, f"account:{actor.id}", count=str(ended))
        return ended


def change_password(
    office: Office,
    actor: Actor,
    password: str,
    new_password: str,
    *,
    now: datetime,
    address: str = "",
    device: str = "",
) -> SignedIn:
    """A new password: links and sessions end, and a new one begins in place of the actor's.

    Raises SignInError or ThrottledError for `password`, InvalidError("password", why) for the new one.
    """
    account = _known(office, actor)
    proof = prove_again(office, actor, password, now, address)
    hashed = new_hash(new_password, (*office.names, office.title, account.email, account.name))
    with office.work(now, actor.id, address) as work:
        _own(work, actor)
        settle(work, proof)
        Accounts(work.connection).set_password(actor.id, hashed)
        Tokens(work.connection).void(actor.id)
        signed = replace_session(work, actor, device)
        Sessions(work.connection).end_all(actor.id, but=signed.session.id)
        work.record(Event.PASSWORD_CHANGED, f"account:{actor.id}")
        work.send(Letter.PASSWORD_CHANGED, account.email, link=office.link("account"))
        return signed


def ask_email(
    office: Office, actor: Actor, password: str, email: str, *, now: datetime, address: str = ""
) -> None:
    """Sends a link to the new address, by which it is confirmed; no sign of whether somebody else has it.

    Raises SignInError or ThrottledError for the password, InvalidError("email", "wrong").
    """
    wanted = email_of(email)
    proof = prove_again(office, actor, password, now, address)
    with office.work(now, actor.id, address) as work:
        _own(work, actor)
        settle(work, proof)
        if Accounts(work.connection).by_email(wanted) is None:
            until = now + timedelta(minutes=MINUTES)
            token = Tokens(work.connection).issue(LinkKind.EMAIL, actor.id, wanted, until=until)
            link = office.link(f"account/email/{token}")
            work.send(Letter.EMAIL_CONFIRM, wanted, link=link, minutes=str(MINUTES))
        work.record(Event.EMAIL_CHANGE_ASKED, f"account:{actor.id}")


def confirm_email(office: Office, token: str, *, now: datetime, address: str = "") -> None:
    """The new address is theirs: it counts from now on, links and sessions end, and the old address is told.

    Raises LinkError.
    """
    with office.work(now, VISITOR, address) as work:
        accounts = Accounts(work.connection)
        link = Tokens(work.connection).use(LinkKind.EMAIL, token, now)
        account = accounts.get(link.account, lock=True) if link else None
        if link is None or account is None or account.state is not State.ACTIVE:
            work.refuse(LinkError("no such change of address"))
        try:
            accounts.set_email(account.id, link.email)
        except EmailTakenError:
            work.refuse(LinkError("somebody else has the address by now"), thing=f"account:{account.id}")
        Tokens(work.connection).void(account.id)
        Sessions(work.connection).end_all(account.id)
        work.record(Event.EMAIL_CHANGED, f"account:{account.id}")
        work.send(Letter.EMAIL_CHANGED, account.email)


def _own(work: Work, actor: Actor) -> Account:
    work.need(actor, Permission.OWN_ACCOUNT, AccountThing(id=actor.id), f"account:{actor.id}")
    account = Accounts(work.connection).get(actor.id)
    if account is None:
        raise NotFoundError("no such account")
    return account


def _known(office: Office, actor: Actor) -> Account:
    with office.store.read() as connection:
        account = Accounts(connection).get(actor.id)
    if account is None:
        raise NotFoundError("no such account")
    return account
