"""Somebody's consents: those in force and those that are over, giving one, and withdrawing one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from poai.actions import consents
from poai.actions.consents import PERSON, Kept
from poai.domain.consent import Field
from poai.domain.errors import ClosedError, InvalidError, NotFoundError, StaleError
from poai.domain.person import Person
from poai.web import agreeing, referral_words
from poai.web.forms import N_, invalid
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit
from poai.web.words import Words

_FINE: Mapping[str, str] = MappingProxyType({})


def every(visit: StaffVisit) -> Page:
    """All of them, those in force first."""
    return _list(visit)


def ask(visit: StaffVisit) -> Page:
    """The words to read out about one group and purpose, and the form for what was agreed."""
    return _form(visit)


def give(visit: StaffVisit) -> Page | Go:
    """Keeps what somebody agreed to."""
    form, words = visit.form, visit.snapshot.content.consent
    purpose = words.purposes.get(form.get("purpose", ""))
    said, errors = agreeing.read(visit)
    if not form.get("group"):
        errors["group"] = visit.language.words.gettext("Choose a group")
    if purpose is None:
        errors["purpose"] = visit.language.words.gettext("Choose what it is for")
    if errors or purpose is None:
        return _form(visit, errors)
    fields = agreeing.fields_of(visit, "fields", frozenset())
    agreed = agreeing.agreed(said, form["group"], purpose, "", fields)
    try:
        consents.give(
            visit.office,
            visit.actor,
            visit.params["id"],
            agreed,
            words=words,
            now=visit.now,
            key=form.get("once", ""),
            address=visit.address,
        )
    except InvalidError as error:
        return _form(visit, invalid(visit, error, agreeing.WRONG))
    return Go(f"/cases/{visit.params['id']}/consents?done=given")


def withdraw(visit: StaffVisit) -> Page | Go:
    """Stops sharing at once."""
    identity = visit.params["id"]
    try:
        consents.withdraw(
            visit.office,
            visit.actor,
            identity,
            visit.params["consent"],
            why=visit.form.get("why", ""),
            now=visit.now,
            address=visit.address,
        )
    except InvalidError as error:
        return _one(visit, invalid(visit, error, _WRONG))
    except StaleError:
        return Go(f"/cases/{identity}/consents?done=before")
    return Go(f"/cases/{identity}/consents?done=withdrawn")


def one(visit: StaffVisit) -> Page:
    """One consent, with the exact words and the way to withdraw it."""
    return _one(visit)


def _one(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    person, found = _kept(visit)
    kept = next((each for each in found if each.consent.id == visit.params["consent"]), None)
    if kept is None:
        raise NotFoundError("no such consent")
    view = {
        "person": person,
        "one": _row(visit, kept),
        "writable": visit.writes(person),
        "errors": errors,
    }
    return Page("cases/consent.html", view, status=422 if errors else 200)


def _list(visit: StaffVisit) -> Page:
    gettext = visit.language.words.gettext
    person, found = _kept(visit)
    rows = [{**_row(visit, kept), "number": len(found) - at} for at, kept in enumerate(found)]
    done = {
        "given": gettext("What they agreed to is recorded."),
        "withdrawn": gettext("Sharing has stopped. Groups that held something have been told."),
        "before": gettext("This had been withdrawn before. Nothing more is shared."),
    }
    return Page(
        "cases/consents.html",
        {
            "person": person,
            "in_force": [row for row in rows if row["state"] == "in-force"],
            "over": [row for row in rows if row["state"] != "in-force"],
            "writable": visit.adds(person),
            "done": done.get(dict(visit.query).get("done", ""), ""),
        },
    )


def _form(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    words, content = visit.language.words, visit.snapshot.content.consent
    person, _ = _kept(visit)
    if not visit.writes(person):
        raise NotFoundError("not theirs to ask")
    if person.closed_at:
        raise ClosedError("the record is closed")
    groups = sorted(visit.snapshot.catalogue.organisations.values(), key=lambda one: one.name.casefold())
    until = words.long_date(content.until(visit.now.date()))
    return Page(
        "cases/give-consent.html",
        {
            "person": person,
            "groups": [{"value": "", "text": words.gettext("Choose a group")}]
            + [{"value": group.slug, "text": group.name} for group in groups],
            "purposes": [
                {"value": purpose.key, "text": purpose.title} for purpose in content.purposes.values()
            ],
            "readings": [
                {
                    "title": purpose.title,
                    "says": purpose.wording.told(words.gettext("the group"), until),
                }
                for purpose in content.purposes.values()
            ],
            "fields": agreeing.fields_offered(visit),
            "ticked": visit.typed_all("fields"),
            "group": visit.typed("group"),
            "purpose": visit.typed("purpose", next(iter(content.purposes), "")),
            "agreed": agreeing.asked(visit),
            "errors": errors,
        },
        status=422 if errors else 200,
    )


def _kept(visit: StaffVisit) -> tuple[Person, list[Kept]]:
    return consents.kept(visit.office, visit.actor, visit.params["id"], now=visit.now, address=visit.address)


def _row(visit: StaffVisit, kept: Kept) -> dict[str, Any]:
    words, content = visit.language.words, visit.snapshot.content.consent
    consent = kept.consent
    group = agreeing.group_name(visit, consent.organisation)
    purpose = content.purposes.get(consent.purpose)
    until = words.long_date(consent.until)
    state = "withdrawn" if consent.withdrawn_at else "in-force"
    if state == "in-force" and not consent.holds(visit.now.date()):
        state = "run-out"
    return {
        "id": consent.id,
        "group": group,
        "purpose": purpose.title if purpose else consent.purpose,
        "state": state,
        "fields": _in_a_sentence(
            words, [referral_words.field(words, field) for field in Field if field in consent.fields]
        ),
        "way": referral_words.way(words, consent.way),
        "giver": referral_words.giver(words, consent.giver),
        "who": consent.who,
        "by": kept.by or words.gettext("Somebody who has left"),
        "given": visit.moment(consent.given_at),
        "until": until,
        "withdrawn": visit.moment(consent.withdrawn_at) if consent.withdrawn_at else "",
        "withdrawn_by": words.gettext("the person themselves")
        if kept.withdrawn_by == PERSON
        else kept.withdrawn_by,
        "why": kept.why,
        "wording": consent.wording,
        "says": agreeing.explained(content, consent.purpose, consent.wording, group, until),
    }


def _in_a_sentence(words: Words, labels: list[str]) -> str:
    return words.all_of([labels[0], *(words.inside(label) for label in labels[1:])])


_WRONG = {
    ("why", "missing"): N_("Write down what the person said"),
    ("why", "too-long"): N_("Use 2,000 characters or fewer"),
    ("why", "wrong"): N_("Write it down without unusual characters"),
}
