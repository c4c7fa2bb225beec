"""The group's side of a referral: what it was asked, what it sees, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from poai.actions.found import referral_of
from poai.actions.messages import Thread, shown
from poai.actions.moving import moved
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.contact import Contact
from poai.domain.errors import InvalidError, MoveError, StaleError
from poai.domain.referral import (
    NOTHING,
    OPEN,
    Answer,
    Moved,
    Name,
    Party,
    Referral,
    Refusal,
    Status,
    moves_from,
)
from poai.domain.sharing import KNOWN_FOR, Shared, is_known, moves_for_group
from poai.domain.working_days import working_days_between
from poai.store import Accounts, Contacts, Messages

LONGEST = 1000
_OVER = frozenset({Status.DECLINED, Status.ENDED})
_ASKED = Permission.REFERRAL_ANSWER


@dataclass(frozen=True, slots=True)
class Item:
    """One referral in a group's list. `names` is whom it is about, "" where the group sees that no more.

    `days` is how many working days it has waited since it was sent; `unread` counts messages of the link worker's.
    """

    referral: Referral
    names: str
    days: int
    unread: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One referral as its group sees it, with nothing that others wrote in `history`. `shared` is None where the group no longer sees whom it is about.

    `names` are those of the group's members and the link workers in it, by account. `worker` is the link worker's.
    """

    referral: Referral
    shared: Shared | None
    history: tuple[Moved, ...]
    contacts: tuple[Contact, ...]
    thread: Thread
    moves: tuple[Name, ...]
    names: Mapping[str, str]
    worker: str


def inbox(office: Office, actor: Actor, *, now: datetime, address: str = "") -> list[Item]:
    """Every open referral to the actor's groups, and those that ended or were declined lately; who waits longest first."""
    with office.work(now, actor.id, address) as work:
        work.need(actor, _ASKED, None)
        referrals = work.referrals(actor)
        found = referrals.visible(_ASKED, now, statuses=OPEN)
        found += referrals.visible(_ASKED, now, statuses=_OVER, since=now - KNOWN_FOR)
        told = referrals.shared_of(one.id for one in found if is_known(one, now))
        unread = Messages(work.connection, work.keys()).unseen(told, Party.ORGANISATION)
        work.record(Event.REFERRALS_LISTED, count=str(len(found)))
        items = [
            Item(one, _names(told.get(one.id)), _waited(one, now), unread.get(one.id, 0)) for one in found
        ]
        return sorted(
            items, key=lambda item: (item.referral.sent_at or item.referral.made_at, item.referral.id)
        )


def look(office: Office, actor: Actor, referral_id: str, *, now: datetime, address: str = "") -> Asked:
    """One referral to the actor's group. The first look moves it: it has been received, and whoever asked can see that.

    Raises NotFoundError, also once it was taken back or consent has ended.
    """
    with office.work(now, actor.id, address) as work:
        one = received(work, referral_of(work, actor, _ASKED, referral_id), actor.id)
        work.record(Event.REFERRAL_READ, f"referral:{one.id}")
        return _asked(work, one)


def received(work: Work, one: Referral, by: str) -> Referral:
    """The referral, marked as received if nobody has looked at it before; of several who look first, one is told."""
    if one.status is not Status.SENT:
        return one
    try:
        return moved(work, one, Name.OPEN, Party.ORGANISATION, by)
    except StaleError:
        return work.referrals_of_nobody().any(one.id) or one


def answer(
    office: Office,
    actor: Actor,
    referral_id: str,
    name: Name,
    *,
    version: int,
    key: str,
    now: datetime,
    given: Answer = NOTHING,
    address: str = "",
) -> None:
    """Moves a referral for the group, once for each form's `key`. `version` is that of the page they saw.

    Raises NotFoundError; InvalidError for "reason", "outcome", "expected" or "note" (missing, too-long, wrong); MoveError
    for what cannot be done from where it stands; StaleError if it has moved since.
    """
    with office.work(now, actor.id, address) as work:
        one = referral_of(work, actor, _ASKED, referral_id)
        clean = cleaned(given)
        said = (one.id, name, str(version), *_said(clean))
        once(work, key and f"answer {key}", said, lambda: _move(work, one, name, version, clean))


def cleaned(given: Answer) -> Answer:
    """An answer fit to keep. Raises InvalidError("note", "too-long" or "wrong")."""
    note = words_of(given.note, "note", shortest=1, longest=LONGEST) if given.note.strip() else ""
    return Answer(reason=given.reason, outcome=given.outcome, expected=given.expected, note=note)


def answered(work: Work, one: Referral, name: Name, by: str, given: Answer) -> Referral:
    """Moves a referral for the group. Raises as `answer`."""
    try:
        return moved(work, one, name, Party.ORGANISATION, by, answer=given)
    except MoveError as error:
        if error.refusal in _FIELDS:
            field = _FIELDS[error.refusal]
            raise InvalidError(field, "wrong" if getattr(given, field) else "missing") from error
        raise


def _move(work: Work, one: Referral, name: Name, version: int, given: Answer) -> str:
    if one.version != version:
        raise StaleError("somebody else has moved this referral")
    return answered(work, one, name, work.by, given).id


_FIELDS = {
    Refusal.REASON: "reason",
    Refusal.OUTCOME: "outcome",
    Refusal.EXPECTED: "expected",
    Refusal.NOTE: "note",
}


def _asked(work: Work, one: Referral) -> Asked:
    referrals, accounts = work.referrals_of_nobody(), Accounts(work.connection)
    known = is_known(one, work.now)
    history = moves_for_group(one, referrals.history(one.id), work.now)
    contacts = tuple(Contacts(work.connection, work.keys()).of(one.id)) if known else ()
    thing = referrals.thing(one.id, work.now)
    worker = (thing and thing.worker) or one.maker
    people = {worker, *(each.by for each in history), *(each.by for each in contacts)}
    names = {account.id: account.name for each in people if (account := accounts.get(each))}
    moves = tuple(
        move.name for move in moves_from(one.status, Party.ORGANISATION) if move.name is not Name.OPEN
    )
    return Asked(
        one,
        referrals.shared(one.id) if known else None,
        history,
        contacts,
        shown(work, one, Party.ORGANISATION),
        moves,
        names,
        names.get(worker, ""),
    )


def _names(told: Shared | None) -> str:
    return next((one.words for one in told.told if one.field == "names"), "") if told else ""


def _waited(one: Referral, now: datetime) -> int:
    """Working days since it was sent, by the calendar of the place."""
    sent = (one.sent_at or one.made_at).astimezone(now.tzinfo)
    return working_days_between(sent.date(), now.date())


def _said(given: Answer) -> tuple[str, ...]:
    return (given.reason or "", given.outcome or "", str(given.expected or ""), given.note)
