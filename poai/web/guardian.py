"""The guardian's pages: what everybody did, who opened records in an emergency, and who looked at one person's."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from poai.actions import people
from poai.actions.trail import Names, Wanted, names, read_trail
from poai.domain.audit import Event, Row
from poai.domain.errors import InvalidError, NotFoundError
from poai.web import forms, staff_words
from poai.web.forms import N_, Asks
from poai.web.page import Go, Page
from poai.web.staffing import StaffVisit

TRAIL = "/guardian/trail"
_FINE: Mapping[str, str] = MappingProxyType({})
_UNKNOWN = InvalidError("reference", "unknown")
_WRONG = {("reference", "unknown"): N_("Nobody has this reference. Check it and try again")}
_FIELDS = ("who", "what", "since", "until")


class Whose(forms.Form):
    """The person whose history is asked for."""

    reference: Annotated[str, Asks(N_("Enter the person’s reference"))]


def trail(visit: StaffVisit) -> Page:
    """What everybody did, the newest first, narrowed by what is chosen: ids, keys and days only, so they may stand in the address."""
    words = visit.language.words
    asked = dict(visit.query)
    chosen = {field: asked.get(field, "") for field in _FIELDS}
    errors = {
        field: words.gettext("Enter a date such as 23/11/2026")
        for field in ("since", "until")
        if chosen[field] and not _day(chosen[field])
    }
    called = names(visit.office, visit.actor, now=visit.now, address=visit.address)
    wanted = Wanted(
        actor=chosen["who"],
        events=[Event(chosen["what"])] if chosen["what"] in set(Event) else [],
        since=_midnight(visit.now, _day(chosen["since"])),
        until=_midnight(visit.now, _day(chosen["until"]), days=1),
        before=_number(asked.get("before", "")),
    )
    rows, more = read_trail(visit.office, visit.actor, wanted, now=visit.now, address=visit.address)
    kept = urlencode([(field, value) for field, value in chosen.items() if value])
    anybody = {"value": "", "text": words.gettext("Anybody")}
    anything = {"value": "", "text": words.gettext("Anything")}
    return Page(
        "guardian/trail.html",
        {
            "days": _by_day(visit, rows, called),
            "chosen": chosen,
            "narrowed": any(chosen.values()),
            "who_options": [anybody, *_options(called.accounts)],
            "what_options": [anything, *_options(staff_words.events(words))],
            "older": f"{TRAIL}?{kept}&before={rows[-1].number}".replace("?&", "?") if more else "",
            "newest": f"{TRAIL}?{kept}".rstrip("?") if wanted.before else "",
            "errors": errors,
        },
        status=422 if errors else 200,
    )


def openings(visit: StaffVisit) -> Page:
    """Every time that somebody opened a record of another team."""
    found = people.broken_glass(visit.office, visit.actor, now=visit.now, address=visit.address)
    called = names(visit.office, visit.actor, now=visit.now, address=visit.address)
    return Page(
        "guardian/openings.html",
        {
            "openings": [
                {
                    "who": called.accounts.get(opening.account, opening.account),
                    "when": visit.moment(opening.made_at),
                    "until": visit.moment(opening.until),
                    "open": opening.until > visit.now,
                    "reason": opening.reason,
                    "person": opening.person,
                }
                for opening in found
            ]
        },
    )


def whose(visit: StaffVisit) -> Page:
    """The form that asks whose history to show."""
    return _whose(visit)


def find(visit: StaffVisit) -> Page | Go:
    """Leads to the history of whoever has the reference, which stands in no address."""
    form = forms.read(Whose, visit)
    if isinstance(form, forms.Errors):
        return _whose(visit, form)
    try:
        person = people.find_for_history(
            visit.office, visit.actor, form.reference, now=visit.now, address=visit.address
        )
    except NotFoundError:
        return _whose(visit, forms.invalid(visit, _UNKNOWN, _WRONG))
    return Go(f"/guardian/people/{person}/history")


def history(visit: StaffVisit) -> Page:
    """Everything that was done with one person's record, the oldest first, without what is in it."""
    person = _uuid(visit.params["id"])
    rows = people.history(visit.office, visit.actor, person, now=visit.now, address=visit.address)
    called = names(visit.office, visit.actor, now=visit.now, address=visit.address)
    days = _by_day(visit, rows, called, about=False)
    erased = any(row.event == Event.PERSON_ERASED for row in rows)
    view = {"person": person, "days": days, "count": len(rows), "erased": erased}
    return Page("guardian/history.html", view)


def _whose(visit: StaffVisit, errors: Mapping[str, str] = _FINE) -> Page:
    view = {"typed": visit.typed, "errors": errors}
    return Page("guardian/whose.html", view, status=422 if errors else 200)


def _by_day(
    visit: StaffVisit, rows: list[Row], called: Names, *, about: bool = True
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Rows under the day on which they were written, with what each is `about` where that is not plain."""
    words = visit.language.words

    def day(row: Row) -> date:
        return row.at.astimezone(visit.now.tzinfo).date()

    return [
        (words.long_date(when), [_entry(visit, row, called, about=about) for row in of_day])
        for when, of_day in groupby(rows, day)
    ]


def _entry(visit: StaffVisit, row: Row, called: Names, *, about: bool) -> dict[str, Any]:
    words = visit.language.words
    kind, _, identity = row.thing.partition(":")
    return {
        "number": row.number,
        "time": words.clock(f"{row.at.astimezone(visit.now.tzinfo):%H:%M}"),
        "who": staff_words.who(words, row.actor, called.accounts),
        "what": staff_words.event(words, row.event),
        "about": _about(visit, kind, identity, called) if about else "",
        "details": staff_words.details(visit, row, called.accounts, called.teams),
        "person": identity if kind == "person" and about else "",
        "origin": row.origin[:8],
    }


def _about(visit: StaffVisit, kind: str, identity: str, called: Names) -> str:
    """What a row is about, in words: an account or a team by name, a person or a session by the start of its id."""
    _ = visit.language.words.gettext
    if not identity:
        return ""
    if kind == "account":
        return _("Account of %(name)s") % {"name": called.accounts.get(identity, identity)}
    if kind == "team":
        return _("Team %(name)s") % {"name": called.teams.get(identity, identity)}
    if kind == "person":
        return _("Person %(id)s") % {"id": identity[:8]}
    if kind == "session":
        return _("Session %(id)s") % {"id": identity[:8]}
    return f"{kind} {identity}"


def _options(names: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"value": key, "text": text} for key, text in names.items()]


def _day(typed: str) -> date | None:
    """A day as people write it ("23/11/2026", "23 11 2026") or as machines do ("2026-11-23")."""
    numbers = re.fullmatch(r"(\d{1,2})[ /.-](\d{1,2})[ /.-](\d{4})", typed.strip(), re.ASCII)
    try:
        if numbers:
            return date(int(numbers[3]), int(numbers[2]), int(numbers[1]))
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def _midnight(now: datetime, day: date | None, *, days: int = 0) -> datetime | None:
    """The first moment of a day at the place, or of a later one."""
    if day is None or day.year >= date.max.year:
        return None
    return datetime.combine(day + timedelta(days=days), time(), now.tzinfo)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0


def _uuid(typed: str) -> str:
    """The id as it is written in the trail. Raises NotFoundError for what is none."""
    try:
        if str(UUID(typed)) == typed:
            return typed
    except ValueError:
        pass
    raise NotFoundError("no such person")
