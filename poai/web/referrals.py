"""A referral for those who asked: where it stands, what was done, what the group sees, what can be done now."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import referrals, working
from poai.actions.alternatives import instead
from poai.actions.referrals import Seen
from poai.domain.errors import (
    BadRequestError,
    ConsentError,
    InvalidError,
    MoveError,
    OpenReferralError,
    StaleError,
)
from poai.domain.referral import OPEN, Answer, Name, Outcome, Reason, Status
from poai.web import agreeing, messages, offering, referral_words, snooze
from poai.web import referral_telling as telling
from poai.web.forms import N_
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit
from poai.web.told import told_rows

_FINE: Mapping[str, str] = MappingProxyType({})


def one(visit: StaffVisit) -> Page:
    """The page of one referral."""
    return _page(visit)


def act(visit: StaffVisit) -> Page | Go:
    """Makes a move."""
    identity, form = visit.params["id"], visit.form
    try:
        name = Name(form.get("move", ""))
        reason = Reason(form["reason"]) if form.get("reason") else None
        outcome = Outcome(form["outcome"]) if form.get("outcome") else None
    except ValueError as error:
        raise BadRequestError("no such move, reason or outcome") from error
    note = form.get(f"{name}-note", "")
    about: dict[str, Any] = {
        "version": visit.version,
        "key": form.get("once", ""),
        "now": visit.now,
        "address": visit.address,
    }
    try:
        if name is Name.REOPEN:
            errors = _ask_again(visit, note, about)
            if errors:
                return _page(visit, errors)
        else:
            answer = Answer(reason=reason, outcome=outcome, note=note)
            working.act(visit.office, visit.actor, identity, name, answer=answer, **about)
    except InvalidError as error:
        return _page(visit, _wrong(visit, name, error))
    except ConsentError:
        gettext = visit.language.words.gettext
        message = gettext("They no longer agree that this group is told. Ask them first, then ask again")
        return _page(visit, {"way" if name is Name.REOPEN else "": message})
    except (StaleError, MoveError):
        return _page(visit, stale=name)
    except OpenReferralError as error:
        return _page(visit, open_one=error.referral)
    return Go(f"/referrals/{identity}?done={name}")


def _ask_again(visit: StaffVisit, why: str, about: Mapping[str, Any]) -> dict[str, str]:
    """Asks the same group again; what is wrong with the form."""
    content = visit.snapshot.content.consent
    seen = _look(visit)
    agreed = None
    if _needs_consent(visit, seen) and content.referral:
        said, errors = agreeing.read(visit)
        if not why.strip():
            errors = {f"{Name.REOPEN}-note": visit.language.words.gettext("Say why"), **errors}
        if errors:
            return errors
        fields = agreeing.fields_of(visit, "fields", frozenset())
        wording = visit.form.get("wording", "")
        agreed = agreeing.agreed(said, seen.referral.organisation, content.referral, wording, fields)
    working.ask_again(
        visit.office, visit.actor, seen.referral.id, why=why, agreed=agreed, words=content, **about
    )
    return {}


def _look(visit: StaffVisit) -> Seen:
    return referrals.look(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)


def _page(
    visit: StaffVisit,
    errors: Mapping[str, str] = _FINE,
    *,
    stale: Name | None = None,
    open_one: str = "",
) -> Page:
    seen = _look(visit)
    words, referral = visit.language.words, seen.referral
    moves = {move.name: _move(visit, seen, move.name) for move in seen.moves}
    version = visit.version if visit.forms else referral.version
    view = {
        "person": seen.person,
        "referral": referral,
        "group": agreeing.group_name(visit, referral.organisation),
        "status": referral_words.status(words, referral.status),
        "listed": visit.snapshot.catalogue.stays(referral.listing) is not None,
        "facts": telling.facts(visit, seen),
        "history": [telling.line(visit, seen, moved) for moved in seen.history],
        "last": telling.line(visit, seen, seen.history[-1]) if seen.history else None,
        "news": [telling.line(visit, seen, moved) for moved in seen.history if moved.number > version]
        if stale
        else [],
        "contacts": [
            {
                "day": words.long_date(each.on),
                "kind": referral_words.contact(words, each.kind),
                "words": each.words,
            }
            for each in seen.contacts
        ],
        "told": told_rows(visit, seen.shared),
        "visible": seen.visible,
        "moves": moves,
        "agreed": agreeing.asked(visit),
        "consent": _consent(visit, seen) if Name.REOPEN in moves and _needs_consent(visit, seen) else None,
        "instead": offering.rows(visit, seen, _instead(visit, seen)),
        "messages": messages.part(visit, seen.thread) if seen.thread else None,
        "snooze": snooze.part(visit, referral.id, seen.snooze)
        if referral.status in OPEN and seen.thread
        else None,
        "done": _done(visit),
        "stale": referral_words.move(words, stale) if stale else "",
        "wrote": visit.form.get(f"{stale}-note", "") if stale else "",
        "open_one": open_one,
        "errors": errors,
    }
    status = 409 if stale or open_one else 422 if errors else 200
    return Page("referrals/one.html", view, status=status)


def _instead(visit: StaffVisit, seen: Seen) -> list[Any]:
    return instead(
        visit.office,
        visit.actor,
        seen.referral,
        visit.snapshot,
        now=visit.now,
        address=visit.address,
    )


def _move(visit: StaffVisit, seen: Seen, name: Name) -> dict[str, Any]:
    words = visit.language.words
    move = next(each for each in seen.moves if each.name is name)
    return {
        "text": referral_words.move(words, name),
        "reasons": [
            {"value": str(reason), "text": referral_words.reason(words, reason)}
            for reason in Reason
            if reason in move.reasons
        ],
        "outcomes": [
            {"value": str(outcome), "text": referral_words.outcome(words, outcome)}
            for outcome in Outcome
            if outcome in move.outcomes
        ],
        "says_why": move.says_why,
        "note": f"{name}-note",
        "open": (visit.form or visit.kept).get("move") == name,
    }


def _needs_consent(visit: StaffVisit, seen: Seen) -> bool:
    return (
        seen.referral.status is Status.WITHDRAWN
        or seen.consent is None
        or not seen.consent.holds(visit.now.date())
    )


def _consent(visit: StaffVisit, seen: Seen) -> dict[str, Any]:
    words, content = visit.language.words, visit.snapshot.content.consent
    group = agreeing.group_name(visit, seen.referral.organisation)
    until = words.long_date(content.until(visit.now.date()))
    before = seen.consent.fields if seen.consent else frozenset()
    return {
        "says": content.referral.wording.told(group, until) if content.referral else (),
        "wording": content.referral.wording.version if content.referral else "",
        "fields": agreeing.fields_offered(visit),
        "ticked": visit.typed_all("fields", tuple(str(field) for field in before)),
    }


def _done(visit: StaffVisit) -> str:
    gettext = visit.language.words.gettext
    return {
        "sent": gettext("The referral is sent."),
        "kept": gettext("The referral is kept. The group does not see it until you send it."),
        Name.SEND: gettext("The referral is sent."),
        Name.WITHDRAW: gettext("The referral is withdrawn. The group can no longer see it."),
        Name.REOPEN: gettext("The group is asked again."),
        Name.NOT_STARTED: gettext("The referral has ended."),
        Name.FINISH: gettext("The referral has ended. What came of it is recorded."),
        Name.CORRECT: gettext("It is recorded that this was made in error."),
    }.get(dict(visit.query).get("done", ""), "")


def _wrong(visit: StaffVisit, name: Name, error: InvalidError) -> dict[str, str]:
    message = agreeing.WRONG.get((error.field, error.reason)) or _WRONG.get(
        (error.field, error.reason), N_("Check this and try again")
    )
    field = f"{name}-note" if error.field == "note" else error.field
    return {field: visit.language.words.gettext(message)}


_WRONG = {
    ("reason", "missing"): N_("Choose why"),
    ("outcome", "missing"): N_("Choose what came of it"),
    ("note", "missing"): N_("Say why"),
    ("note", "too-long"): N_("Use 1,000 characters or fewer"),
    ("note", "wrong"): N_("Write it without unusual characters"),
}
