"""Setting up a second factor, and the recovery codes that go with it."""

from dataclasses import dataclass
from datetime import datetime

from poai.actions.office import Office, Work
from poai.actions.proof import Proof, prove, throttled
from poai.actions.sign_in import SignedIn, replace_session
from poai.actions.totp import new_recovery_codes, new_secret, plain, step_of, uri
from poai.domain.access import AccountThing, Actor, Permission
from poai.domain.account import Account, State
from poai.domain.audit import Event
from poai.domain.errors import NotFoundError, SignedOutError, SignInError
from poai.domain.letters import Letter
from poai.sealing import UnsealError, fingerprint, seal, unseal
from poai.store import Accounts, Factors, Sessions, Throttles


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator needs: `uri` for the QR code, or `secret` to type. Nothing counts until it is confirmed."""

    uri: str
    secret: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A second factor that counts. `codes` are the ten recovery codes, which are never told again."""

    signed: SignedIn
    codes: tuple[str, ...]


def begin_factor(
    office: Office, actor: Actor, *, now: datetime, address: str = "", password: str = ""
) -> Enrolment:
    """A new secret to set up: the first in a half session, or in a whole one, with the password, in place of another.

    Raises SignInError or ThrottledError for the password, NotFoundError in a half session if there is a factor already.
    """
    proof = None if actor.strength == "password" else prove_again(office, actor, password, now, address)
    with office.work(now, actor.id, address) as work:
        account = _allowed(work, actor)
        if proof is not None:
            settle(work, proof)
        secret = new_secret()
        Factors(work.connection).begin(actor.id, _seal(work, secret, _for_session(actor)), now)
        return Enrolment(uri(secret, account.email, office.title), secret)


def pending_factor(office: Office, actor: Actor, *, now: datetime) -> Enrolment:
    """What is being set up in the actor's session, to show it again. Raises NotFoundError if nothing is."""
    with office.work(now, actor.id, reading=True) as work:
        account = _allowed(work, actor, lock=False)
        secret = _pending(work, actor)
        return Enrolment(uri(secret, account.email, office.title), secret)


def confirm_factor(
    office: Office, actor: Actor, code: str, *, now: datetime, address: str = "", device: str = ""
) -> Enrolled:
    """A first code shows that it works: it counts, in place of any other, and every other session is ended.

    Begins a whole session in place of the actor's. Raises SignInError for a wrong code, ThrottledError, NotFoundError
    if nothing is being set up.
    """
    name = f"account:{actor.id}"
    enrolled = None
    with office.work(now, actor.id, address) as work:
        account = _allowed(work, actor)
        secret = _pending(work, actor)
        attempt = throttled(work, f"factor {actor.id}", "", name)
        step = step_of(secret, plain(code), now)
        if step is None:
            work.record(Event.SECOND_FACTOR_FAILED, name)
        else:
            Throttles(work.connection).take_back(attempt)
            Factors(work.connection).confirm(actor.id, _seal(work, secret, name), step)
            signed = replace_session(work, actor, device)
            Sessions(work.connection).end_all(actor.id, but=signed.session.id)
            work.record(Event.SECOND_FACTOR_ADDED, name)
            enrolled = Enrolled(signed, _new_codes(work, actor.id))
            work.record(Event.SIGNED_IN, f"session:{signed.session.id}")
            work.send(Letter.FACTOR_CHANGED, account.email, link=office.link("account"))
    if enrolled is None:
        raise SignInError("wrong code")
    return enrolled


def new_codes(
    office: Office, actor: Actor, password: str, *, now: datetime, address: str = ""
) -> tuple[str, ...]:
    """Ten recovery codes in place of those before. Raises SignInError or ThrottledError for the password."""
    proof = prove_again(office, actor, password, now, address)
    with office.work(now, actor.id, address) as work:
        work.need(actor, Permission.OWN_ACCOUNT, AccountThing(id=actor.id), f"account:{actor.id}")
        settle(work, proof)
        work.send(Letter.FACTOR_CHANGED, proof.credential.email, link=office.link("account"))
        return _new_codes(work, actor.id)


def enrolled(office: Office, actor: Actor) -> bool:
    """Whether the actor has a second factor that counts."""
    with office.store.read() as connection:
        return Factors(connection).get(actor.id) is not None


def codes_left(office: Office, actor: Actor) -> int:
    """How many recovery codes the actor has not used."""
    with office.store.read() as connection:
        return Factors(connection).codes_left(actor.id)


def prove_again(office: Office, actor: Actor, password: str, now: datetime, address: str) -> Proof:
    """The actor gives their password once more. Raises SignInError, ThrottledError."""
    with office.store.read() as connection:
        account = Accounts(connection).get(actor.id)
    return prove(office, account.email if account else "", password, now=now, address=address, by=actor.id)


def settle(work: Work, proof: Proof) -> None:
    """Takes the proof in the unit of work that follows. Refuses if the account has changed in between."""
    if not proof.settle(work):
        work.refuse(SignedOutError("the account was changed meanwhile"), thing=f"account:{work.by}")


def _allowed(work: Work, actor: Actor, *, lock: bool = True) -> Account:
    """The account for which the actor may set up a factor: a password alone must not replace one that counts."""
    name = f"account:{actor.id}"
    account = Accounts(work.connection).get(actor.id, lock=lock)
    if account is None or account.state is not State.ACTIVE:
        work.refuse(SignedOutError("the account was disabled"), thing=name)
    if actor.strength == "password" and Factors(work.connection).get(actor.id):
        work.refuse(NotFoundError("there is a second factor, which must be given first"), thing=name)
    return account


def _pending(work: Work, actor: Actor) -> str:
    factor = Factors(work.connection).get(actor.id, "pending")
    try:
        if factor:
            return unseal(work.office.key("factor"), factor.secret, _for_session(actor)).decode()
    except UnsealError:
        pass  # another session has begun to set one up since
    raise NotFoundError("no second factor is being set up")


def _seal(work: Work, secret: str, about: str) -> bytes:
    return seal(work.office.key("factor"), secret.encode(), about)


def _for_session(actor: Actor) -> str:
    """What a secret belongs to until it is confirmed: whoever else knows the password must not see it."""
    return f"session:{actor.session}"


def _new_codes(work: Work, account: str) -> tuple[str, ...]:
    codes = new_recovery_codes()
    key = work.office.key("recovery")
    Factors(work.connection).set_codes(account, (fingerprint(key, plain(code)) for code in codes))
    work.record(Event.RECOVERY_CODES_MADE, f"account:{account}")
    return codes
