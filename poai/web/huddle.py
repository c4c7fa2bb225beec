"""A huddle's one side of paper: who is known to a practice and has open work. The practice is in no address."""

from datetime import date
from textwrap import shorten
from typing import Any

from poai.actions import huddle
from poai.domain.caseload import Doing
from poai.web import caseload_words, referral_words
from poai.web.page import Page
from poai.web.staffing import StaffVisit

_LINE = 140  # characters of what matters to somebody, and of what a visitor must know


def ask(visit: StaffVisit) -> Page:
    """Which practice?"""
    return _page(visit)


def show(visit: StaffVisit) -> Page:
    """The people of the practice that was chosen."""
    practice = visit.form.get("practice", "")
    if not practice:
        text = visit.language.words.gettext("Choose a GP practice")
        return _page(visit, errors={"practice": text}, status=422)
    found = huddle.huddle(visit.office, visit.actor, practice, now=visit.now, address=visit.address)
    return _page(visit, practice, [_line(visit, one) for one in found])


def _page(
    visit: StaffVisit,
    practice: str = "",
    rows: list[dict[str, Any]] | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> Page:
    known = huddle.practices(visit.office, visit.actor, now=visit.now, address=visit.address)
    view = {
        "practice": practice,
        "rows": rows or [],
        "options": [{"value": "", "text": visit.language.words.gettext("Choose")}]
        + [{"value": one, "text": one} for one in known],
        "day": visit.language.words.long_date(visit.now.date()),
        "known": bool(known),
        "errors": errors or {},
    }
    return Page("cases/huddle.html", view, status)


def _line(visit: StaffVisit, one: huddle.Known) -> dict[str, Any]:
    words, today = visit.language.words, visit.now.date()
    details, first = one.person.details, one.case.due[0]
    due = [caseload_words.due(words, each, today) for each in one.case.due if each.doing is not Doing.NOTHING]
    if first.doing is Doing.NOTHING and one.person.follow_up_on:
        due = [words.gettext("Follow-up on %(day)s") % {"day": words.long_date(one.person.follow_up_on)}]
    return {
        "id": one.person.id,
        "names": one.person.names,
        "reference": one.person.reference,
        "age": _age(details.birth_date, today),
        "worker": one.worker or words.gettext("No worker yet"),
        "matters": shorten(details.matters, _LINE, placeholder=" …"),
        "risks": shorten(details.risks, _LINE, placeholder=" …"),
        "referrals": [
            f"{each.listing_name}: {referral_words.status(words, each.status).lower()}"
            for each in one.referrals
        ],
        "next": due,
    }


def _age(born: date | None, today: date) -> int | None:
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
