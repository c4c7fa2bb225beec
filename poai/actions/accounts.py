"""Administration: who is let in, as what, and for how long. Nobody administers themselves."""

from collections.abc import Collection
from datetime import datetime

from poai.actions import invitations
from poai.actions.office import Office, Work
from poai.actions.texts import email_of, line_of
from poai.domain.access import AccountThing, Actor, Permission, may
from poai.domain.account import SCOPES, Account, Grant, Role, Scope, State, misfits
from poai.domain.audit import SYSTEM, Event
from poai.domain.errors import ForbiddenError, InvalidError, NotFoundError
from poai.domain.letters import Letter
from poai.store import Accounts, EmailTakenError, Factors, Organisations, Sessions, Teams, Tokens, visible

_WATCHED = frozenset({Role.LINK_WORKER, Role.TEAM_LEAD, Role.GUARDIAN})


def others(office: Office, actor: Actor, *, now: datetime, address: str = "") -> list[Account]:
    """Every account but the actor's own, in order of name. Raises NotFoundError."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, Permission.ACCOUNTS_MANAGE, None)
        return Accounts(work.connection).all(visible.accounts(actor))


def show(office: Office, actor: Actor, account_id: str, *, now: datetime, address: str = "") -> Account:
    """One account. Raises NotFoundError, or ForbiddenError for the actor's own."""
    with office.work(now, actor.id, address, reading=True) as work:
        return _managed(work, actor, account_id, lock=False)


def invite(
    office: Office,
    actor: Actor,
    *,
    email: str,
    name: str,
    grants: Collection[Grant],
    now: datetime,
    address: str = "",
) -> Account:
    """A new account, and a letter with a link to it.

    Raises InvalidError for "email" (wrong, taken), "name" (missing, too-long, wrong) or "grants" (missing, wrong).
    """
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.ACCOUNTS_MANAGE, None)
        account = _add(work, email, name, grants)
        invitations.send(work, account)
        return account


def add_from_host(office: Office, *, email: str, name: str, grants: Collection[Grant], now: datetime) -> str:
    """The link that invites somebody, for whoever may run commands on the machine: so the first administrator begins.

    For somebody who is invited to the same already, another link. Raises InvalidError as `invite` does.
    """
    with office.work(now, SYSTEM) as work:
        known = Accounts(work.connection).by_email(email_of(email))
        if known and known.state is State.INVITED and known.grants == frozenset(grants):
            return invitations.issue(work, known)
        return invitations.issue(work, _add(work, email, name, grants))


def everybody(office: Office) -> list[Account]:
    """Every account, for whoever may run commands on the machine."""
    with office.store.read() as connection:
        return Accounts(connection).all()


def disable(office: Office, actor: Actor, account_id: str, *, now: datetime, address: str = "") -> None:
    """Out at once: sessions and links end with it. Raises NotFoundError, ForbiddenError for the actor's own."""
    with office.work(now, actor.id, address) as work:
        account = _managed(work, actor, account_id)
        if account.state is State.DISABLED:
            return
        Accounts(work.connection).set_state(account.id, State.DISABLED)
        Tokens(work.connection).void(account.id)
        Sessions(work.connection).end_all(account.id)
        work.record(Event.ACCOUNT_DISABLED, f"account:{account.id}")
        work.send(Letter.ACCOUNT_DISABLED, account.email)


def enable(office: Office, actor: Actor, account_id: str, *, now: datetime, address: str = "") -> None:
    """In again, with password and second factor as before; who had none is invited again. Raises as `disable` does."""
    with office.work(now, actor.id, address) as work:
        account = _managed(work, actor, account_id)
        if account.state is not State.DISABLED:
            return
        accounts = Accounts(work.connection)
        credential = accounts.credential(identity=account.id)
        known = credential is not None and credential.password != ""
        accounts.set_state(account.id, State.ACTIVE if known else State.INVITED)
        work.record(Event.ACCOUNT_ENABLED, f"account:{account.id}")
        if not known:
            invitations.send(work, account)


