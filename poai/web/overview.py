"""What the first page of somebody's record says: what needs doing, who they are, and where everything stands."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from poai.actions.overview import Overview
from poai.actions.typed_record import Known
from poai.domain.caseload import Doing, Due
from poai.domain.goal import Goal
from poai.domain.person import Person
from poai.domain.referral import Referral
from poai.web import caseload_words, referral_words
from poai.web.agreeing import group_name
from poai.web.record_words import shown
from poai.web.staffing import StaffVisit
from poai.web.words import Words

# What is said of somebody under the ways to reach them, where it is known, and in this order.
_KNOWN = (
    "preferred_name", "pronouns", "birth_date", "nhs_number", "practice", "email", "language", "interpreter",
    "adjustments", "supporter", "matters", "strengths", "needs",
)  # fmt: skip


def overview(visit: StaffVisit, found: Overview) -> dict[str, Any]:
    """What the template shows besides the person."""
    words, person = visit.language.words, found.person
    needs, purposes = visit.snapshot.content.needs, visit.snapshot.content.consent.purposes
    known = Known(person.names, person.details, person.practice)
    return {
        "of_team": bool(found.due),
        "due": [_due(visit, one, person) for one in found.due if one.doing is not Doing.NOTHING],
        "known": [
            {"key": referral_words.part(words, name), "value": said.splitlines()}
            for name in _KNOWN
            if (said := _age(words, shown(words, known, name, needs), person, name, visit.now.date()))
        ],
        "where": [*person.details.address.splitlines(), *filter(None, [person.details.postcode])],
        "risks": person.details.risks.splitlines(),
        "goals": [_goal(words, one) for one in found.goals],
        "referrals": [_referral(visit, one) for one in found.referrals],
        "over": found.over,
        "consents": [
            {
                "group": group_name(visit, one.organisation),
                "purpose": purposes[one.purpose].title if one.purpose in purposes else "",
                "until": words.long_date(one.until),
            }
            for one in found.consents
        ],
        "begun": bool(person.details.matters or found.referrals or found.over),
    }


def _age(words: Words, said: str, person: Person, name: str, today: date) -> str:
    born = person.details.birth_date
    if name != "birth_date" or not born:
        return said
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return f"{said} ({words.ngettext('%(num)s year old', '%(num)s years old', years) % {'num': years}})"


# Where each thing is done: a page of the record, or a part of this one.
_PAGES = {
    Doing.CONCERN: "/own-view",
    Doing.MESSAGE: "#referrals",
    Doing.DECLINED: "/refer",
    Doing.UNANSWERED: "#referrals",
    Doing.WAITED: "#referrals",
    Doing.FOLLOW_UP: "/notes",
    Doing.CONSENT: "/consents",
}


def _due(visit: StaffVisit, due: Due, person: Person) -> Mapping[str, str]:
    """One thing to do, and the page to do it on."""
    page = _PAGES[due.doing]
    return {
        "text": caseload_words.due(visit.language.words, due, visit.now.date()),
        "href": page if page.startswith("#") else visit.url(f"/cases/{person.id}{page}"),
    }


def _goal(words: Words, goal: Goal) -> Mapping[str, Any]:
    latest = goal.latest
    told = {"number": latest.progress} if latest else {}
    return {
        "id": goal.id,
        "words": goal.words,
        "progress": words.gettext("%(number)s of 10 so far") % told if latest else "",
    }


def _referral(visit: StaffVisit, one: Referral) -> Mapping[str, str]:
    words = visit.language.words
    day = ""
    if one.answer_by:
        day = words.gettext("To answer by %(day)s") % {"day": words.long_date(one.answer_by)}
    elif one.expected:
        day = referral_words.room(words, one.expected, visit.now.date())
    return {
        "id": one.id,
        "reference": one.reference,
        "listing": one.listing_name,
        "group": group_name(visit, one.organisation),
        "status": referral_words.status(words, one.status),
        "day": day,
    }
