"""What somebody proposed of their group's listings: what became of it, taken back, or taken up again."""

from collections.abc import Mapping
from types import MappingProxyType

from poai.actions import checking_own
from poai.actions.checking_case import Case
from poai.domain.errors import ConflictError, InvalidError, RepeatedError, StaleError
from poai.store.proposals import State
from poai.web import checking_form
from poai.web.checking import told
from poai.web.conflict import conflict_page
from poai.web.forms import Errors
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

_FINE: Mapping[str, str] = MappingProxyType({})
_AGAIN = frozenset({State.RETURNED, State.WITHDRAWN})


def one(visit: StaffVisit) -> Page:
    """One proposal, as whoever made it sees it, and others of the group."""
    return _show(visit)


def take_back(visit: StaffVisit) -> Page | Go:
    """They no longer want it."""
    identity = visit.params["id"]
    try:
        checking_own.take_back(visit.office, visit.actor, identity, now=visit.now, address=visit.address)
    except StaleError:
        return _show(visit, stale=True)
    return Go(f"{_at(identity)}?done=taken-back")


def take_up(visit: StaffVisit) -> Page | Go:
    """A new listing that was returned becomes a draft, in which all of it can be changed."""
    try:
        draft = checking_own.take_up(
            visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address
        )
    except StaleError:
        return _show(visit, stale=True)
    return Go(f"/my-listings/{draft}")


def ask_again(visit: StaffVisit) -> Page:
    """The form in which a proposal that was returned is taken up again."""
    return _form(visit, _look(visit))


def send_again(visit: StaffVisit) -> Page | Go:
    """Sends it once more, as it is worded now."""
    case, identity = _look(visit), visit.params["id"]
    edits = checking_form.given(visit, case.change.fields)
    if isinstance(edits, Errors):
        return _form(visit, case, edits)
    base = visit.form.get("base", "")
    try:
        done = checking_own.send_again(
            visit.office,
            visit.actor,
            identity,
            edits=edits,
            base=int(base) if base.isascii() and base.isdigit() and len(base) < 10 else -1,
            why=visit.form.get("why", ""),
            key=visit.form.get("once", ""),
            now=visit.now,
            address=visit.address,
        )
    except ConflictError as error:
        return conflict_page(visit, error, again=f"{_at(identity)}/again")
    except (StaleError, RepeatedError):
        return _show(visit, stale=True)
    except InvalidError as error:
        return _form(visit, case, checking_form.wrong(visit, error))
    return Go(f"{_at(done or identity)}?done=sent")


def _at(identity: str) -> str:
    return f"/my-listings/proposals/{identity}"


def _look(visit: StaffVisit) -> Case:
    return checking_own.own(
        visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address
    )


def _show(visit: StaffVisit, *, stale: bool = False) -> Page:
    case, gettext = _look(visit), visit.language.words.gettext
    done = {
        "sent": gettext("Sent. You get a letter when somebody has read it."),
        "taken-back": gettext("Taken back. Nothing is changed."),
    }.get(dict(visit.query).get("done", ""), "")
    view = {
        "told": told(visit, case),
        "mine": case.mine,
        "again": case.mine and not case.gone and case.proposal.state in _AGAIN,
        "new": case.stands is None,
        "stale": stale,
        "done": done,
        "shown": case.stands is not None,
    }
    return Page("checking/own.html", view, status=409 if stale else 200)


def _form(visit: StaffVisit, case: Case, errors: Mapping[str, str] = _FINE) -> Page:
    if not case.mine or case.gone or case.proposal.state not in _AGAIN:
        return _show(visit, stale=bool(visit.form))
    view = {
        "told": told(visit, case),
        "fields": checking_form.view(visit, case.change.fields, case.change.after),
        "base": visit.typed("base", str(case.published)),
        "why": visit.typed("why", case.why),
        "errors": errors,
    }
    return Page("checking/again.html", view, status=422 if errors else 200)
