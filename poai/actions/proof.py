"""Somebody gives a password: at sign-in, or again before they change what protects the account."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Address, IPv6Network, ip_address

from poai.actions.hashing import fits, renewed
from poai.actions.office import Office, Work
from poai.domain.account import State
from poai.domain.audit import VISITOR, Event
from poai.domain.errors import SignInError, ThrottledError
from poai.sealing import fingerprint
from poai.store import Accounts, Throttles
from poai.store.accounts import Credential
from poai.store.throttles import Attempt, Limit

PER_ACCOUNT = 10  # failures in poai.store.throttles.WINDOW; NCSC's Cyber Essentials
PER_ADDRESS = 30  # many may share one address


@dataclass(frozen=True, slots=True)
class Proof:
    """A right password. `failures` is how many wrong ones came shortly before."""

    credential: Credential
    hashed: str
    attempt: Attempt

    @property
    def failures(self) -> int:
        """How many attempts failed shortly before this one."""
        return self.attempt.failures

    def settle(self, work: Work) -> bool:
        """Within the unit of work that follows: forgives the failures, and renews the hash if its cost has risen.

        False if the account was disabled, or the password changed, since it was checked.
        """
        accounts = Accounts(work.connection)
        account = accounts.get(self.credential.account, lock=True)
        now = accounts.credential(identity=self.credential.account)
        if account is None or account.state is not State.ACTIVE or now != self.credential:
            return False
        Throttles(work.connection).take_back(self.attempt)
        if self.hashed != self.credential.password:
            accounts.set_password(account.id, self.hashed)
        return True


def prove(
    office: Office, email: str, password: str, *, now: datetime, address: str, by: str = VISITOR
) -> Proof:
    """Checks the password of the account with an address (as `same_email` makes it).

    Raises ThrottledError, or SignInError alike for a wrong password, an unknown address and a disabled account;
    either is in the trail. Checking takes place between two units of work: it is slow on purpose.
    """
    with office.work(now, by, address) as work:
        found = Accounts(work.connection).credential(email=email)
        about = f"account:{found.account}" if found else ""
        attempt = throttled(work, f"password {email}", address, about)
    right = fits(password, found.password if found else "")
    if found is None or not right or found.state is not State.ACTIVE:
        with office.work(now, by, address) as work:
            work.record(Event.SIGN_IN_FAILED, about)
        raise SignInError("wrong address or password")
    return Proof(found, renewed(password, found.password), attempt)


def throttled(
    work: Work,
    subject: str,
    address: str,
    about: str,
    *,
    most: int = PER_ACCOUNT,
    event: Event = Event.SIGN_IN_THROTTLED,
) -> Attempt:
    """Counts an attempt about `subject`, and from a network address. Refuses with ThrottledError, as `event`, after `most`."""
    key = work.office.key("throttle")
    limits = [Limit(fingerprint(key, subject), most)]
    if address:
        limits.append(Limit(fingerprint(key, f"address {network(address)}"), PER_ADDRESS))
    try:
        return Throttles(work.connection).attempt(limits, work.now)
    except ThrottledError as error:
        work.refuse(error, event, about)


def network(address: str) -> str:
    """Whose address it is: of IPv6 anybody has the 2⁶⁴ addresses of a network, so they count as one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return address
    return str(found.ipv4_mapped or IPv6Network((int(found), 64), strict=False))
