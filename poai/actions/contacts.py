"""A group records that it spoke with somebody, that they came, or that they did not: with the first, it has started."""

from dataclasses import dataclass
from datetime import date, datetime

from poai.actions.found import referral_of
from poai.actions.moving import moved
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.contact import BEGINS, Kind
from poai.domain.errors import InvalidError, MoveError
from poai.domain.referral import Name, Party, Referral, Refusal, Status
from poai.store import Contacts

LONGEST = 1000
_POSSIBLE = frozenset({Status.ACCEPTED, Status.IN_PROGRESS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What is to be recorded: `words` may be ""."""

    kind: Kind
    on: date
    words: str = ""


def record(
    office: Office,
    actor: Actor,
    referral_id: str,
    given: Recorded,
    *,
    key: str,
    now: datetime,
    address: str = "",
) -> None:
    """Records a contact, once for each form's `key`; the first that begins something moves the referral.

    Raises NotFoundError; MoveError for a referral that was not accepted or is over; InvalidError for "on" (wrong: a day
    to come, or before anybody asked) or "words" (too-long, wrong); StaleError if somebody else recorded at this moment.
    """
    with office.work(now, actor.id, address) as work:
        one = referral_of(work, actor, Permission.REFERRAL_ANSWER, referral_id)
        words = words_of(given.words, "words", shortest=1, longest=LONGEST) if given.words.strip() else ""
        said = (one.id, given.kind, given.on.isoformat(), words)
        once(work, key and f"contact {key}", said, lambda: _record(work, one, given, words))


def _record(work: Work, one: Referral, given: Recorded, words: str) -> str:
    if one.status not in _POSSIBLE:
        raise MoveError(Refusal.NOT_FROM_HERE)
    if not one.made_at.astimezone(work.now.tzinfo).date() <= given.on <= work.now.date():
        raise InvalidError("on", "wrong")
    contacts = Contacts(work.connection, work.keys())
    identity = contacts.add(one.id, kind=given.kind, on=given.on, words=words, by=work.by, now=work.now)
    work.record(Event.CONTACT_RECORDED, f"referral:{one.id}", kind=given.kind)
    if one.status is Status.ACCEPTED and given.kind in BEGINS:
        moved(work, one, Name.START, Party.ORGANISATION, work.by)
    return identity
