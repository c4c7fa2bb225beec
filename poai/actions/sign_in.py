"""Signing in, in two steps, and out: who asks, in which session."""

from dataclasses import dataclass
from datetime import datetime

from poai.actions.office import Office, Work
from poai.actions.proof import prove, throttled
from poai.actions.totp import plain, step_of
from poai.domain.access import Actor, Permission, Strength
from poai.domain.account import State, same_email
from poai.domain.audit import Event
from poai.domain.errors import SignedOutError, SignInError
from poai.domain.letters import Letter
from poai.domain.session import SEEN_EVERY, Session
from poai.sealing import UnsealError, fingerprint, unseal
from poai.store import Accounts, Factors, Present, Sessions, Throttles

MANY_FAILURES = 3  # wrong passwords just before a right one, or wrong codes, of which the owner is told


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session just begun: `token` is for the cookie, and is never told again. `enrolled`: has a second factor."""

    token: str
    session: Session
    enrolled: bool


def give_password(
    office: Office, email: str, password: str, *, now: datetime, address: str, device: str = ""
) -> SignedIn:
    """The first step. Begins a half session, which allows the second step only. Raises SignInError, ThrottledError."""
    proof = prove(office, same_email(email), password, now=now, address=address)
    account = proof.credential.account
    with office.work(now, account, address) as work:
        if not proof.settle(work):
            work.refuse(SignInError("changed meanwhile"), Event.SIGN_IN_FAILED, f"account:{account}")
        if proof.failures >= MANY_FAILURES:
            work.send(Letter.SIGNED_IN, proof.credential.email, link=office.link("account"))
        return begin(work, account, "password", device)


def give_code(
    office: Office, actor: Actor, code: str, *, now: datetime, address: str, device: str = ""
) -> SignedIn:
    """The second step: a code from the authenticator, or a recovery code, ends the half session and begins a whole one.

    Raises SignInError, ThrottledError; SignedOutError if the half session has ended; NotFoundError in a whole one.
    """
    name = f"account:{actor.id}"
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.SECOND_STEP, None, name)
        account = Accounts(work.connection).get(actor.id, lock=True)
        if account is None or account.state is not State.ACTIVE:
            work.refuse(SignedOutError("the account was disabled"), thing=name)
        attempt = throttled(work, f"factor {actor.id}", "", name)
        recovered = _recovers(work, actor.id, code)
        right = recovered or _is_code(work, actor.id, code)
        if right:
            Throttles(work.connection).take_back(attempt)
            signed = replace_session(work, actor, device)
            if recovered:
                work.record(Event.RECOVERY_CODE_USED, name)
                work.send(Letter.SIGNED_IN, account.email, link=office.link("account"))
            work.record(Event.SIGNED_IN, f"session:{signed.session.id}")
        else:
            work.record(Event.SECOND_FACTOR_FAILED, name)
            if attempt.failures + 1 == MANY_FAILURES:  # whoever guesses codes knows the password
                work.send(Letter.WRONG_CODES, account.email, link=office.link("account/password"))
    if not right:
        raise SignInError("wrong code")
    return signed


def current(office: Office, token: str, *, now: datetime) -> Present | None:
    """Who asks, with what they may at this moment; None if the session has ended. One query, and rarely a write."""
    with office.store.read() as connection:
        present = Sessions(connection).find(token, now)
    if present and present.session.strength != "password" and now - present.session.seen_at >= SEEN_EVERY:
        with office.store.work() as connection:
            Sessions(connection).seen(present.session.id, now)
    return present


def sign_out(office: Office, actor: Actor, *, now: datetime, address: str = "") -> None:
    """Ends the session in which the actor asks."""
    with office.work(now, actor.id, address) as work:
        if Sessions(work.connection).end(actor.session, actor.id):
            work.record(Event.SIGNED_OUT, f"session:{actor.session}")


def begin(work: Work, account: str, strength: Strength, device: str) -> SignedIn:
    """A new session in a unit of work."""
    token, session = Sessions(work.connection).start(account, strength, device=device, now=work.now)
    if strength == "password":
        work.record(Event.PASSWORD_PASSED, f"session:{session.id}")
    return SignedIn(token, session, Factors(work.connection).get(account) is not None)


def replace_session(work: Work, actor: Actor, device: str) -> SignedIn:
    """A whole session in place of the actor's, whose token is dead from now on. Refuses if that has ended."""
    if not Sessions(work.connection).end(actor.session, actor.id):
        work.refuse(SignedOutError("the session has ended"), thing=f"session:{actor.session}")
    return begin(work, actor.id, "second-factor", device)


def _is_code(work: Work, account: str, typed: str) -> bool:
    """Whether it is a code that the authenticator shows now, and was not used before."""
    factors = Factors(work.connection)
    factor = factors.get(account)
    if factor is None:
        return False
    try:
        secret = unseal(work.office.key("factor"), factor.secret, f"account:{account}").decode()
    except UnsealError:
        return False  # sealed with another POAI_SECRET: it must be removed and set up again
    step = step_of(secret, plain(typed), work.now)
    return step is not None and factors.use(account, step)


def _recovers(work: Work, account: str, typed: str) -> bool:
    """Whether it is a recovery code, which then is used up."""
    hashed = fingerprint(work.office.key("recovery"), plain(typed))
    return Factors(work.connection).use_code(account, hashed)
