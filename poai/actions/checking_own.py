"""What somebody proposed of a listing, on their side: what became of it, taken back, or taken up again."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from poai.actions.changing import add, change
from poai.actions.checking_case import Case, case_of, decide, edited
from poai.actions.drafting import withdraw_open
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.texts import words_of
from poai.domain.access import Actor, Permission
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.listing import Listing
from poai.domain.merging import changed_between
from poai.store.drafts import Drafts
from poai.store.proposals import State

LONGEST_REASON = 300
_EDIT = Permission.LISTING_EDIT


def own(office: Office, actor: Actor, identity: str, *, now: datetime, address: str = "") -> Case:
    """One proposal, for the group whose listing it is about. Raises NotFoundError for others."""
    with office.work(now, actor.id, address) as work:
        return case_of(work, actor, identity, _EDIT)


def take_back(office: Office, actor: Actor, identity: str, *, now: datetime, address: str = "") -> None:
    """Whoever made a proposal no longer wants it. Raises StaleError if it is decided, NotFoundError for anybody else's."""
    with office.work(now, actor.id, address) as work:
        case = case_of(work, actor, identity, _EDIT)
        if not case.mine:
            work.refuse(NotFoundError("not theirs"), thing=f"listing:{case.proposal.listing_id}")
        decide(work, case, State.WITHDRAWN)
        work.record(
            Event.LISTING_PROPOSAL_WITHDRAWN,
            f"listing:{case.proposal.listing_id}",
            proposal=case.proposal.id,
        )


def send_again(
    office: Office,
    actor: Actor,
    identity: str,
    *,
    edits: Mapping[str, Any],
    base: int,
    why: str,
    key: str,
    now: datetime,
    address: str = "",
) -> str:
    """Takes up a proposal that was returned or taken back, with what is now said otherwise, as a new one: says its id.

    `base` is the revision that was published when they looked (0 for none), `key` the form's own. Raises ConflictError
    and StaleError as changing.change does, InvalidError for a field ("same" if nothing would change), and NotFoundError for anybody else's proposal.
    """
    with office.work(now, actor.id, address) as work:
        case = case_of(work, actor, identity, _EDIT)
        if not case.mine:
            work.refuse(NotFoundError("not theirs"), thing=f"listing:{case.proposal.listing_id}")
        if case.gone or case.proposal.state not in (State.RETURNED, State.WITHDRAWN):
            raise StaleError("the proposal cannot be taken up again")
        after = edited(case.change.after, edits, case.change.fields)
        if case.stands is not None and not changed_between(case.stands, after):
            raise InvalidError(case.change.fields[0] if case.change.fields else "why", "same")
        reason = words_of(why, "why", shortest=1, longest=LONGEST_REASON)
        said = (identity, repr(sorted(edits.items())), str(base), reason)
        done, _ = once(work, key, said, _sender(work, actor, case, after, base, reason))
    office.show()
    return done


def take_up(office: Office, actor: Actor, identity: str, *, now: datetime, address: str = "") -> str:
    """Makes a draft of a new listing that was returned or taken back, so that all of it can be changed: says the draft's id.

    Twice is once: what was written in the draft meanwhile stays. Raises StaleError where there is nothing to take up, and
    NotFoundError for anybody else's.
    """
    with office.work(now, actor.id, address) as work:
        case = case_of(work, actor, identity, _EDIT)
        if not case.mine:
            work.refuse(NotFoundError("not theirs"), thing=f"listing:{case.proposal.listing_id}")
        taken_up = (State.RETURNED, State.WITHDRAWN)
        if case.gone or case.stands is not None or case.proposal.state not in taken_up:
            raise StaleError("the proposal cannot be taken up again")
        drafts = Drafts(work.connection, actor.id)
        if drafts.get(case.proposed.id) is None:
            drafts.begin(case.proposed, now=now)
        return case.proposed.id


def _sender(work: Work, actor: Actor, case: Case, after: Listing, base: int, why: str) -> Callable[[], str]:
    def send() -> str:
        if case.stands is not None:
            return change(work, actor, case.proposal.slug, after, base=base, why=why).proposal
        withdraw_open(work, actor, case.proposal.listing_id)
        return add(work, actor, after, why=why).proposal

    return send
