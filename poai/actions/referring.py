"""Refers somebody to one group or several: with consent for each, what they will be told made first, all or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from poai.actions.choosing import Known, Reached, groups_with_members, known_of, reached
from poai.actions.consents import Agreed, given, in_force
from poai.actions.found import working_with
from poai.actions.moving import moved
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.texts import words_of
from poai.content.consent import ConsentWords
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.consent import ALWAYS, Consent, Field
from poai.domain.errors import ConsentError, InvalidError, OpenReferralError
from poai.domain.goal import GoalState
from poai.domain.listing import Listing
from poai.domain.person import Person
from poai.domain.referral import OPEN, Name, Party, Referral
from poai.domain.sharing import Shared, shared
from poai.store import Consents, Goals, Redirects

MOST = 10  # groups in one go
LONGEST_ASK = 2000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One group to ask: what they are asked to do, and what of the record they are told.

    `agreed` is what the person agreed to just now; None where a consent in force allows as much.
    """

    listing: Listing
    ask: str
    fields: frozenset[Field]
    agreed: Agreed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is needed to prepare referrals of somebody: by organisation the newest consent in force, by listing the rest.

    `goals` are their open ones, in their words.
    """

    person: Person
    goals: tuple[str, ...]
    consents: Mapping[str, Consent]
    known: Mapping[str, Known]

    def shown(self, fields: frozenset[Field]) -> Shared:
        """Exactly what a group will be told of them under `fields`."""
        return shared(self.person, fields, goals=self.goals)


def prepare(
    office: Office,
    actor: Actor,
    person_id: str,
    listings: Sequence[Listing],
    words: ConsentWords,
    *,
    now: datetime,
    address: str = "",
) -> Prepared:
    """What there is to know before somebody is referred to `listings`. Raises NotFoundError."""
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, Permission.PERSON_WRITE, person_id)
        work.record(Event.PERSON_READ, f"person:{person_id}", part="refer")
        purpose = words.referral.key if words.referral else ""
        consents: dict[str, Consent] = {}
        for one in Consents(work.connection, work.keys()).of_person(person_id):
            if one.purpose == purpose and one.holds(now.date()):
                consents.setdefault(one.organisation, one)
        return Prepared(
            person=person,
            goals=open_goals(work, person_id),
            consents=consents,
            known=known_of(work, actor, person, listings),
        )


def refer(
    office: Office,
    actor: Actor,
    person_id: str,
    wanted: Sequence[Wanted],
    words: ConsentWords,
    *,
    now: datetime,
    key: str = "",
    said: Sequence[str] = (),
    draft: bool = False,
    address: str = "",
) -> list[str]:
    """Sends a referral to each group, or with `draft` keeps them unsent; all of them or none. Their ids.

    `key` is the form's own: sent again, it does nothing and answers the same. `said` is the form as it was sent, where
    `wanted` depends on more than that. Raises NotFoundError; ConsentError for a
    group for which there is none; OpenReferralError; InvalidError for "listing" (missing, too-many, unreachable),
    "<listing>.ask" (too-long, wrong) or as `consents.given`; RepeatedError.
    """
    with office.work(now, actor.id, address) as work:
        person = working_with(work, actor, Permission.PERSON_WRITE, person_id)
        ids, _ = once(
            work,
            key,
            [*_said(person_id, () if said else wanted, draft), *said],
            _refer_all(work, actor, person, wanted, words, draft),
        )
        return ids.split()


def _refer_all(
    work: Work, actor: Actor, person: Person, wanted: Sequence[Wanted], words: ConsentWords, draft: bool
) -> Callable[[], str]:
    def do() -> str:
        if not 1 <= len(wanted) <= MOST:
            raise InvalidError("listing", "too-many" if wanted else "missing")
        # Before anything is written into the trail, for which everybody waits.
        Consents(work.connection, work.keys()).hold(person.id)
        purpose = words.referral.key if words.referral else ""
        goals, signed_in = open_goals(work, person.id), groups_with_members(work)
        made = []
        for one in wanted:
            if reached(work, one.listing, signed_in) is Reached.NOT:
                raise InvalidError("listing", "unreachable")
            consent = _consent(work, actor, person, one, words, purpose)
            made.append(_make(work, actor, person, one, consent, goals))
        # Whoever is asked first, the same consent may serve two listings of one group: it is given by now.
        if not draft:
            made = [moved(work, one, Name.SEND, Party.WORKER, actor.id) for one in made]
        return " ".join(one.id for one in made)

    return do


def open_goals(work: Work, person_id: str) -> tuple[str, ...]:
    """What somebody, whom the caller may see, wants to reach, in their words."""
    goals = Goals(work.connection, work.keys()).of_person(person_id)
    return tuple(goal.words for goal in goals if goal.state is GoalState.OPEN)


def _consent(
    work: Work, actor: Actor, person: Person, one: Wanted, words: ConsentWords, purpose: str
) -> Consent:
    if one.agreed is not None and one.agreed.organisation != one.listing.organization:
        raise ConsentError("the consent is for another group")
    consents = Consents(work.connection, work.keys()).of_person(person.id)
    group, today = one.listing.organization, work.now.date()
    standing = in_force(consents, group, purpose, one.fields | ALWAYS, today)
    if standing is not None:
        return standing
    if one.agreed is None:
        raise ConsentError("the person has not been asked whether this group may be told")
    return given(work, actor, person, one.agreed, words)


def _make(
    work: Work, actor: Actor, person: Person, one: Wanted, consent: Consent, goals: tuple[str, ...]
) -> Referral:
    ask = ""
    if one.ask.strip():
        ask = words_of(one.ask, f"{one.listing.slug}.ask", shortest=1, longest=LONGEST_ASK)
    moved = Redirects(work.connection).every()
    for earlier in work.referrals(actor).of_person(person.id, Permission.REFERRAL_READ, work.now):
        if moved.get(earlier.listing, earlier.listing) == one.listing.slug and earlier.status in OPEN:
            raise OpenReferralError(earlier.id)
    made = work.referrals(actor).add(
        person,
        consent,
        listing=one.listing.slug,
        listing_name=one.listing.name,
        locality=one.listing.locality,
        shared=shared(person, one.fields, goals=goals, ask=ask),
        maker=actor.id,
        now=work.now,
    )
    work.record(Event.REFERRAL_MADE, f"referral:{made.id}", person=person.id, consent=consent.id)
    return made


def _said(person_id: str, wanted: Sequence[Wanted], draft: bool) -> list[str]:
    said = [person_id, "draft" if draft else "send"]
    for one in wanted:
        said += [one.listing.slug, one.ask, " ".join(sorted(one.fields))]
        said += one.agreed.said() if one.agreed else ()
    return said
