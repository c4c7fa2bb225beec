"""Messages about a referral: either side asks and answers, and the other hears by letter, at most once an hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from poai.actions.found import referral_of
from poai.actions.notices import ask_group, members, tell_worker
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.errors import InvalidError
from poai.domain.letters import Letter
from poai.domain.message import Message, letter_due
from poai.domain.referral import OPEN, Party, Referral
from poai.domain.sharing import is_known
from poai.store import Accounts, Messages

LONGEST = 2000

_PERMISSIONS = {
    Party.WORKER: Permission.REFERRAL_WORK,
    Party.ORGANISATION: Permission.REFERRAL_ANSWER,
}


@dataclass(frozen=True, slots=True)
class Thread:
    """What one side, `party`, sees of the messages: the first first, as they were before it looked.

    `names` are those of whoever wrote, by account. `closed` is "" while more can be written, else why not: "over" for
    a referral that is, "unshared" where the group may see nothing of it now, "unreachable" for a group in which nobody has
    an account.
    """

    referral: str
    party: Party
    messages: tuple[Message, ...]
    names: Mapping[str, str]
    closed: str


def ask(
    office: Office,
    actor: Actor,
    referral_id: str,
    party: Party,
    words: str,
    *,
    key: str,
    now: datetime,
    address: str = "",
) -> None:
    """Writes to the other side, once for each form's `key`.

    Raises NotFoundError; InvalidError for "message": missing, too-long, wrong, over, unshared, unreachable.
    """
    with office.work(now, actor.id, address) as work:
        one = referral_of(work, actor, _PERMISSIONS[party], referral_id)
        text = words_of(words, "message", shortest=1, longest=LONGEST)
        once(work, key and f"message {key}", (one.id, text), lambda: _write(work, one, party, text))


def read(
    office: Office, actor: Actor, referral_id: str, party: Party, *, now: datetime, address: str = ""
) -> Thread:
    """The messages of a referral, which are then seen. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        one = referral_of(work, actor, _PERMISSIONS[party], referral_id)
        work.record(Event.REFERRAL_READ, f"referral:{one.id}")
        return shown(work, one, party)


def shown(work: Work, one: Referral, party: Party) -> Thread:
    """The messages, for a page that a side of the referral is about to see; what the other side wrote is then seen."""
    if party is Party.ORGANISATION and not is_known(one, work.now):
        return Thread(one.id, party, (), {}, "over")
    messages = Messages(work.connection, work.keys())
    found = tuple(messages.of(one.id))
    messages.see(one.id, party, work.now)
    accounts = Accounts(work.connection)
    writers = {each.by: accounts.get(each.by) for each in found}
    names = {by: account.name for by, account in writers.items() if account}
    return Thread(one.id, party, found, names, _closed(work, one))


def _write(work: Work, one: Referral, party: Party, text: str) -> str:
    closed = _closed(work, one)
    if closed:
        raise InvalidError("message", closed)
    messages = Messages(work.connection, work.keys())
    written = [each.at for each in messages.of(one.id) if each.party is party]
    identity = messages.add(one.id, party=party, by=work.by, words=text, now=work.now)
    work.record(Event.MESSAGE_SENT, f"referral:{one.id}", party=party)
    if letter_due(written, work.now):
        tell = ask_group if party is Party.WORKER else tell_worker
        tell(work, one, Letter.REFERRAL_MESSAGE)
    return identity


def _closed(work: Work, one: Referral) -> str:
    if one.status not in OPEN:
        return "over"
    thing = work.referrals_of_nobody().thing(one.id, work.now)
    if thing is None or not thing.shared:
        return "unshared"
    return "" if members(work, one.organisation) else "unreachable"
