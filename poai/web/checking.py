"""What waits for a steward: the queue, one proposal side by side, and what is decided of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import checking
from poai.actions.checking import Waiting
from poai.actions.checking_case import Case
from poai.domain.errors import InvalidError, StaleError
from poai.domain.facts import FIELDS
from poai.store.proposals import Kind, Proposal, State
from poai.web import checking_form, listing_words
from poai.web.forms import Errors
from poai.web.page import Go, Page
from poai.web.sides import side_by_side
from poai.web.staffing import StaffVisit
from poai.web.words import Words

QUEUE = "/steward/queue"
_FINE: Mapping[str, str] = MappingProxyType({})


def every(visit: StaffVisit) -> Page:
    """What waits, the oldest and riskiest first."""
    found = checking.queue(visit.office, visit.actor, now=visit.now, address=visit.address)
    done = {
        "accepted": visit.language.words.gettext("Accepted. Residents see it now."),
        "returned": visit.language.words.gettext("Sent back. Whoever proposed it gets a letter."),
    }.get(dict(visit.query).get("done", ""), "")
    return Page("checking/queue.html", {"items": [_item(visit, each) for each in found], "done": done})


def one(visit: StaffVisit) -> Page:
    """One proposal: what it changes, side by side, and what can be decided."""
    return _show(visit)


def accept(visit: StaffVisit) -> Page | Go:
    """Publishes what is proposed."""
    try:
        _accept(visit, {})
    except StaleError:
        return _show(visit, stale=True)
    except InvalidError as error:
        return _show(visit, checking_form.wrong(visit, error))
    return Go(f"{QUEUE}?done=accepted")


def edit(visit: StaffVisit) -> Page:
    """The form in which what is proposed is worded otherwise before it is accepted."""
    return _form(visit, _look(visit))


def accept_edited(visit: StaffVisit) -> Page | Go:
    """Publishes what is proposed as the steward worded it."""
    case = _look(visit)
    edits = checking_form.given(visit, case.change.fields)
    if isinstance(edits, Errors):
        return _form(visit, case, edits)
    try:
        _accept(visit, edits)
    except StaleError:
        again = _look(visit)
        return _form(visit, again, stale=True) if again.open else _show(visit, stale=True)
    except InvalidError as error:
        return _form(visit, case, checking_form.wrong(visit, error))
    return Go(f"{QUEUE}?done=accepted")


def give_back(visit: StaffVisit) -> Page | Go:
    """Returns a proposal with a message."""
    try:
        checking.give_back(
            visit.office,
            visit.actor,
            visit.params["id"],
            message=visit.form.get("message", ""),
            now=visit.now,
            address=visit.address,
        )
    except StaleError:
        return _show(visit, stale=True)
    except InvalidError as error:
        return _show(visit, checking_form.wrong(visit, error))
    return Go(f"{QUEUE}?done=returned")


def told(visit: StaffVisit, case: Case) -> dict[str, Any]:
    """What templates/checking/about.html shows of a proposal, to whoever looks."""
    words, proposal = visit.language.words, case.proposal
    called = [listing_words.called(words, name) for name in case.change.conflicts]
    old = case.base if case.proposal.state is State.ACCEPTED else case.stands or case.base
    new = case.change.after if old else case.proposed
    fields = case.change.fields if old else _said(visit, case)
    return {
        "id": proposal.id,
        "slug": proposal.slug,
        "name": (old or case.proposed).name,
        "kind": kind(words, proposal.kind),
        "state": state(words, proposal.state),
        "new": old is None,
        "open": case.open,
        "gone": case.gone,
        "source": proposal.kind is Kind.CONFLICT,
        "who": who(words, proposal, case.names),
        "when": visit.moment(proposal.made_at),
        "why": case.why,
        "area": listing_words.area(visit, case.proposed.locality),
        "group": listing_words.group(visit, case.proposed.organization),
        "conflicts": words.all_of(called),
        "since": words.all_of([listing_words.called(words, name) for name in case.change.since]),
        "risks": words.all_of([listing_words.called(words, name) for name in case.risks]),
        "sides": side_by_side(visit, fields, old, new),
        "decided_by": case.names.get(proposal.decided_by or "", ""),
        "decided_at": visit.moment(proposal.decided_at) if proposal.decided_at else "",
        "message": proposal.message or "",
        "version": str(case.published),
    }


def kind(words: Words, which: Kind) -> str:
    """What a proposal is."""
    return {
        Kind.NEW: words.gettext("New listing"),
        Kind.CHANGE: words.gettext("Change"),
        Kind.CONFLICT: words.gettext("The source now says"),
    }[which]


def state(words: Words, which: State) -> str:
    """Where a proposal stands."""
    return {
        State.OPEN: words.gettext("Waiting to be checked"),
        State.ACCEPTED: words.gettext("Accepted"),
        State.RETURNED: words.gettext("Sent back"),
        State.WITHDRAWN: words.gettext("Taken back"),
    }[which]


def who(words: Words, proposal: Proposal, names: Mapping[str, str]) -> str:
    """Who made a proposal: a name, or what sends it."""
    return names.get(proposal.made_by) or (
        words.gettext("A list that we take in")
        if proposal.kind is Kind.CONFLICT
        else words.gettext("Somebody whose account is gone")
    )


def _look(visit: StaffVisit) -> Case:
    return checking.look(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)


def _accept(visit: StaffVisit, edits: Mapping[str, Any]) -> None:
    checking.accept(
        visit.office,
        visit.actor,
        visit.params["id"],
        seen=visit.version,
        edits=edits,
        now=visit.now,
        address=visit.address,
    )


def _show(visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, stale: bool = False) -> Page:
    case = _look(visit)
    view = {
        "told": told(visit, case),
        "stale": stale,
        "editable": bool(checking_form.asked(case.change.fields)),
        "message": visit.typed("message"),
        "errors": errors,
    }
    return Page("checking/one.html", view, status=409 if stale else 422 if errors else 200)


def _form(visit: StaffVisit, case: Case, errors: Mapping[str, str] = _FINE, *, stale: bool = False) -> Page:
    if not case.open or case.gone:
        return _show(visit, stale=True)
    view = {
        "told": told(visit, case),
        "fields": checking_form.view(visit, case.change.fields, case.change.after),
        "stale": stale,
        "errors": errors,
    }
    return Page("checking/edit.html", view, status=409 if stale else 422 if errors else 200)


def _said(visit: StaffVisit, case: Case) -> list[str]:
    """The fields of a new listing that say something, its name first; that it runs goes without saying."""
    plain = {"status"} if case.proposed.status == "active" else set()
    return [name for name in FIELDS if name not in plain and listing_words.told(visit, name, case.proposed)]


def _item(visit: StaffVisit, each: Waiting) -> dict[str, Any]:
    words, proposal = visit.language.words, each.proposal
    names = {proposal.made_by: each.who} if each.who else {}
    new = proposal.kind is Kind.NEW
    changes = [] if new else [listing_words.called(words, name) for name in each.fields]
    return {
        "href": visit.url(f"/steward/proposals/{proposal.id}"),
        "name": each.name,
        "kind": kind(words, proposal.kind),
        "risky": each.risky and not new,
        "changes": words.all_of(changes),
        "who": who(words, proposal, names),
        "area": listing_words.area(visit, proposal.locality),
        "when": visit.moment(proposal.made_at),
    }