def change_grants(
    office: Office,
    actor: Actor,
    account_id: str,
    grants: Collection[Grant],
    *,
    now: datetime,
    address: str = "",
) -> None:
    """Other roles or teams from the next request on: whoever it is signs in anew.

    Raises InvalidError("grants", "missing" or "wrong"); NotFoundError, ForbiddenError for the actor's own account.
    """
    with office.work(now, actor.id, address) as work:
        account = _managed(work, actor, account_id)
        wanted = _checked(work, grants)
        if wanted == account.grants:
            return
        Accounts(work.connection).set_grants(account.id, wanted)
        Sessions(work.connection).end_all(account.id)
        for event, changed in (
            (Event.ROLE_TAKEN, account.grants - wanted),
            (Event.ROLE_GIVEN, wanted - account.grants),
        ):
            for grant in sorted(changed):
                work.record(event, f"account:{account.id}", role=grant.role, scope=grant.scope)
        _tell_guardians(work, account, wanted - account.grants)


def rename(
    office: Office, actor: Actor, account_id: str, name: str, *, now: datetime, address: str = ""
) -> None:
    """Another name. Raises InvalidError("name", …); NotFoundError, ForbiddenError for the actor's own account."""
    with office.work(now, actor.id, address) as work:
        account = _managed(work, actor, account_id)
        Accounts(work.connection).set_name(account.id, line_of(name, "name"))
        work.record(Event.ACCOUNT_CHANGED, f"account:{account.id}")


def end_sessions(office: Office, actor: Actor, account_id: str, *, now: datetime, address: str = "") -> int:
    """Signs somebody out everywhere; says of how many sessions. Raises as `disable` does."""
    with office.work(now, actor.id, address) as work:
        account = _managed(work, actor, account_id)
        ended = Sessions(work.connection).end_all(account.id)
        work.record(Event.SESSION_ENDED, f"account:{account.id}", count=str(ended))
        return ended


def remove_factor(office: Office, actor: Actor, account_id: str, *, now: datetime, address: str = "") -> None:
    """For somebody who lost telephone and codes: at the next sign-in they set up another. Raises as `disable` does."""
    with office.work(now, actor.id, address) as work:
        account = _managed(work, actor, account_id)
        Factors(work.connection).remove(account.id)
        Sessions(work.connection).end_all(account.id)
        work.record(Event.SECOND_FACTOR_REMOVED, f"account:{account.id}")
        work.send(Letter.FACTOR_CHANGED, account.email, link=office.link("account"))


def _managed(work: Work, actor: Actor, account_id: str, *, lock: bool = True) -> Account:
    """The account, which the actor may manage; with `lock`, nobody else changes it until the unit of work ends."""
    name = f"account:{account_id}"
    if account_id == actor.id and may(actor, Permission.ACCOUNTS_MANAGE):
        work.refuse(ForbiddenError("nobody administers themselves"), thing=name)
    work.need(actor, Permission.ACCOUNTS_MANAGE, AccountThing(id=account_id), name)
    account = Accounts(work.connection).get(account_id, lock=lock)
    if account is None:
        raise NotFoundError("no such account")
    return account


def _add(work: Work, email: str, name: str, grants: Collection[Grant]) -> Account:
    given = _checked(work, grants)
    try:
        account = Accounts(work.connection).add(
            email=email_of(email), name=line_of(name, "name"), grants=given, now=work.now
        )
    except EmailTakenError as error:
        raise InvalidError("email", "taken") from error
    thing = f"account:{account.id}"
    work.record(Event.ACCOUNT_ADDED, thing)
    for grant in sorted(given):
        work.record(Event.ROLE_GIVEN, thing, role=grant.role, scope=grant.scope)
    _tell_guardians(work, account, given)
    return account


def _tell_guardians(work: Work, account: Account, given: Collection[Grant]) -> None:
    """An administrator could let in a second self to read records: whoever watches hears of every such role."""
    if any(grant.role in _WATCHED for grant in given):
        for guardian in Accounts(work.connection).holding(Role.GUARDIAN):
            if guardian.id != account.id:
                work.send(Letter.ACCESS_GIVEN, guardian.email, link=work.office.link("guardian/trail"))


def _checked(work: Work, grants: Collection[Grant]) -> frozenset[Grant]:
    """The grants, at least one, each for something that there is. (Localities are not in the store.)"""
    if not grants:
        raise InvalidError("grants", "missing")
    known = {Scope.TEAM: Teams(work.connection).get, Scope.ORGANISATION: Organisations(work.connection).get}
    for grant in grants:
        kind = SCOPES[grant.role]
        if misfits([grant]) or (kind in known and known[kind](grant.scope) is None):
            raise InvalidError("grants", "wrong")
    return frozenset(grants)
