"""The guardian keeps records: gives somebody everything about them, holds it for the law, erases it, sees what is due."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, Any

from poai.actions import erasing, holds, subject_access
from poai.actions import retention as retaining
from poai.actions.erasing import Why
from poai.actions.subject_access_files import as_html, as_json
from poai.actions.trail import names
from poai.domain.errors import InvalidError, StaleError
from poai.domain.retention import Period, RecordClass
from poai.web import forms
from poai.web.exports import attached
from poai.web.forms import N_, Asks
from poai.web.page import Answer, Go, Page
from poai.web.staffing import StaffVisit
from poai.web.words import Words

RETENTION = "/guardian/retention"
_FINE: Mapping[str, str] = MappingProxyType({})


class Because(forms.Form):
    """Why a record is to be held, or no longer."""

    why: Annotated[str, Asks(N_("Say why"))]


class Erasing(forms.Form):
    """Why somebody is to be erased, and their reference once more."""

    reason: Annotated[str, Asks(N_("Choose why"))]
    reference: Annotated[str, Asks(N_("Enter the reference to confirm"))]


def one(visit: StaffVisit) -> Page:
    """What can be done with one person's record, without what is in it."""
    return _one(visit)


def everything(visit: StaffVisit) -> Answer:
    """Everything about somebody, as a file to give to them."""
    found = subject_access.everything(visit.office, visit.actor, visit.params["id"], **_now(visit))
    name = f"record-{found.reference}"
    if visit.form.get("kind") == "json":
        return attached(as_json(found), "application/json", f"{name}.json")
    return attached(as_html(found), "text/html; charset=utf-8", f"{name}.html")


def hold(visit: StaffVisit) -> Page | Go:
    """Puts a legal hold on the record."""
    return _because(visit, holds.hold_person, "held")


def release(visit: StaffVisit) -> Page | Go:
    """Takes the legal hold away."""
    return _because(visit, holds.release_person, "released")


def erase(visit: StaffVisit) -> Page | Go:
    """Erases somebody for good."""
    form = forms.read(Erasing, visit)
    if isinstance(form, forms.Errors):
        return _one(visit, form)
    try:
        erasing.erase_person(
            visit.office,
            visit.actor,
            visit.params["id"],
            reference=form.reference,
            why=form.reason,
            once=visit.form.get("once", ""),
            **_now(visit),
        )
    except InvalidError as error:
        return _one(visit, forms.invalid(visit, error, _WRONG))
    return Go(f"{RETENTION}?done=erased")


def retention(visit: StaffVisit) -> Page:
    """How long each class is kept, what is due, and the holds that stand."""
    words = visit.language.words
    due = retaining.what_is_due(visit.office, visit.actor, **_now(visit))
    called = names(visit.office, visit.actor, **_now(visit)).accounts
    held = holds.standing_holds(visit.office, visit.actor, **_now(visit))
    gone = words.gettext("The record is erased. The log keeps that it was, and by whom.")
    return Page(
        "guardian/retention.html",
        {
            "classes": [
                (_class(words, which), _period(words, visit.office.periods[which]), str(due.counts[which]))
                for which in RecordClass
            ],
            "records": due.records,
            "holds": [
                {
                    "person": each.person,
                    "reference": each.reference,
                    "why": each.why,
                    "who": called.get(each.by, each.by),
                    "when": visit.moment(each.made_at),
                }
                for each in held
            ],
            "done": gone if dict(visit.query).get("done") == "erased" else "",
        },
    )


def _because(visit: StaffVisit, do: Callable[..., None], done: str) -> Page | Go:
    form = forms.read(Because, visit)
    if isinstance(form, forms.Errors):
        return _one(visit, form)
    identity = visit.params["id"]
    try:
        do(visit.office, visit.actor, identity, form.why, once=visit.form.get("once", ""), **_now(visit))
    except InvalidError as error:
        return _one(visit, forms.invalid(visit, error, _WRONG))
    except StaleError:
        text = visit.language.words.gettext("Somebody has just changed this. See how it stands now")
        return _one(visit, {"why": text}, status=409)
    return Go(f"/guardian/people/{identity}?done={done}")


def _one(visit: StaffVisit, errors: Mapping[str, str] = _FINE, *, status: int = 422) -> Page:
    words, identity = visit.language.words, visit.params["id"]
    record = erasing.kept_record(visit.office, visit.actor, identity, **_now(visit))
    held = holds.hold_of(visit.office, visit.actor, identity, **_now(visit))
    called = names(visit.office, visit.actor, **_now(visit)).accounts if held else {}
    done = {
        "held": words.gettext("The record is held. Nobody can erase it."),
        "released": words.gettext("The hold is taken away."),
    }
    return Page(
        "guardian/record.html",
        {
            "record": record,
            "made": words.long_date(record.made_at.astimezone(visit.now.tzinfo).date()),
            "closed": words.long_date(record.closed_at.astimezone(visit.now.tzinfo).date())
            if record.closed_at
            else "",
            "hold": held
            and {"why": held.why, "who": called.get(held.by, held.by), "when": visit.moment(held.made_at)},
            "reasons": [{"value": each, "text": _reason(words, each)} for each in Why],
            "typed": visit.typed,
            "done": done.get(dict(visit.query).get("done", ""), ""),
            "errors": errors,
        },
        status=status if errors else 200,
    )


def _now(visit: StaffVisit) -> dict[str, Any]:
    return {"now": visit.now, "address": visit.address}


def _reason(words: Words, which: Why) -> str:
    return {
        Why.ASKED: words.gettext("They asked for it, and nothing obliges us to keep it"),
        Why.ERROR: words.gettext("The record was made in error"),
        Why.TWICE: words.gettext("The same person was recorded twice"),
        Why.NO_BASIS: words.gettext("There was no lawful basis to keep it"),
    }[which]


def _class(words: Words, which: RecordClass) -> str:
    return {
        RecordClass.RECORD: words.gettext("Closed records, with everything in them"),
        RecordClass.CONVERSATION: words.gettext("Drafts of conversations"),
        RecordClass.REPLY_LINK: words.gettext("Links for groups to answer by, after they run out"),
        RecordClass.SUGGESTION: words.gettext("What people told us about listings and groups"),
        RecordClass.LETTER: words.gettext("Letters that were sent or given up"),
        RecordClass.FORM: words.gettext("Keys by which a form is taken once"),
        RecordClass.SESSION: words.gettext("Sessions of staff that have ended"),
        RecordClass.LINK: words.gettext("Links for staff, after they run out"),
        RecordClass.FAILURE: words.gettext("Failures to sign in"),
    }[which]


def _period(words: Words, period: Period) -> str:
    count = {"num": period.count}
    return {
        "years": words.ngettext("%(num)s year", "%(num)s years", period.count),
        "months": words.ngettext("%(num)s month", "%(num)s months", period.count),
        "days": words.ngettext("%(num)s day", "%(num)s days", period.count),
    }[period.unit] % count


_WRONG = {
    ("why", "wrong"): N_("Say why without unusual characters"),
    ("why", "too-short"): N_("Say more about why"),
    ("why", "too-long"): N_("Use 1,000 characters or fewer to say why"),
    ("reason", "wrong"): N_("Choose why"),
    ("reference", "wrong"): N_("This is not the reference of this record. Check that it is the right one"),
    ("record", "held"): N_("A legal hold keeps this record. Take the hold away first"),
    ("record", "open"): N_("A referral is not over. Ask the team to end or withdraw it first"),
}
