"""Consent: given for one group and purpose, with the words that were said; withdrawn, everything that stood on it stops."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from poai.actions.found import person_of, working_with
from poai.actions.moving import moved
from poai.actions.notices import tell_stopped
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.texts import line_of, words_of
from poai.content.consent import ConsentWords
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.consent import ALWAYS, Consent, Field, Giver, Way
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.person import Person
from poai.domain.referral import OPEN, UNSHARED, Answer, Name, Party, Referral
from poai.store import Accounts, Consents, Organisations

PERSON = "person"  # by whom it was withdrawn, if they did it themselves
LONGEST = timedelta(days=5 * 366)
_LONGEST_WORDS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What somebody agreed to: as `Consent`, without who recorded it and when."""

    organisation: str
    purpose: str
    fields: frozenset[Field]
    wording: str
    way: Way
    giver: Giver
    who: str
    until: date

    def said(self) -> tuple[str, ...]:
        """All of it as texts, the same for the same."""
        fields = " ".join(sorted(self.fields))
        told = (self.organisation, self.purpose, fields, self.wording, self.way, self.giver, self.who)
        return (*told, self.until.isoformat())


@dataclass(frozen=True, slots=True)
class Kept:
    """A consent with who recorded it, by name, who withdrew it ("person" or a name), and what they said."""

    consent: Consent
    by: str
    withdrawn_by: str = ""
    why: str = ""


def kept(
    office: Office, actor: Actor, person_id: str, *, now: datetime, address: str = ""
) -> tuple[Person, list[Kept]]:
    """Somebody, and every consent of theirs, the newest first. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_READ, person_id)
        work.record(Event.PERSON_READ, f"person:{person_id}", part="consents")
        consents = Consents(work.connection, work.keys())
        return person, [_kept(work, consents, one) for one in consents.of_person(person_id)]


def give(
    office: Office,
    actor: Actor,
    person_id: str,
    agreed: Agreed,
    *,
    words: ConsentWords,
    now: datetime,
    key: str = "",
    address: str = "",
) -> Consent:
    """Keeps what somebody agreed to. `key` is the form's own (poai.actions.once).

    Raises NotFoundError; InvalidError for "organisation", "purpose", "wording", "until" (wrong, too-late) or "who".
    """
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, Permission.PERSON_WRITE, person_id)
        identity, _ = once(
            work, key, (person_id, *agreed.said()), lambda: given(work, actor, person, agreed, words).id
        )
        consent = Consents(work.connection, work.keys()).get(identity)
        if consent is None:
            raise NotFoundError("the consent has gone")
        return consent


def given(work: Work, actor: Actor, person: Person, agreed: Agreed, words: ConsentWords) -> Consent:
    """Keeps what a person, whom the actor may work with, agreed to. Raises InvalidError as `give`."""
    who = agreed.who
    if agreed.giver is not Giver.PERSON:
        who = line_of(who, "who")
    if Organisations(work.connection).get(agreed.organisation) is None:
        raise InvalidError("organisation", "wrong")
    purpose = words.purposes.get(agreed.purpose)
    if purpose is None:
        raise InvalidError("purpose", "wrong")
    if purpose.version(agreed.wording) is None:
        raise InvalidError("wording", "wrong")
    today = work.now.date()
    if agreed.until < today:
        raise InvalidError("until", "wrong")
    if agreed.until > today + LONGEST:
        raise InvalidError("until", "too-late")
    consent = Consents(work.connection, work.keys()).add(
        Consent(
            id="",
            person=person.id,
            organisation=agreed.organisation,
            purpose=agreed.purpose,
            fields=agreed.fields | ALWAYS,
            wording=agreed.wording,
            way=agreed.way,
            giver=agreed.giver,
            who=who if agreed.giver is not Giver.PERSON else "",
            by=actor.id,
            given_at=work.now,
            until=agreed.until,
        )
    )
    work.record(Event.CONSENT_GIVEN, f"person:{person.id}", consent=consent.id)
    return consent


def withdraw(
    office: Office,
    actor: Actor,
    person_id: str,
    consent_id: str,
    *,
    why: str,
    now: datetime,
    address: str = "",
) -> list[Referral]:
    """Ends a consent for a worker whom the person has told. `why` is what the person said.

    Returns the referrals that were stopped. Raises NotFoundError; InvalidError("why", "missing" …); StaleError if it
    was withdrawn before.
    """
    with office.work(now, actor.id, address) as work:
        person_of(work, actor, Permission.PERSON_WRITE, person_id)
        consent = Consents(work.connection, work.keys()).get(consent_id)
        if consent is None or consent.person != person_id:
            work.refuse(NotFoundError("no such consent"), thing=f"person:{person_id}")
        said = words_of(why, "why", shortest=1, longest=_LONGEST_WORDS)
        return withdrawn(work, consent, by=actor.id, party=Party.WORKER, why=said)


def withdrawn(work: Work, consent: Consent, *, by: str, party: Party, why: str) -> list[Referral]:
    """Ends a consent whose person has asked it of the caller: at once, and with everything that stands on it.

    Any other that they gave for the same group ends too: they were told that it sees nothing more. `by` is an account's id, or "" with Party.PERSON where they did it themselves. Open referrals are withdrawn; drafts
    can no longer be sent; letters that wait are taken back; each group that may have kept something is told. Returns
    the referrals that were stopped. Raises StaleError if it was withdrawn before.
    """
    consents = Consents(work.connection, work.keys())
    ended = []
    for each in sorted(
        _for_the_same(work, consent), key=lambda one: one.id
    ):  # so that no two wait for each other
        try:
            consents.withdraw(each.id, by=by or PERSON, why=why, now=work.now)
        except StaleError:
            if each.id == consent.id:
                raise
        else:
            ended.append(each.id)
    # Before the trail, for which everybody waits: a group that is answering is waited for, and does not wait for us.
    standing = [one for identity in ended for one in work.referrals_of_nobody().standing_on(identity)]
    for identity in ended:
        work.record(Event.CONSENT_WITHDRAWN, f"person:{consent.person}", consent=identity)
    stopped = []
    for one in standing:
        if one.status in OPEN:
            stopped.append(moved(work, one, Name.WITHDRAW, party, by, answer=Answer(note=why)))
        elif one.status not in UNSHARED:  # over, but the group could still read it
            tell_stopped(work, one)
    return stopped


def _for_the_same(work: Work, consent: Consent) -> list[Consent]:
    """A consent, and those for the same group that stand."""
    theirs = Consents(work.connection, work.keys()).of_person(consent.person)
    others = [one for one in theirs if one.organisation == consent.organisation and one.id != consent.id]
    return [consent, *(one for one in others if one.holds(work.now.date()))]


def in_force(
    consents: Iterable[Consent], organisation: str, purpose: str, fields: frozenset[Field], today: date
) -> Consent | None:
    """The newest of `consents` (newest first) that allows as much as is asked."""
    return next((one for one in consents if one.covers(organisation, purpose, fields, today)), None)


def _kept(work: Work, consents: Consents, one: Consent) -> Kept:
    accounts = Accounts(work.connection)

    def name(identity: str) -> str:
        account = accounts.get(identity)
        return account.name if account else ""

    if one.withdrawn_at is None:
        return Kept(one, name(one.by))
    by = consents.withdrawn_by(one.id)
    return Kept(one, name(one.by), by if by == PERSON else name(by), consents.why(one.id))
