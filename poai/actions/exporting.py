"""What somebody takes out of the records for their work: it is in the trail before it leaves."""

from dataclasses import dataclass, replace
from datetime import datetime

from poai.actions.found import person_of, referral_of
from poai.actions.office import Office, Work
from poai.actions.referrals import as_worker
from poai.domain.access import Actor, Permission, TeamThing, may
from poai.domain.audit import Event
from poai.domain.consent import Consent
from poai.domain.goal import Goal
from poai.domain.listing import Organisation
from poai.domain.measure import Measurement
from poai.domain.person import Person
from poai.domain.referral import Referral
from poai.domain.sharing import Shared, is_known, moves_for_group
from poai.interchange.fhir import Asked, person_bundle, referral_bundle
from poai.interchange.fhir_names import Wording
from poai.store import Accounts, Consents, Goals, Measures, Organisations
from poai.store.extracts import Line, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that is known of somebody, as far as the actor may see it; names of groups by slug, of accounts by id."""

    person: Person
    goals: tuple[Goal, ...]
    measured: tuple[Measurement, ...]
    consents: tuple[Consent, ...]
    asked: tuple[Asked, ...]
    organisations: dict[str, Organisation]
    accounts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """Referrals as lines, and what people are called where that was asked for; groups' names by slug."""

    lines: tuple[Line, ...]
    names: dict[str, str]
    organisations: dict[str, str]


def record_of(work: Work, actor: Actor, person: Person) -> Record:
    """What there is to tell of somebody whom the actor may see."""
    keys = work.keys()
    consents = Consents(work.connection, keys).of_person(person.id)
    found = work.referrals(actor).of_person(person.id, Permission.REFERRAL_READ, work.now)
    asked = tuple(_asked(work, one) for one in found)
    return Record(
        person=person,
        goals=tuple(Goals(work.connection, keys).of_person(person.id)),
        measured=tuple(Measures(work.connection, keys).of_person(person.id)),
        consents=tuple(consents),
        asked=asked,
        organisations=_organisations(
            work, {one.organisation for one in found} | {one.organisation for one in consents}
        ),
        accounts=_accounts(work, {person.worker, *(one.maker for one in found)}),
    )


def fhir_of_person(
    office: Office, actor: Actor, person_id: str, wording: Wording, *, now: datetime, address: str = ""
) -> tuple[Person, str]:
    """Somebody's record as FHIR, for who works with them. Raises NotFoundError. `now` is local."""
    with office.work(now, actor.id, address) as work:
        person = person_of(work, actor, Permission.PERSON_WRITE, person_id)
        known = record_of(work, actor, person)
        work.record(Event.EXPORTED, f"person:{person.id}", kind="fhir")
    text = person_bundle(
        person,
        _named(wording, known.organisations, known.accounts),
        asked=known.asked,
        goals=known.goals,
        consents=known.consents,
        now=now,
    )
    return person, text


def fhir_of_referral(
    office: Office, actor: Actor, referral_id: str, wording: Wording, *, now: datetime, address: str = ""
) -> tuple[Referral, str]:
    """A referral as FHIR with what its group was shown, for either side. Raises NotFoundError. `now` is local.

    The group takes no more than its page shows: nobody once it no longer sees whom it was about, and no words of others.
    """
    with office.work(now, actor.id, address) as work:
        one = referral_of(work, actor, Permission.REFERRAL_READ, referral_id)
        thing = work.referrals(actor).thing(one.id, now)
        asked = _asked(work, one)
        if thing is None or not may(as_worker(actor), Permission.REFERRAL_READ, thing):
            asked = _for_group(asked, now)
        groups, accounts = _organisations(work, {one.organisation}), _accounts(work, {one.maker})
        work.record(Event.EXPORTED, f"referral:{one.id}", kind="fhir")
    return one, referral_bundle(asked, _named(wording, groups, accounts), now=now)


def own_work(
    office: Office, actor: Actor, *, team: str = "", names: bool = False, now: datetime, address: str = ""
) -> Taken:
    """The referrals of the actor's own people, or of all in one of their teams. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        if team:
            work.need(actor, Permission.TEAM_READ, TeamThing(team=team), f"team:{team}")
        else:
            work.need(actor, Permission.CASELOAD_READ, None)
        found = lines(work.connection, actor, now, teams=[team] if team else (), own=not team)
        called = (
            work.people(actor).names({line.person for line in found}, Permission.PERSON_READ, now)
            if names
            else {}
        )
        groups = _organisations(work, {line.organisation for line in found})
        thing = f"team:{team}" if team else f"account:{actor.id}"
        detail = {"kind": "csv", "count": str(len(found)), "names": "yes" if names else "no"}
        work.record(Event.EXPORTED, thing, **detail)
        return Taken(tuple(found), called, {slug: group.name for slug, group in groups.items()})


def _asked(work: Work, one: Referral) -> Asked:
    referrals = work.referrals_of_nobody()
    consent = Consents(work.connection, work.keys()).get(one.consent)
    if consent is None:
        raise RuntimeError("a referral without its consent")
    return Asked(one, tuple(referrals.history(one.id)), consent, referrals.shared(one.id))


def _for_group(asked: Asked, now: datetime) -> Asked:
    moves = moves_for_group(asked.referral, asked.moves, now)
    shown = asked.shown if is_known(asked.referral, now) else Shared(())
    return Asked(asked.referral, moves, replace(asked.consent, who=""), shown)


def _organisations(work: Work, slugs: set[str]) -> dict[str, Organisation]:
    store = Organisations(work.connection)
    return {slug: group for slug in slugs if (group := store.get(slug))}


def _accounts(work: Work, identities: set[str]) -> dict[str, str]:
    store = Accounts(work.connection)
    return {one: account.name for one in identities if one and (account := store.get(one))}


def _named(wording: Wording, groups: dict[str, Organisation], accounts: dict[str, str]) -> Wording:
    names = {slug: group.name for slug, group in groups.items()}
    return replace(wording, organisations=names, accounts=accounts)
