"""What is proposed of listings is read by the steward of the locality, and decided once.

What is published stays up until then. Whoever proposed something sees what became of it, takes it back, or takes up
again what was returned.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from poai.actions.changing import thing_of
from poai.actions.checking_case import FEED, Case, case_of, decide, edited, names_in
from poai.actions.checking_letters import tell_proposer
from poai.actions.office import Office, Work
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission, may
from poai.domain.audit import Event
from poai.domain.checking import change_of, risks, turn
from poai.domain.errors import InvalidError, StaleError
from poai.domain.facts import CONFIRMED, FIELDS, Facts
from poai.domain.listing import Confirmation, Listing
from poai.domain.listing_now import By, Checked
from poai.store import Accounts, Listings, Organisations, SlugTakenError
from poai.store.proposals import Kind, Proposal, Proposals, State

THE_GROUP = "the group"  # in whose words residents are told that a listing is right
LONGEST_MESSAGE = 2_000
ENDED = frozenset({"inactive", "defunct"})
_PUBLISH = Permission.LISTING_PUBLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One proposal in the queue. `fields` are what it changes, `risks` those on which much depends; `who` is a name."""

    proposal: Proposal
    name: str
    fields: tuple[str, ...]
    risks: tuple[str, ...]
    who: str

    @property
    def risky(self) -> bool:
        """Whether it comes before others: what is new as a whole always does."""
        return bool(self.risks) or self.proposal.kind is Kind.NEW


def queue(office: Office, actor: Actor, *, now: datetime, address: str = "") -> list[Waiting]:
    """What waits for a steward, the oldest and riskiest first. Raises NotFoundError for who decides nothing."""
    with office.work(now, actor.id, address, reading=True) as work:
        work.need(actor, _PUBLISH, None)
        found = [_waiting(work, each) for each in Proposals(work.connection).open_to(actor)]
    return sorted(found, key=lambda each: turn(each.proposal.made_at, risky=each.risky))


def look(office: Office, actor: Actor, identity: str, *, now: datetime, address: str = "") -> Case:
    """One proposal, for the steward. Raises NotFoundError for who may not decide it."""
    with office.work(now, actor.id, address) as work:
        return case_of(work, actor, identity, _PUBLISH)


def accept(
    office: Office,
    actor: Actor,
    identity: str,
    *,
    seen: int,
    edits: Mapping[str, Any] | None = None,
    now: datetime,
    address: str = "",
) -> Listing:
    """Publishes what is proposed, on top of what stands now; `edits` are fields that the steward worded otherwise.
    Where that says that it has ended, it is taken down.

    `seen` is the revision that was published when they looked. Raises StaleError if it is another now or somebody has
    decided, NotFoundError for who may not, and InvalidError for a field: "elsewhere" for an area that is not theirs,
    "gone" for a listing that is no longer shown, "wrong" for what makes no sense.
    """
    with office.work(now, actor.id, address) as work:
        case = case_of(work, actor, identity, _PUBLISH)
        if not case.open or case.published != seen:
            raise StaleError("the proposal was decided, or the listing changed, meanwhile")
        if case.gone:
            raise InvalidError("listing", "gone")
        after = edited(case.change.after, edits or {}, case.change.fields)
        if not may(actor, _PUBLISH, thing_of(after)):
            raise InvalidError("locality", "elsewhere")
        if Organisations(work.connection).get(after.organization) is None:
            raise InvalidError("organization", "wrong")
        decide(work, case, State.ACCEPTED)
        shown = _checked(work, case, after)
        try:
            Listings(work.connection).publish(shown, made_by=actor.id, why=case.why, now=work.now)
        except SlugTakenError as error:
            raise InvalidError("name", "taken") from error
        work.record(Event.LISTING_ACCEPTED, f"listing:{case.proposal.listing_id}", proposal=case.proposal.id)
        if shown.status in ENDED:
            Listings(work.connection).withdraw(shown.slug, made_by=actor.id, why=case.why, now=work.now)
            work.record(Event.LISTING_WITHDRAWN, f"listing:{case.proposal.listing_id}")
        tell_proposer(work, case.proposal, case.proposed.name)
    office.show()
    return shown


def give_back(
    office: Office, actor: Actor, identity: str, *, message: str, now: datetime, address: str = ""
) -> None:
    """Returns a proposal with a message to who made it; to a source nothing need be said.

    Raises StaleError if somebody has decided, NotFoundError for who may not, InvalidError for "message".
    """
    with office.work(now, actor.id, address) as work:
        case = case_of(work, actor, identity, _PUBLISH)
        if not case.open:
            raise StaleError("the proposal was decided meanwhile")
        silent = case.proposal.made_by.startswith(FEED) and not message.strip()
        said = "" if silent else words_of(message, "message", shortest=1, longest=LONGEST_MESSAGE)
        decide(work, case, State.RETURNED, said)
        work.record(Event.LISTING_RETURNED, f"listing:{case.proposal.listing_id}", proposal=case.proposal.id)
        tell_proposer(work, case.proposal, case.proposed.name)


def _waiting(work: Work, one: Proposal) -> Waiting:
    revisions = {each.number: each for each in Listings(work.connection).revisions(one.slug)}
    proposed, base = revisions[one.number], revisions.get(one.base)
    fields = change_of(base.record if base else None, proposed.record, base.record if base else None).fields
    return Waiting(
        proposal=one,
        name=(base or proposed).record.name,
        fields=fields,
        risks=risks(fields, new=one.kind is Kind.NEW),
        who=names_in(work, one.made_by).get(one.made_by, ""),
    )


def _checked(work: Work, case: Case, after: Listing) -> Listing:
    """With a note of who says since when that what is published now is right: who proposed it, not who let it through."""
    made_by, day = case.proposal.made_by, case.proposal.made_at.astimezone(work.now.tzinfo).date()
    by = By.SOURCE if made_by.startswith(FEED) else _part(work, made_by, after)
    new = case.stands is None
    facts = CONFIRMED if new else {FIELDS[name] for name in case.change.fields} & CONFIRMED
    noted = {each.facts: each for each in after.checked}
    noted |= {each: Checked(facts=each, date=day, by=by) for each in facts}
    after = replace(after, checked=tuple(noted[each] for each in Facts if each in noted))
    if new and by is By.GROUP and after.confirmed is None:
        after = replace(after, confirmed=Confirmation(date=day, by=THE_GROUP))
    return after


def _part(work: Work, made_by: str, listing: Listing) -> By:
    account = Accounts(work.connection).get(made_by)
    own_group = account and any(grant.scope == listing.organization for grant in account.grants)
    return By.GROUP if own_group else By.STEWARD
